import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { eachAtom } from '../../ir/fold.ts';
import type { LogSource } from '../../ir/rule.ts';
import { readFields } from '../../languages/sigma/detection.ts';
import { isYamlMap, type Place, type Yaml, type YamlMap } from '../../yaml/document.ts';
import { marked } from '../draft.ts';
import * as messages from '../messages.ts';
import { type Node, nodeOf } from '../node.ts';
import type { Params } from '../params.ts';
import type { Around, Transformation, Transformations } from './transformation.ts';

/** What is about a rule as a whole, and what drops or refuses. */
export const ruleTransformations: Transformations = {
  add_condition: readAddCondition,
  change_logsource: (params) => {
    const parts = ['category', 'product', 'service'] as const;
    const source: LogSource = Object.fromEntries(
      parts.flatMap((part) => {
        const value = params.optionalText(part);
        return value === undefined ? [] : [[part, value]];
      }),
    );
    if (Object.keys(source).length === 0) params.lacks('category');
    return (draft) => {
      draft.about = { ...draft.about, logSource: source };
    };
  },
  set_custom_attribute: (params) => {
    const name = params.text('attribute');
    const value = params.any('value');
    return (draft) => {
      draft.about = { ...draft.about, custom: { ...draft.about.custom, [name]: value } };
    };
  },
  set_state: (params) => {
    const key = params.text('key');
    const value = params.any('val');
    return ({ memory }) => void memory.state.set(key, value);
  },
  drop_detection_item: () => (draft, scope) =>
    draft.change(scope, (item) => {
      draft.say(messages.dropped(item.field, item.at));
      return null;
    }),
  rule_failure: (params) => {
    const message = params.text('message');
    return (draft) => draft.say(messages.failure(message, draft.at));
  },
  detection_item_failure: (params) => {
    const message = params.text('message');
    return (draft, scope) =>
      draft.change(scope, (item) => {
        draft.say(messages.failure(message, item.at));
        return undefined;
      });
  },
  strict_field_mapping_failure: () => (draft) => {
    const { renamed } = draft.memory;
    for (const item of draft.items) {
      const { field, at } = item;
      if (field !== null && !renamed.from.has(field) && !renamed.to.has(field))
        draft.say(messages.unmapped(field, at));
    }
  },
  nest: (params, around) => {
    const steps = around.steps(params, 'items');
    return (draft) => {
      for (const step of steps) if (!draft.isRefused) step.apply(draft);
    };
  },
};

/** `index: main` as a condition of its own: `condition and (what the rule says)`. */
function readAddCondition(params: Params, { named }: Pick<Around, 'named'>): Transformation {
  const conditions = params.take('conditions');
  const isTemplate = params.bool('template');
  const isNegated = params.bool('negated');
  params.optionalText('name');
  const place = params.at('conditions');
  if (!isYamlMap(conditions)) {
    if (conditions === undefined || conditions === null) params.lacks('conditions');
    else params.bad('conditions', 'a map of fields and values');
    return () => {};
  }
  const when = readFields(conditions, place, params.report);
  if (when)
    eachAtom(when, (atom) => {
      if (atom.kind !== 'keyword') named.add(atom.field);
    });
  return (draft, scope) => {
    let expr = when;
    if (isTemplate) {
      const made = filledIn(conditions, place, draft.about.logSource);
      if ('fault' in made) return draft.say(made.fault(draft.at));
      expr = readFields(made.map, place, (one: Diagnostic) => draft.say(one));
    }
    if (!expr) return;
    const node: Node = marked(nodeOf(expr, new Set()), scope.id);
    const added: Node = isNegated ? { kind: 'not', item: node } : node;
    draft.tree = draft.tree ? { kind: 'and', items: [added, draft.tree] } : added;
  };
}

type Filled = { readonly map: YamlMap } | { readonly fault: (at: Diagnostic['at']) => Diagnostic };

/** The map with `$category`, `$product` and `$service` filled in; `$$` is a dollar. */
function filledIn(map: YamlMap, place: Place, source: LogSource): Filled {
  let lacking: string | null = null;
  const fill = (value: Yaml): Yaml => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'string') return value;
    return value.replace(
      /\$(?:(\$)|(category|product|service)(?!\w)|\{(category|product|service)\})/g,
      (_, dollar, one, other) => {
        if (dollar) return '$';
        const part = (one ?? other) as 'category' | 'product' | 'service';
        if (source[part] === undefined) lacking = part;
        return source[part] ?? '';
      },
    );
  };
  const filled = Object.fromEntries(Object.entries(map).map(([key, value]) => [key, fill(value)]));
  if (lacking === null) return { map: filled };
  const part: string = lacking;
  return { fault: (at) => messages.noSourcePart(part, place, at) };
}
