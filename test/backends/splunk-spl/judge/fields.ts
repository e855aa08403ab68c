import { BlockList } from 'node:net';
import type { Event } from '../../../../src/evaluate/event.ts';

/** The values of a field, as texts; one without a value is not there. */
export type Fields = (name: string) => readonly string[];

export function fieldsOf(event: Event): Fields {
  const values = new Map<string, string[]>([['_raw', [JSON.stringify(event)]]]);
  const add = (name: string, node: unknown): void => {
    if (node === null || node === undefined) return;
    if (Array.isArray(node)) for (const item of node) add(name, item);
    else if (typeof node === 'object')
      for (const [key, child] of Object.entries(node)) add(`${name}.${key}`, child);
    else values.set(name, [...(values.get(name) ?? []), String(node)]);
  };
  for (const [name, node] of Object.entries(event)) add(name, node);
  return (name) => values.get(name) ?? [];
}

export const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);

/** As numbers where both are, else as texts. */
export function compares(one: string, sign: string, two: string): boolean {
  const [a, b] = isNumber(one) && isNumber(two) ? [Number(one), Number(two)] : [one, two];
  switch (sign) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return a === b;
  }
}

export function inNetwork(network: string, text: string): boolean {
  const [address, prefix] = network.split('/') as [string, string];
  const version = address.includes(':') ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), version);
  return text.includes(':') === (version === 'ipv6') && list.check(text, version);
}
