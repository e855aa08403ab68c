import { type Diagnostic, isDiagnostic, isError } from '../diagnostic/diagnostic.ts';
import { type Source, startOf } from '../diagnostic/source.ts';
import type { Rule } from '../ir/rule.ts';
import type { Applied, Memory, Output, RulePipeline } from '../pipelines/pipeline.ts';
import { isYamlMap, Place, readDocuments } from '../yaml/document.ts';
import { unsound } from '../yaml/size.ts';
import { Draft } from './draft.ts';
import { finalized, readFinalizers } from './finishing/finalizers.ts';
import { type Finish, inTurn, readPostprocessing } from './finishing/postprocessing.ts';
import * as messages from './messages.ts';
import { exprOf } from './node.ts';
import { Params } from './params.ts';
import { Limits, type Patience } from './patience.ts';
import { readSteps } from './steps.ts';
import type { Around, Step } from './transformations/transformation.ts';

const largest = 8 * 1024 * 1024;

/** A pipeline of a file, or none and all that is wrong with it. */
export type ReadPipeline =
  | { readonly pipeline: RulePipeline }
  | { readonly pipeline: null; readonly faults: readonly Diagnostic[] };

/**
 * A user's pipeline, in pySigma's format. https://sigmahq-pysigma.readthedocs.io
 *
 * @param readFile reads a file that the pipeline names, by its path from the pipeline's folder
 * @param patience ends what its regular expressions and templates take too long for; without it they may never end
 */
export function readPipeline(
  source: Source,
  readFile: Around['readFile'],
  patience: Patience = (run) => run(),
): ReadPipeline {
  const faults: Diagnostic[] = [];
  const params = paramsOf(source, faults);
  if (!params) return { pipeline: null, faults };
  const title = params.optionalText('name') ?? source.path;
  const priority = params.number('priority', 0);
  const allowed = params.optionalTexts('allowed_backends') ?? [];
  const vars = params.take('vars') ?? {};
  if (!isYamlMap(vars)) params.bad('vars', 'a map');
  const named = new Set<string>();
  const { watch, place } = params;
  const lasting = (): boolean => {
    const { mayLast } = watch;
    watch.mayLast = false;
    return mayLast;
  };
  const parts = patience(() => ({
    steps: readSteps(params, 'transformations', readFile, named),
    stepsMayLast: lasting(),
    finishes: readPostprocessing(params, 'postprocessing', { readFile }),
    finishesMayLast: lasting(),
    finalizers: readFinalizers(params, { readFile }),
  }));
  params.done();
  if (!parts) faults.push(messages.stepTooLong(watch.step ?? place));
  if (!parts || faults.some(isError)) return { pipeline: null, faults };
  const { finalizers } = parts;
  const limits = new Limits(watch, patience);
  return {
    pipeline: {
      id: source.path,
      title,
      priority,
      to: allowed.length === 0 ? null : new Set(allowed.flatMap(backendsOf)),
      vars: new Map(Object.entries(vars)),
      typeOf: (field) => (named.has(field) ? { holds: 'text' } : undefined),
      apply: (rule, memory) => applySteps(rule, memory, { ...parts, title, limits }),
      ...(finalizers.length > 0 && {
        finalize: (output: Output, of: Memory['vars']) =>
          patience(() => finalized(finalizers, output, of)) ??
          messages.stepTooLong(watch.step ?? place),
      }),
    },
  };
}

function paramsOf(source: Source, faults: Diagnostic[]): Params | null {
  if (source.text.length > largest) {
    faults.push(messages.tooLarge(startOf(source)));
    return null;
  }
  const [document, second] = readDocuments(source);
  if (!document || 'fault' in document) {
    faults.push(document?.fault ?? messages.notAMap(startOf(source)));
    return null;
  }
  const root = new Place(document);
  if (second)
    faults.push(messages.oneDocument('fault' in second ? second.fault.at : new Place(second)));
  faults.push(...document.faults);
  const { value } = document;
  const endless = isYamlMap(value) ? unsound(value, root) : messages.notAMap(root);
  if (endless) faults.push(endless);
  return faults.length > 0 || !isYamlMap(value)
    ? null
    : new Params(value, root, (one) => faults.push(one));
}

/** Ours, by the names that pySigma's backends go by. */
const backends: Readonly<Record<string, readonly string[]>> = {
  splunk: ['splunk-spl'],
  lucene: ['elasticsearch-dsl'],
  elasticsearch: ['elasticsearch-dsl'],
  opensearch: ['opensearch-dsl'],
  opensearch_lucene: ['opensearch-dsl'],
};

const backendsOf = (name: string): readonly string[] =>
  Object.hasOwn(backends, name) ? backends[name]! : [name];

interface Parts {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly finishes: readonly Finish[];
  readonly stepsMayLast: boolean;
  readonly finishesMayLast: boolean;
  readonly limits: Limits;
}

function applySteps(
  rule: Rule,
  memory: Memory,
  { title, steps, finishes, stepsMayLast, finishesMayLast, limits }: Parts,
): Applied {
  const draft = new Draft(rule, memory);
  const done = limits.within(stepsMayLast, rule.at, () => {
    for (const step of steps) {
      step.apply(draft);
      if (draft.isRefused) break;
    }
    return draft;
  });
  if (isDiagnostic(done)) draft.say(done);
  if (draft.tree === null && !draft.isRefused) draft.say(messages.nothingLeft(title, rule.at));
  return {
    when: draft.tree ? exprOf(draft.tree) : rule.when,
    exact: true,
    diagnostics: draft.said,
    index: [],
    about: draft.about,
    ...(finishes.length > 0 && {
      finish: (query) =>
        limits.within(finishesMayLast, rule.at, () => inTurn(finishes, query, draft)),
    }),
  };
}
