import { v5 } from 'uuid';
import type { About, Rule, RuleName } from '../../ir/rule.ts';
import type { Reading, Settings } from '../language.ts';
import type { Analytic, Technique } from './page.ts';
import { readSnippet } from './snippet.ts';

/** The namespace of our rules' ids (RFC 9562, section 5.5). */
const namespace = v5('https://attack.mitre.org/', v5.URL);

/** The rule that an analytic is. It has the same id wherever it is found. */
export function readAnalytic(
  { title, view, method, description }: Analytic,
  technique: Technique | null,
  settings: Settings,
): Reading {
  const { when, logSource, eventIds, diagnostics, wider } = readSnippet(view, settings);
  const text = view.text.replace(/\s+/g, ' ').trim();
  const name: RuleName = {
    id: v5(`${technique?.id ?? ''}\n${text}`, namespace),
    title: title ?? technique?.name ?? null,
    path: view.source.path,
  };
  if (!when) return { name, rule: null, diagnostics };
  const about: About = {
    status: 'experimental',
    level: 'medium',
    ...(description === null ? {} : { description }),
    tags: technique ? [`attack.${technique.id.toLowerCase()}`] : [],
    references: technique ? [referenceOf(technique.id)] : [],
    falsePositives: [],
    fields: [],
    scope: [],
    related: [],
    logSource,
    custom: {
      ...(technique?.name ? { technique: `${technique.id} ${technique.name}` } : {}),
      ...(method === null ? {} : { detection_method: method }),
      ...(eventIds.length === 0 ? {} : { event_ids: eventIds.map(Number) }),
    },
  };
  const from = Math.max(0, view.text.search(/\S/));
  const at = view.at(from, view.text.trimEnd().length);
  const rule: Rule = { ...name, about, when, at };
  return { name, rule, diagnostics, wider };
}

const referenceOf = (id: string): string =>
  `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
