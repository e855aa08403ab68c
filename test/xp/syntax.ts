/*
 * The parts of XP that rules of correlation are written in, as a tree. Read from the public grammar
 * and signatures of https://github.com/Security-Experts-Community/vscode-xp (MIT) and from the rules of
 * https://github.com/Security-Experts-Community/open-xp-rules (Apache-2.0).
 */

export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** A field of the event; with a dollar, one of the event that the rule makes, or a parameter. */
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** A filter that is kept under a name: `filter::NotFromCorrelator()`. */
  | { readonly kind: 'filter'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly sign: string;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Statement =
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'if'; readonly ways: readonly Way[]; readonly otherwise: readonly Statement[] }
  | { readonly kind: 'close' };

export interface Way {
  readonly when: Expression;
  readonly body: readonly Statement[];
}

export interface EventPart {
  readonly name: string;
  readonly key: readonly string[];
  readonly filter: Expression;
}

/** A file `rule.co`. */
export interface XpRule {
  readonly events: readonly EventPart[];
  readonly name: string;
  /** How its events follow each other, as written: `A -> B within 1m`. */
  readonly order: string;
  readonly init: readonly Statement[];
  readonly on: ReadonlyMap<string, readonly Statement[]>;
  readonly emit: readonly Statement[];
}

/** A file `filter.flt`. */
export interface XpFilter {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly filter: Expression;
}
