import { decimalOf, isDecimal } from '../../../ir/decimal.ts';
import { parseAddress } from '../../../ir/network.ts';
import { type Pattern, simple } from '../../../ir/pattern.ts';

/* Patterns that ask for one value as a whole, where a field holds other things than text. */

/** Whether a pattern asks for no more than that the field is there. */
export const isAnything = (of: Pattern): boolean => of.length === 1 && of[0]!.kind === 'any';

/** The number that a pattern asks for, as it is written; null where it asks for something else. */
export function wholeNumber(of: Pattern): string | null {
  const whole = simple(of);
  if (whole?.where !== 'whole' || !isDecimal(whole.text)) return null;
  return decimalOf(Number(whole.text)) === whole.text ? whole.text : null;
}

/** The address that a pattern asks for: of IPv4, for IPv6's have many spellings. */
export function wholeAddress(of: Pattern): string | null {
  const whole = simple(of);
  if (whole?.where !== 'whole' || parseAddress(whole.text)?.version !== 4) return null;
  return whole.text;
}
