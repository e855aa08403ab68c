import type { Draft } from '../draft.ts';
import type { Params } from '../params.ts';
import { parsed } from '../texts.ts';
import { readAttribute } from './attribute.ts';
import type { Kinds } from './group.ts';
import { readState } from './state.ts';
import { hasValue } from './value.ts';

export type RuleTest = (draft: Draft) => boolean;

/** Conditions on a rule as a whole. */
export const ruleConditions: Kinds<RuleTest> = {
  logsource: (params) => {
    const wanted = (['category', 'product', 'service'] as const).flatMap((part) => {
      const value = params.optionalText(part);
      return value === undefined ? [] : [[part, value] as const];
    });
    if (wanted.length === 0) params.lacks('category');
    return ({ about: { logSource } }) => wanted.every(([part, value]) => logSource[part] === value);
  },
  contains_detection_item: (params) => {
    const field = params.text('field');
    const value = params.any('value');
    const wanted = typeof value === 'string' ? parsed(value) : value;
    return ({ items }) => items.some((item) => item.field === field && hasValue(item, wanted));
  },
  contains_field: (params) => {
    const field = params.text('field');
    return ({ items }) => items.some((item) => item.field === field);
  },
  processing_item_applied: (params) => {
    const id = readId(params);
    return ({ memory: { applied } }) => applied.has(id);
  },
  processing_state: readState,
  // a correlation has no query of its own, so what comes here is always a rule
  is_sigma_rule: () => () => true,
  is_sigma_correlation_rule: () => () => false,
  rule_attribute: readAttribute,
  tag: (params) => {
    const tag = params.text('tag');
    return ({ about: { tags } }) => tags.includes(tag);
  },
};

export const readId = (params: Params): string => params.text('processing_item_id');
