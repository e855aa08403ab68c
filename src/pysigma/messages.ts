import { didYouMean } from '../diagnostic/closest.ts';
import { sayIn } from '../diagnostic/say.ts';
import { placeOf, type Span } from '../diagnostic/source.ts';

const { error, warning, info } = sayIn('pysigma');

/* What is wrong with a pipeline's file. */

export const notAMap = (at: Span) =>
  error('not-a-map', 'A map is to stand here: each a name, a colon and a value.', at);

export const oneDocument = (at: Span) =>
  error('one-document', 'A pipeline is one YAML document.', at);

export const tooLarge = (at: Span) => error('too-large', 'No pipeline is larger than 8 MiB.', at);

export const missing = (name: string, at: Span) => error('missing', `"${name}" is missing.`, at);

export const badValue = (name: string, wanted: string, at: Span, hint?: string) =>
  error('bad-value', `"${name}" is to be ${wanted}.`, at, hint);

export const unknownName = (name: string, known: Iterable<string>, at: Span) =>
  error(
    'unknown-name',
    `"${name}" means nothing here.`,
    at,
    didYouMean(name, known) ?? `There are ${[...known].join(', ')}.`,
  );

export const unknownType = (what: string, type: string, at: Span, hint: string) =>
  error('unknown-type', `"${type}" is not the type of ${what}.`, at, hint);

export const badRegex = (what: string, at: Span) =>
  error('regex', `This is not a regular expression: ${what}`, at);

export const badReplacement = (what: string, at: Span) =>
  error('replacement', `In this replacement ${what}.`, at);

export const badFormula = (message: string, at: Span) => error('formula', message, at);

export const noCondition = (name: string, known: readonly string[], at: Span) =>
  error('no-condition', `No condition is called "${name}".`, at, didYouMean(name, known));

export const unusedCondition = (name: string, at: Span) =>
  error('unused-condition', `The condition "${name}" isn't named here.`, at);

export const namelessConditions = (list: string, at: Span) =>
  error('nameless-conditions', `This names conditions, so "${list}" is to be a map of them.`, at);

export const opAndExpression = (prefix: string, at: Span) =>
  error('op-and-expression', `"${prefix}_cond_op" has no place beside "${prefix}_cond_expr".`, at);

export const mapAttribute = (name: string, at: Span) =>
  error('map-attribute', `"${name}" is a map, which can't be compared.`, at);

export const badOp = (op: string, name: string, at: Span) =>
  error('bad-op', `"${name}" can't be compared by "${op}".`, at);

export const pythonFunction = (name: string, known: readonly string[], at: Span) =>
  error(
    'python',
    `"${name}" would be a function of Python's, which a file can't hold.`,
    at,
    `There are ${known.join(', ')}.`,
  );

export const includeAndExclude = (at: Span) =>
  error('include-and-exclude', '"exclude" has no place beside "include".', at);

export const outside = (type: string, at: Span) =>
  error(
    'outside',
    `"${type}" would run or fetch something while rules are compiled, which is not done.`,
    at,
    'Have the values written into a file before, and name it under file_placeholders.',
  );

export const noFile = (path: string, why: string, at: Span) =>
  error('no-file', `"${path}" can't be read: ${why}`, at);

export const noColumn = (name: string, known: readonly string[], at: Span) =>
  error('no-column', `The file has no column "${name}".`, at, didYouMean(name, known));

export const notAPath = (at: Span) =>
  error('not-a-path', 'Of jq only paths are read, such as .hosts[].name.', at);

export const notScalars = (at: Span) =>
  error('not-scalars', 'This leads to maps or lists, and not to values.', at, 'Let [] follow.');

export const noHashField = (at: Span) =>
  error('no-hash-field', 'Without "field_prefix" this leaves no name for the field.', at);

export const noGroups = (at: Span) =>
  error('no-groups', 'This has no named group: (?P<name>...).', at);

export const tooDeep = (at: Span) => error('too-deep', 'Steps are nested too deep here.', at);

export const badTemplate = (message: string, at: Span) => error('template', message, at);

export const notJson = (message: string, at: Span) =>
  error('not-json', `This is not JSON: ${message}.`, at);

export const pythonVars = (at: Span) =>
  error(
    'python',
    '"vars" names a file of Python, which is not run.',
    at,
    'Put values under the pipeline\'s own "vars", and name them as pipeline.vars.',
  );

