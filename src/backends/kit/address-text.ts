import { maskByte, type Network } from '../../ir/network.ts';
import { charSet } from '../../ir/regex/charset.ts';
import {
  alt,
  concat,
  isNever,
  optional,
  type RegexNode,
  repeat,
  set,
  textNode,
} from '../../ir/regex/tree.ts';

/*
 * The texts of the addresses in a network: how networks are tested where a field holds text.
 */

/**
 * Every spelling of every address of the network, in parts of which each is to be held against the
 * whole text. For IPv6 that is each of RFC 4291 section 2.2: any zeros left out or written, `::` for
 * any run of zero groups, letters of either case, the last 32 bits as an IPv4 address.
 */
export function addressesOf(network: Network): RegexNode[] {
  return network.version === 4 ? [fourNumbers(network.bytes, network.prefix)] : sixTexts(network);
}

/** Four numbers with points; `prefix` bits of `bytes` are given. */
function fourNumbers(bytes: readonly number[], prefix: number): RegexNode {
  const parts = bytes.map((byte, i) => numbersBetween(byte, byte | (0xff & ~maskByte(prefix, i))));
  return concat(parts.flatMap((part, i) => (i === 0 ? [part] : [textNode('.'), part])));
}

/** The numbers from `first` to `last`, of 0 to 255, without leading zeros. */
function numbersBetween(first: number, last: number): RegexNode {
  const ways: RegexNode[] = [];
  for (const [low, high] of [
    [0, 9],
    [10, 99],
    [100, 199],
    [200, 249],
    [250, 255],
  ] as const) {
    const from = Math.max(first, low);
    const to = Math.min(last, high);
    if (from <= to) ways.push(...byTens(from, to));
  }
  return alt(ways);
}

/** Numbers of one length, grouped by all but their last digit. */
function byTens(from: number, to: number): RegexNode[] {
  const groups: { head: string; first: number; last: number }[] = [];
  for (let ten = Math.floor(from / 10); ten <= Math.floor(to / 10); ten++)
    groups.push({
      head: ten === 0 ? '' : String(ten),
      first: Math.max(from, ten * 10) % 10,
      last: Math.min(to, ten * 10 + 9) % 10,
    });
  const whole = groups.filter(({ first, last }) => first === 0 && last === 9);
  const partial = groups.filter(({ first, last }) => first !== 0 || last !== 9);
  const ways = partial.map(({ head, first, last }) =>
    concat([textNode(head), digits(first, last)]),
  );
  if (whole.length === 0) return ways;
  const heads = whole.map(({ head }) => head);
  const shared = heads[0]!.slice(0, -1);
  const ends = heads.map((head) => Number(head.slice(-1)));
  const head =
    heads[0] === ''
      ? textNode('')
      : concat([textNode(shared), digits(Math.min(...ends), Math.max(...ends))]);
  return [...ways, concat([head, digits(0, 9)])];
}

const digits = (first: number, last: number): RegexNode => set([0x30 + first, 0x30 + last]);

/* IPv6 */

/** A group of 16 bits, of which some are given. */
interface Group {
  readonly first: number;
  readonly last: number;
}

function sixTexts({ bytes, prefix }: Network): RegexNode[] {
  const groups = Array.from({ length: 8 }, (_, i): Group => {
    const value = bytes[2 * i]! * 256 + bytes[2 * i + 1]!;
    const free = 0xffff & ~(maskByte(prefix, 2 * i) * 256 + maskByte(prefix, 2 * i + 1));
    return { first: value, last: value | free };
  });
  const tail = fourNumbers(bytes.slice(12), Math.max(0, prefix - 96));
  // spelled as eight groups, or as six and four numbers
  const texts: RegexNode[] = [];
  for (const [hex, decimal] of [
    [groups, null],
    [groups.slice(0, 6), tail],
  ] as const) {
    texts.push(colons([...hex.map(groupText), ...(decimal ? [decimal] : [])]));
    texts.push(...shortened(hex, decimal));
  }
  return texts.filter((text) => !isNever(text));
}

/**
 * The spellings with `::`, one for each place where it can begin: it stands for one or more groups
 * that can be zero, and where none of the groups behind it is given, how many does not matter.
 */
function shortened(groups: readonly Group[], decimal: RegexNode | null): RegexNode[] {
  const texts: RegexNode[] = [];
  for (let from = 0; from < groups.length; from++) {
    const ends: RegexNode[] = [];
    for (let to = from + 1; to <= groups.length && groups[to - 1]!.first === 0; to++) {
      const behind = groups.slice(to);
      if (behind.every(isFree)) {
        // all the rest is free, and so are all shorter rests
        ends.push(freeTail(behind.length, decimal));
        break;
      }
      ends.push(colons([...behind.map(groupText), ...(decimal ? [decimal] : [])]));
    }
    if (ends.length === 0) continue;
    texts.push(concat([colons(groups.slice(0, from).map(groupText)), textNode('::'), alt(ends)]));
  }
  return texts;
}

const isFree = ({ first, last }: Group): boolean => first === 0 && last === 0xffff;

/** At most so many groups with colons between them, then the decimal end where there is one. */
function freeTail(most: number, decimal: RegexNode | null): RegexNode {
  const group = groupText({ first: 0, last: 0xffff });
  if (decimal) return concat([repeat(concat([group, textNode(':')]), 0, most), decimal]);
  if (most === 0) return textNode('');
  return optional(concat([group, repeat(concat([textNode(':'), group]), 0, most - 1)]));
}

const colons = (parts: readonly RegexNode[]): RegexNode =>
  concat(parts.flatMap((part, i) => (i === 0 ? [part] : [textNode(':'), part])));

/** The group as one to four hexadecimal digits; its free bits are the last ones. */
function groupText({ first, last }: Group): RegexNode {
  if (first === last) {
    const digits = first === 0 ? '' : first.toString(16);
    return concat([
      repeat(textNode('0'), first === 0 ? 1 : 0, 4 - digits.length),
      ...[...digits].map((digit) => hexDigits(digit, digit)),
    ]);
  }
  if (isFree({ first, last })) return repeat(hexDigits('0', 'f'), 1, 4);
  const [low, high] = [first, last].map((value) => value.toString(16).padStart(4, '0')) as [
    string,
    string,
  ];
  const digits = [...low].map((digit, i) => hexDigits(digit, high[i]!));
  // leading digits may be left out where they can be zero
  const leading = /^0*/.exec(low)![0].length;
  return alt(
    Array.from({ length: Math.min(leading, 3) + 1 }, (_, left) => concat(digits.slice(left))),
  );
}

function hexDigits(first: string, last: string): RegexNode {
  const codes = [];
  for (let digit = Number.parseInt(first, 16); digit <= Number.parseInt(last, 16); digit++) {
    const small = digit.toString(16);
    codes.push(small.charCodeAt(0), small.toUpperCase().charCodeAt(0));
  }
  return set(charSet(codes.map((code) => [code, code])));
}
