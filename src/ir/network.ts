import ipaddr from 'ipaddr.js';

/** A CIDR network. */
export interface Network {
  readonly version: 4 | 6;
  /** 4 or 16 bytes; those behind the prefix are zero. */
  readonly bytes: readonly number[];
  /** How many bits of `bytes` count: 0 to 32, or 0 to 128. */
  readonly prefix: number;
  /** As the rule writes it. */
  readonly text: string;
}

/**
 * The network that `text` writes (`10.0.0.0/8`, `fe80::/10`, or one address), or null if it writes
 * none. Bits behind the prefix are cut off, as Elasticsearch and Splunk do.
 */
export function parseNetwork(text: string): Network | null {
  const [address = '', length, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0) return null;
  const bits = parsed.bytes.length * 8;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const bytes = parsed.bytes.map((byte, i) => byte & maskByte(prefix, i));
  return { version: parsed.version, bytes, prefix, text };
}

/** Which bits of byte `i` belong to a prefix of that many bits. */
export const maskByte = (prefix: number, i: number): number =>
  0xff & (0xff00 >> Math.max(0, Math.min(8, prefix - i * 8)));

/**
 * The address that a text is: four decimal numbers without leading zeros, or RFC 4291 section 2.2
 * in any of its forms. Zones (`fe80::1%eth0`) and IPv4's shorter and octal spellings are none.
 */
export function parseAddress(text: string): { version: 4 | 6; bytes: number[] } | null {
  if (text.includes(':')) {
    if (!/^[0-9A-Fa-f:.]{2,45}$/.test(text) || !ipaddr.IPv6.isValid(text)) return null;
    const tail = text.slice(text.lastIndexOf(':') + 1);
    if (tail.includes('.') && !fourDecimals.test(tail)) return null;
    // of `::1.2.3.4` ipaddr.js makes `::ffff:1.2.3.4`
    const written = text.startsWith('::') && tail.length === text.length - 2 ? `0${text}` : text;
    return { version: 6, bytes: ipaddr.IPv6.parse(written).toByteArray() };
  }
  if (!fourDecimals.test(text)) return null;
  return { version: 4, bytes: text.split('.').map(Number) };
}

const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const fourDecimals = new RegExp(`^${byte}(?:\\.${byte}){3}$`);

export function contains(network: Network, text: string): boolean {
  const address = parseAddress(text);
  if (address === null || address.version !== network.version) return false;
  return network.bytes.every(
    (byte, i) => (address.bytes[i]! & maskByte(network.prefix, i)) === byte,
  );
}

/** The network in canonical form, with its prefix: `10.0.0.0/8`, `fe80::/10`. */
export function networkText({ bytes, prefix }: Network): string {
  return `${ipaddr.fromByteArray([...bytes]).toString()}/${prefix}`;
}
