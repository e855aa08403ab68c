import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import type { Around } from '../transformations/transformation.ts';
import type { Context } from './context.ts';

/** A template of Jinja's, filled in; or what is wrong with it. */
export type Template = (context: Context) => { readonly text: string } | { readonly fault: string };

/** The template that a step holds, or names a file of. */
export function readTemplate(params: Params, around: Pick<Around, 'readFile'>): Template {
  params.watch.mayLast = true;
  const written = params.text('template');
  const folder = params.optionalText('path');
  if (params.take('vars') !== undefined)
    params.report(messages.pythonVars(params.at('vars').key()));
  if (params.bool('autoescape'))
    params.report(messages.noAutoescape(params.at('autoescape').key()));
  let text = written;
  if (folder !== undefined) {
    const path = `${folder}/${written}`;
    const file = around.readFile(path);
    if ('fault' in file) params.report(messages.noFile(path, file.fault, params.at('template')));
    text = 'fault' in file ? '' : file.text;
  }
  try {
    // Jinja takes away one line break at the end
    const program = parse(tokenize(text.replace(/\r?\n$/, '')));
    return (context) => render(program, context);
  } catch (error) {
    params.report(messages.badTemplate(messageOf(error), params.at('template')));
    return () => ({ text: '' });
  }
}

function render(
  program: ReturnType<typeof parse>,
  context: Context,
): { readonly text: string } | { readonly fault: string } {
  try {
    const environment = new Environment();
    const words = { true: true, false: false, True: true, False: false, none: null, None: null };
    for (const [name, value] of Object.entries({ ...words, ...context }))
      environment.set(name, value);
    return { text: String(new Interpreter(environment).run(program).value) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

const messageOf = (error: unknown): string =>
  `${(error as Error).message.split('\n')[0]!.replace(/\.$/, '')}.`;
