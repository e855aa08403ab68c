import ipaddr from 'ipaddr.js';
import type { Reading } from './reading.ts';

/*
 * Networks in CIDR notation and the addresses in them, IPv4 and IPv6: Search Reference, "search",
 * section "CIDR matching", and "Comparison and Conditional functions", cidrmatch().
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/comparison-and-conditional-functions
 */

export type NetworkOf = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The network that a text writes; null where it is none. */
export function networkOf(text: string): NetworkOf | null {
  if (!/^[\da-f.:]+\/\d{1,3}$/i.test(text)) return null;
  const [address, prefix] = text.split('/') as [string, string];
  const parsed = addressOf(address);
  if (!parsed || Number(prefix) > (parsed.kind() === 'ipv4' ? 32 : 128)) return null;
  return [parsed, Number(prefix)];
}

export function isInNetwork(text: string, network: NetworkOf, reading: Reading): boolean {
  let address = addressOf(text);
  if (reading.looseAddresses) address ??= addressOf(loosely(text));
  if (!address) return false;
  if (reading.looseAddresses && address.kind() === 'ipv6' && network[0].kind() === 'ipv4') {
    const six = address as ipaddr.IPv6;
    if (six.isIPv4MappedAddress()) address = six.toIPv4Address();
  }
  return (
    address.kind() === network[0].kind() &&
    address.match(network as [ipaddr.IPv4, number] & [ipaddr.IPv6, number])
  );
}

/** Four decimal numbers without leading zeros, or RFC 4291's notation, without a zone. */
function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text))
    return /(?:^|\.)0\d/.test(text) ? null : ipaddr.IPv4.parse(text);
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  if (/[:.]0\d+(?=\.)|\.0\d+$/.test(text)) return null; // in the four numbers at its end
  return ipaddr.IPv6.parse(text);
}

const loosely = (text: string): string =>
  text
    .trim()
    .replace(/%.*$/, '')
    .replace(/(?<![^.])0+(?=\d)/g, '');
