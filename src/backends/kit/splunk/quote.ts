/*
 * How SPL writes names and values. Each command has rules of its own:
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/where
 */

/**
 * Names that neither command can be told: there is no escape in single quotes, and a name that begins
 * with a space is not found again ("eval", section "Field names").
 */
export const isSpeakable = (field: string): boolean =>
  field !== '' && !/^\s|['"\\`*|[\]\x00-\x1f\x7f]/.test(field);

/** A field name on the left of a comparison of `search`. */
export const searchField = (field: string): string =>
  /^[A-Za-z_][\w.:@-]*$/.test(field) && !/^(?:and|or|not|in)$/i.test(field) ? field : `"${field}"`;

/** Words that are operators or values in an expression of `where`. */
const reserved = new Set([
  ...['and', 'or', 'not', 'xor', 'in', 'like', 'as', 'by'],
  ...['true', 'false', 'null'],
]);

/** A field name in an expression of `where`. */
export const whereField = (field: string): string =>
  /^[A-Za-z_]\w*$/.test(field) && !reserved.has(field.toLowerCase()) ? field : `'${field}'`;

/**
 * A text in double quotes; backslashes and quotes are escaped, as in JSON, whose other escapes are of
 * what no text has that comes here: control characters and halves of surrogate pairs.
 */
export const quote = (text: string): string => JSON.stringify(text);

/**
 * Words that `search` takes for something else than a field: they set the time range, or name
 * knowledge objects.
 */
const modifiers = new Set([
  'earliest',
  'latest',
  '_index_earliest',
  '_index_latest',
  'starttime',
  'endtime',
  'starttimeu',
  'endtimeu',
  'timeformat',
  'daysago',
  'hoursago',
  'minutesago',
  'monthsago',
  'startdaysago',
  'starthoursago',
  'startminutesago',
  'startmonthsago',
  'enddaysago',
  'endhoursago',
  'endminutesago',
  'endmonthsago',
  'searchtimespandays',
  'searchtimespanhours',
  'searchtimespanminutes',
  'searchtimespanmonths',
  'savedsearch',
  'savedsplunk',
  'hosttag',
  'eventtypetag',
]);

export const isModifier = (field: string): boolean => modifiers.has(field.toLowerCase());

/**
 * Fields that Splunk adds to every event, whatever the event holds.
 * https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0/fields-and-field-extractions/use-default-fields
 */
const defaults = new Set([
  '_raw',
  '_time',
  '_indextime',
  '_cd',
  '_bkt',
  'host',
  'index',
  'linecount',
  'punct',
  'source',
  'sourcetype',
  'splunk_server',
  'timestamp',
  'date_hour',
  'date_mday',
  'date_minute',
  'date_month',
  'date_second',
  'date_wday',
  'date_year',
  'date_zone',
  'eventtype',
  'tag',
]);

export const isDefault = (field: string): boolean => defaults.has(field);
