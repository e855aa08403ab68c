import { type Source, startOf } from '../../diagnostic/source.ts';
import { faithful, type Language, type Reading, type Settings } from '../language.ts';
import { isHtml, textOfHtml } from './html.ts';
import * as messages from './messages/index.ts';
import { type Analytic, findAnalytics, holdsAnalytic, isCode, techniqueOf } from './page.ts';
import { readAnalytic } from './rule.ts';
import { type View, viewOf } from './view.ts';

/** The analytics that pages on ATT&CK print: searches of Splunk's and CAR's pseudo-code, damaged as they are. */
export const analytic: Language = {
  id: 'analytic',
  title: "Analytics of ATT&CK's pages: SPL and CAR's pseudo-code",
  extensions: ['.analytic'],
  pages: { extensions: ['.txt', '.md', '.html', '.htm'], holds: ({ text }) => holdsAnalytic(text) },
  read,
};

function read(source: Source, settings: Settings = faithful): readonly Reading[] {
  const page = isHtml(source) ? textOfHtml(source) : viewOf(source);
  const technique = techniqueOf(page.text, source.path);
  const found = findAnalytics(page);
  if (found.length > 0) return found.map((one) => readAnalytic(one, technique, settings));
  if (isPage(source.path) && !isSnippet(page)) {
    const name = { id: null, title: null, path: source.path };
    return [{ name, rule: null, diagnostics: [messages.noAnalytic(startOf(source))] }];
  }
  const whole: Analytic = { title: null, view: page, method: null, description: null };
  // the name of a technique is only looked for in what is a page
  return [readAnalytic(whole, techniqueOf('', source.path), settings)];
}

const isPage = (path: string): boolean =>
  analytic.pages!.extensions.some((ending) => path.toLowerCase().endsWith(ending));

/** Nothing but code: somebody kept an analytic in a file of text. */
const isSnippet = ({ text }: View): boolean => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.length > 0 &&
    lines.length < 1000 &&
    isCode(lines[0]!) &&
    lines.every((line) => isCode(line) || /^\s/.test(line))
  );
};
