import type { Yaml } from '../../../yaml/document.ts';

const seconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 7 * 86_400,
};

/** The seconds of `5m`; null for what is no span of time. */
export function secondsOf(value: Yaml | undefined): number | null {
  const found = typeof value === 'string' ? /^([1-9]\d{0,8})([smhdw])$/.exec(value) : null;
  return found && Number(found[1]) * seconds[found[2]!]!;
}
