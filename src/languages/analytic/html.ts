import { Parser } from 'htmlparser2';
import type { Source } from '../../diagnostic/source.ts';
import { type View, ViewBuilder, viewOf } from './view.ts';

/** Elements that stand on lines of their own. */
const blocks = new Set(
  'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead title tr ul'.split(
    ' ',
  ),
);
const hidden = new Set(['script', 'style', 'template', 'noscript']);

/** The text that a page of HTML shows, a line for each block. */
export function textOfHtml(source: Source): View {
  const builder = new ViewBuilder(viewOf(source));
  let inHidden = 0;
  const parser: Parser = new Parser(
    {
      onopentagname(name) {
        if (hidden.has(name)) inHidden++;
        if (blocks.has(name)) builder.put('\n', parser.startIndex, parser.startIndex);
      },
      onclosetag(name) {
        if (hidden.has(name)) inHidden = Math.max(0, inHidden - 1);
        if (blocks.has(name)) builder.put('\n', parser.startIndex, parser.startIndex);
      },
      ontext(text) {
        if (inHidden > 0) return;
        const [from, to] = [parser.startIndex, parser.endIndex + 1];
        if (text === source.text.slice(from, to)) builder.copy(from, to);
        else builder.put(text, from, to); // an entity: the sign that it stands for
      },
    },
    { decodeEntities: true },
  );
  parser.end(source.text);
  return builder.done();
}

export const isHtml = ({ path, text }: Source): boolean =>
  /\.html?$/i.test(path) || /^\s*<(?:!doctype html|html|head|body)\b/i.test(text.slice(0, 1000));
