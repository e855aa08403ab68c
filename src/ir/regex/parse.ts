import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { charSet } from './charset.ts';
import { ATOMIC, CAPTURE, RegexFault, toEcmaScript } from './pcre.ts';
import { referenceFault } from './references.ts';
import {
  alt,
  concat,
  NEVER,
  type Regex,
  type RegexFlags,
  type RegexNode,
  repeat,
  set,
} from './tree.ts';

const parser = new RegExpParser({ ecmaVersion: 2025, strict: true });

/** What was parsed before: rules copy each other's expressions. */
const known = new Map<string, Regex | RegexFault>();
const mostKnown = 1000;

/**
 * The regular expression of a pattern in PCRE's language. The fault says where in the pattern it is.
 */
export function parseRegex(source: string, flags: RegexFlags): Regex | RegexFault {
  const key = `${flags.i} ${flags.m} ${flags.s} ${source}`;
  const before = known.get(key);
  if (before) return before;
  const parsed = parse(source, flags);
  if (known.size < mostKnown) known.set(key, parsed);
  return parsed;
}

function parse(source: string, flags: RegexFlags): Regex | RegexFault {
  try {
    const { text, from } = toEcmaScript(source, flags);
    try {
      const tree = lower(parser.parsePattern(text, undefined, undefined, { unicode: true }));
      const fault = source.includes('\\') ? referenceFault(tree) : null;
      return fault === null ? { source, flags, tree } : new RegexFault(fault, 0, source.length);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const index = (error as SyntaxError & { index?: number }).index ?? 0;
      const message = error.message.replace(/^Invalid regular expression: .*?: (?=[^:]*$)/s, '');
      const start = from[Math.min(index, from.length - 1)] ?? 0;
      return new RegexFault(`${message}.`, Math.min(start, Math.max(0, source.length - 1)));
    }
  } catch (error) {
    if (error instanceof RegexFault) return error;
    throw error;
  }
}

function lower(node: AST.Pattern | AST.Element | AST.Alternative): RegexNode {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
      return either(node.alternatives);
    case 'Alternative':
      return concat(node.elements.map(lower));
    case 'CapturingGroup': {
      const item = either(node.alternatives);
      if (node.name?.startsWith(ATOMIC)) return { kind: 'atomic', item };
      return node.references.length > 0 ? { kind: 'capture', name: node.name!, item } : item;
    }
    case 'Quantifier':
      return repeat(lower(node.element), node.min, node.max);
    case 'CharacterClass':
      if (node.negate) break; // sets are written out
      return set(
        charSet((node.elements as AST.ClassRangesCharacterClassElement[]).map(classRange)),
      );
    case 'Character':
      return set([node.value, node.value]);
    case 'Backreference':
      return { kind: 'backReference', name: String(node.ref) };
    case 'Assertion':
      if (node.kind === 'word') return { kind: 'boundary', negate: node.negate };
      if (node.kind === 'lookahead' || node.kind === 'lookbehind')
        return {
          kind: 'look',
          ahead: node.kind === 'lookahead',
          negate: node.negate,
          item: either(node.alternatives),
        };
      break;
  }
  throw new Error(
    `The translator wrote what it never writes: ${node.type} ${node.raw} (${CAPTURE})`,
  );
}

const either = (alternatives: readonly AST.Alternative[]): RegexNode =>
  alternatives.length === 0 ? NEVER : alt(alternatives.map(lower));

function classRange(element: AST.ClassRangesCharacterClassElement): [number, number] {
  if (element.type === 'Character') return [element.value, element.value];
  if (element.type === 'CharacterClassRange') return [element.min.value, element.max.value];
  throw new Error(`The translator wrote what it never writes: ${element.raw}`);
}
