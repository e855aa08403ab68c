import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';

/** Everything that the writer of `tstats` tells its user. */

const { error, warning } = sayIn('splunk-tstats');

export const noDataset = (at: Span) =>
  error(
    'no-data-set',
    'tstats searches one data set, and this rule does not say which.',
    at,
    'A pipeline says so by datamodel="Model.Dataset": splunk-datamodel is one.',
  );

export const otherField = (field: string, dataset: string, at: Span) =>
  error('field', `"${field}" is no field of the data set "${dataset}".`, at);

export const keyword = (at: Span) =>
  error('keyword', 'A data model holds fields, and not the text of an event.', at);

export const severalValues = (field: string, at: Span) =>
  warning(
    'several-values',
    `"${field}" may have several values, which tstats gives one by one, so this is left open: the query finds more than the rule.`,
    at,
  );
