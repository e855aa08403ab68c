/** Text that reads as a number: `-1`, `007`, `2.50`. Not `1e3`, `+1`, `.5`, nor with spaces. */
export const isDecimal = (text: string): boolean => /^-?[0-9]+(?:\.[0-9]+)?$/.test(text);

/** The number in plain decimal notation, without an exponent. */
export function decimalOf(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, minus, first, rest = '', exponent] = parts;
  const digits = `${first}${rest}`;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  return `${minus}${digits.padEnd(point, '0')}`; // it begins at 1e21, and has 17 digits at most
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; exact to the last digit. */
export function compareDecimals(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x.sign !== y.sign) return x.sign - y.sign;
  const magnitude =
    x.whole.length - y.whole.length || order(x.whole, y.whole) || order(x.fraction, y.fraction);
  return x.sign * magnitude;
}

function partsOf(text: string): { sign: number; whole: string; fraction: string } {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const parts = { whole: whole.replace(/^0+/, ''), fraction: fraction.replace(/0+$/, '') };
  const zero = parts.whole === '' && parts.fraction === '';
  return { ...parts, sign: zero ? 0 : text.startsWith('-') ? -1 : 1 };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
