import { isYamlMap, type Yaml } from '../../yaml/document.ts';
import type { Context } from '../finishing/context.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';

/** A template of Python's `str.format`, filled in; or what is wrong with what it names. */
export type Format = (context: Context) => { readonly text: string } | { readonly fault: string };

/** `{query} {rule.title} {pipeline.state[index]}`: names, no formats. */
export function readFormat(params: Params, name: string): Format {
  const written = params.text(name);
  const parts: (string | readonly string[])[] = [];
  let from = 0;
  const fail = (message: string, start: number, end: number) =>
    params.report(messages.badTemplate(message, params.at(name).part(start, end)));
  for (const found of written.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g)) {
    const [whole, path] = found;
    const [start, end] = [found.index, found.index + whole.length];
    parts.push(written.slice(from, start));
    from = end;
    if (whole === '{{' || whole === '}}') parts.push(whole[0]!);
    else if (path === undefined)
      fail(`This "${whole}" has no other; write it twice to mean it.`, start, end);
    else if (/[!:]/.test(path)) fail("Python's formats of values are not read here.", start, end);
    else {
      const steps = /^\w+(?:\.\w+|\[[^\]]*\])*$/.test(path)
        ? path.split(/[.[]/).map((step) => step.replace(/\]$/, ''))
        : [];
      if (!['query', 'rule', 'pipeline'].includes(steps[0] ?? ''))
        fail('A name is to begin with query, rule or pipeline.', start, end);
      parts.push(steps);
    }
  }
  parts.push(written.slice(from));
  return (context) => {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else {
        const value = valueAt(context, part);
        if (value === undefined) return { fault: `There is no ${part.join('.')}.` };
        if (typeof value === 'object' && value !== null)
          return { fault: `${part.join('.')} is no single value.` };
        text += spelled(value);
      }
    }
    return { text };
  };
}

function valueAt(context: Context, steps: readonly string[]): Yaml | undefined {
  let value = context as unknown as Yaml | undefined;
  for (const step of steps) {
    if (isYamlMap(value) && Object.hasOwn(value, step)) value = value[step];
    else if (Array.isArray(value) && /^\d+$/.test(step)) value = value[Number(step)];
    else return undefined;
  }
  return value;
}

const spelled = (value: null | boolean | number | string): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
};