export const noAutoescape = (at: Span) =>
  error('autoescape', 'Texts are not escaped for HTML here.', at);

/* What pipelines tell of a rule. */

export const failure = (message: string, at: Span) => error('failure', message, at);

export const unmapped = (field: string, at: Span) =>
  error(
    'unmapped',
    `The pipeline gives "${field}" no other name, and is to give every field one.`,
    at,
  );

export const dropped = (field: string | null, at: Span) =>
  info(
    'dropped',
    `The pipeline drops ${field === null ? 'these keywords' : `"${field}" with its values`}: the rest is what is asked.`,
    at,
  );

export const nothingLeft = (pipeline: string, at: Span) =>
  error('nothing-left', `${pipeline} drops all that this rule asks for.`, at);

export const noValues = (field: string | null, at: Span) =>
  error(
    'no-values',
    `The pipeline leaves ${field === null ? 'keywords' : `"${field}"`} without a value.`,
    at,
  );

export const gapInRegex = (name: string, at: Span) =>
  error(
    'gap-in-regex',
    `%${name}% can't be part of a regular expression.`,
    at,
    'Let a step fill it before.',
  );

export const notANumber = (value: string, at: Span) =>
  error('not-a-number', `The pipeline makes numbers of values, and "${value}" is none.`, at);

export const keywordValue = (at: Span) =>
  error(
    'keyword-value',
    'A keyword is a text or a number, and the pipeline sets another value.',
    at,
  );

export const noVar = (name: string, known: readonly string[], at: Span) =>
  error('no-var', `No pipeline has "${name}" under "vars".`, at, didYouMean(name, known));

export const badVar = (name: string, at: Span) =>
  error('bad-var', `"${name}" under "vars" is to be a text or a number, or a list of them.`, at);

export const tooManyTexts = (most: number, at: Span) =>
  error('too-many-texts', `Placeholders make more than ${most} texts of this.`, at);

export const queryExpression = (name: string, at: Span) =>
  error(
    'query-expression',
    `The pipeline puts a piece of query in the place of %${name}%, which only its engine could say the meaning of.`,
    at,
    'Name the values, by value_placeholders or file_placeholders.',
  );

export const noSourcePart = (part: string, pipeline: Span, at: Span) =>
  error(
    'no-source-part',
    `The log source has no ${part}, which ${pipeline.source.path} puts in a condition.`,
    at,
  );

export const noAlgorithm = (value: string, known: readonly string[], at: Span) =>
  warning(
    'no-algorithm',
    `"${value}" is no hash of ${known.join(', ')}, and is left out.`,
    at,
    'Name its algorithm under valid_hash_algos.',
  );

export const noHashes = (known: readonly string[], at: Span) =>
  error('no-hashes', `None of these is a hash of ${known.join(', ')}.`, at);

export const notExtracted = (value: string, at: Span) =>
  warning(
    'not-extracted',
    `"${value}" is not what the pipeline takes apart, and is left out.`,
    at,
    'Say preserve_unmatched: true to keep it.',
  );

/* What they tell of queries. */

/** @param step where the step stands, in the pipeline's file */
export const forTexts = (type: string, step: Span, at: Span) =>
  error(
    'for-texts',
    `"${type}" is for queries that are texts, and Query DSL is none.`,
    at,
    `It stands in ${placed(step)}; json and template take Query DSL, too.`,
  );

export const templateFault = (fault: string, step: Span, at: Span) =>
  error(
    'template',
    `A template of the pipeline can't be filled in: ${fault}`,
    at,
    `It stands in ${placed(step)}.`,
  );

/** @param isLeft whether so many rules took too long before that none is tried any more */
export const tooLong = (step: Span, at: Span, isLeft: boolean) =>
  error(
    'too-long',
    isLeft
      ? 'The pipeline took too long of other rules, so it is not tried on this one.'
      : 'A step of the pipeline takes too long on this rule.',
    at,
    `It stands in ${placed(step)}. ${endless}`,
  );

/** Of a file's own reading, or of what it makes of all queries. */
export const stepTooLong = (step: Span) => error('too-long', 'This takes too long.', step, endless);

const endless =
  'A regular expression may try a text in more ways than can be tried, as (a+)+$ does, and a template may never end.';

const placed = (at: Span): string => `${at.source.path}:${placeOf(at).line}`;
