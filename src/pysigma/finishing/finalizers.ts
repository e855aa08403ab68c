import { type Diagnostic, isDiagnostic } from '../../diagnostic/diagnostic.ts';
import type { Memory, Output } from '../../pipelines/pipeline.ts';
import { writeYaml } from '../../yaml/write.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { pythonJson } from '../python/json.ts';
import { readType } from '../steps.ts';
import type { Around } from '../transformations/transformation.ts';
import { readTemplate } from './jinja.ts';

export type Finalizer = (output: Output, vars: Memory['vars']) => Output | Diagnostic;

type Kinds = Readonly<
  Record<string, (params: Params, around: Pick<Around, 'readFile'>) => Finalizer>
>;

/** All finalizers, by their types. */
export const finalizerKinds: Kinds = {
  concat: (params) => {
    const separator = params.optionalText('separator') ?? '\n';
    const prefix = params.optionalText('prefix') ?? '';
    const suffix = params.optionalText('suffix') ?? '';
    return (output) => {
      const queries = typeof output === 'string' ? [output] : output;
      if (!queries.every((query) => typeof query === 'string'))
        return messages.forTexts('concat', params.place, params.place);
      return prefix + queries.join(separator) + suffix;
    };
  },
  json: (params) => {
    const indent = params.take('indent') === undefined ? null : params.number('indent', 0);
    return (output) => pythonJson(output, indent);
  },
  yaml: (params) => {
    params.number('indent', 2); // ours is always 2, which means the same
    return (output) => (typeof output === 'string' ? output : writeYaml(output).trimEnd());
  },
  template: (params, around) => {
    const template = readTemplate(params, around);
    return (output, vars) => {
      const queries = typeof output === 'string' ? [output] : output;
      const made = template({ queries, pipeline: { state: {}, vars: Object.fromEntries(vars) } });
      return 'text' in made ? made.text : messages.badTemplate(made.fault, params.at('template'));
    };
  },
  nested: (params, around) => {
    const all = readFinalizers(params, around, true);
    return (output, vars) => finalized(all, output, vars);
  },
};

/** What is made of all queries of a run, in its order. */
export const readFinalizers = (
  params: Params,
  around: Pick<Around, 'readFile'>,
  isNeeded = false,
): readonly Finalizer[] =>
  params.maps('finalizers', isNeeded).flatMap((step) => {
    const type = readType(step, 'a finalizer', Object.keys(finalizerKinds));
    if (type === null) return [];
    const finalizer = finalizerKinds[type]!(step, around);
    step.done();
    return [
      (output: Output, vars: Memory['vars']) => {
        step.watch.step = step.place;
        return finalizer(output, vars);
      },
    ];
  });

export function finalized(
  all: readonly Finalizer[],
  output: Output,
  vars: Memory['vars'],
): Output | Diagnostic {
  let now = output;
  for (const finalizer of all) {
    const next = finalizer(now, vars);
    if (isDiagnostic(next)) return next;
    now = next;
  }
  return now;
}
