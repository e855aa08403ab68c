import jsYaml from 'js-yaml';

/** A value as YAML: every text in it is read again as that text, whatever it holds. What is undefined is left out. */
export const writeYaml = (value: object): string =>
  jsYaml.dump(value, { lineWidth: -1, noRefs: true, skipInvalid: true });
