import { didYouMean } from '../diagnostic/closest.ts';
import { readGroup } from './conditions/group.ts';
import { itemConditions } from './conditions/item.ts';
import { nameConditions } from './conditions/name.ts';
import { ruleConditions } from './conditions/rule.ts';
import type { Draft, Scope } from './draft.ts';
import * as messages from './messages.ts';
import type { Params } from './params.ts';
import { transformations } from './transformations/index.ts';
import type { Around, Step } from './transformations/transformation.ts';

/** Deeper nests are nobody's, and would exhaust the stack. */
const deepest = 16;

/** The steps under a name: each a transformation, and conditions that say what it is for. */
export function readSteps(
  params: Params,
  name: string,
  files: Around['readFile'],
  named: Set<string>,
  depth = 0,
): readonly Step[] {
  const around: Around = {
    readFile: files,
    named,
    steps: (of, below) => {
      if (depth < deepest) return readSteps(of, below, files, named, depth + 1);
      of.report(messages.tooDeep(of.place));
      return [];
    },
  };
  return params.maps(name, depth > 0).flatMap((step) => readStep(step, around) ?? []);
}

function readStep(step: Params, around: Around): Step | null {
  const { watch, place } = step;
  watch.step = place;
  const id = step.optionalText('id') ?? null;
  const ofRule = readGroup(step, 'rule', ruleConditions);
  const ofItem = readGroup(step, 'detection_item', itemConditions);
  const ofName = readGroup(step, 'field_name', nameConditions);
  const type = readType(step, 'a transformation', Object.keys(transformations));
  if (type === null) return null;
  const transform = transformations[type]!(step, around);
  step.done();
  const scope: Scope = {
    id,
    hasItem: (item, draft) =>
      ofItem((one) => one(item, draft)) && ofName((one) => one.item(item, draft)),
    hasName: (name, draft) => ofName((one) => one.name(name, draft)),
  };
  return {
    apply(draft: Draft) {
      watch.step = place;
      if (!ofRule((one) => one(draft))) return;
      if (id !== null) draft.memory.applied.add(id);
      transform(draft, scope);
    },
  };
}

/** The type of a step, if it is one of these. */
export function readType(step: Params, what: string, types: readonly string[]): string | null {
  const type = step.text('type');
  if (type === '' || types.includes(type)) return type || null;
  const hint = didYouMean(type, types) ?? `There are ${types.join(', ')}.`;
  step.report(messages.unknownType(what, type, step.at('type'), hint));
  return null;
}
