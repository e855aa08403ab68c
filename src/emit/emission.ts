import type { Artifact } from '../artifacts/artifact.ts';
import { render } from '../artifacts/render.ts';
import { attackVersion } from '../attack/attack.ts';
import { threatOf } from '../attack/threat.ts';
import type { Compiled, CompiledQuery } from '../compile.ts';
import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import { type Span, startOf } from '../diagnostic/source.ts';
import { or } from '../ir/build.ts';
import { type AnyRule, isCountRule, tallyOf, whensOf } from '../ir/counts.ts';
import type { RuleHead } from '../ir/rule.ts';
import { unspeakable } from '../languages/sigma/messages.ts';
import type { Project } from '../settings/project.ts';
import type { Resolved, Settings } from '../settings/settings.ts';
import { ofCount } from './counting.ts';
import { Exceptions } from './exceptions.ts';
import { FieldTree } from './field-tree.ts';
import { FileNames } from './file-names.ts';
import { hashOf } from './hash.ts';
import * as messages from './messages.ts';
import { StableNames } from './names.ts';
import { argumentsIn, baseBefore, cut, faultsFor, impossible, unfit } from './obstacles.ts';
import { ownSettings } from './own-settings.ts';
import { setValuesOf } from './set-values.ts';
import { sigmaOf } from './sigma.ts';
import { type Emitted, sortedFieldsOf, type Values, valuesOf } from './values.ts';

/** A file that artifacts make, by its path from the folder of them all. */
export interface Wanted {
  readonly artifact: string;
  readonly body: string;
  /** The file of its rule, as the project calls it; null: it is made of the set. */
  readonly from: string | null;
  /** That rule, as targets know it and as people do. */
  readonly rule: { readonly name: string; readonly title: string } | null;
}

/** What a rule was when it was emitted: its file, and the hash of that file's text and of the rule's exceptions. */
export interface RuleStand {
  readonly path: string;
  readonly hash: string;
}

/** Rules in, files out: the artifacts of a set of rules. Nothing is read or written here. */
export class Emission {
  readonly files = new Map<string, Wanted>();
  readonly rules = new Map<string, RuleStand>();
  /** Where each of them stands. */
  readonly places = new Map<string, Span>();
  private readonly without = new Set<string>();
  private isUnknownWithout = false;
  /** What was said of settings: it would be the same of every rule that they hold for. */
  private readonly ofSettings = new Set<string>();
  private readonly project: Project;
  private readonly artifacts: readonly Artifact[];
  private readonly exceptions: Exceptions;
  private readonly countedBy: (rule: RuleHead) => string | null;
  private readonly names = new StableNames();
  private readonly behind = new Map<string, Set<string>>();
  private readonly fileNames = new FileNames();
  private readonly fields = new Map<Artifact, FieldTree>();
  private readonly sets = new Map<Artifact, Values[]>();

  /** @param countedBy the title of a rule that counts a rule, where nothing is to be made of that one itself */
  constructor(
    project: Project,
    artifacts: readonly Artifact[],
    exceptions = new Exceptions(project),
    countedBy: (rule: RuleHead) => string | null = () => null,
  ) {
    this.project = project;
    this.countedBy = countedBy;
    this.exceptions = exceptions;
    this.artifacts = artifacts;
    for (const { id, set } of artifacts)
      for (const name of set) this.fileNames.reserve(`${id}/${name}`);
  }

  /** The names of rules that lack one of the artifacts; `all`: of some not even the name is known. */
  get refused(): ReadonlySet<string> | 'all' {
    return this.isUnknownWithout ? 'all' : this.without;
  }

  /** Makes a rule's artifacts, and gives what is to be said beside what the compiler said. */
  take(
    { name: called, rule, diagnostics, wider, queries }: Compiled,
    stem: string,
  ): readonly Diagnostic[] {
    if (!rule) {
      const isKnown = called.id !== null || called.title !== null;
      if (isKnown)
        this.without.add(this.names.nameOf(called, this.project.nameOf(called.path)).name);
      else this.isUnknownWithout = true;
      return [];
    }
    const by = this.countedBy(rule);
    if (by !== null) return [messages.onlyCounted(by, rule.at)];
    const file = this.project.nameOf(rule.path);
    const { name, isOwn } = this.names.nameOf(rule, file);
    const { own, said: ofSettings } = ownSettings(rule);
    const resolved = this.project.settingsOf(rule.path, own);
    const said: Diagnostic[] = [...ofSettings, ...this.aboutRule(rule, name, isOwn)];
    if (ofSettings.some(isError)) {
      this.without.add(name);
      return said;
    }
    this.places.set(name, rule.at);
    this.rules.set(name, { path: file, hash: hashOf(this.textOf(rule, file)) });
    for (const artifact of this.artifacts) {
      const taken = queries.filter(({ to }) => artifact.takes.includes(to));
      const usual = taken.find(({ to }) => to === artifact.takes[0]);
      const query = taken.find((one) => one.isMeant) ?? usual ?? null;
      const body = query?.query ?? query?.counted?.events?.query ?? null;
      if (artifact.takes.length > 0 && body === null) {
        this.without.add(name);
        continue;
      }
      const settings = settingsFor(query, resolved);
      const counting = isCountRule(rule) ? ofCount(artifact, rule, query, settings) : [];
      said.push(...counting);
      if (counting.some(isError)) {
        this.without.add(name);
        continue;
      }
      const tally = isCountRule(rule)
        ? (query?.counted?.tally ?? tallyOf(rule.counts, rule.at))
        : null;
      const when = query?.when ?? tally?.when ?? or(whensOf(rule));
      const emitted: Emitted = { rule, when, tally, name, file, settings, wider };
      const reasons = new Set(query?.diagnostics.filter((one) => !diagnostics.includes(one)));
      const made = this.make(artifact, emitted, query, [...reasons, ...counting], resolved, stem);
      if (made.some(isError)) this.without.add(name);
      said.push(...made);
    }
    return said;
  }

  /** The files that what is made of a file's rules depends on, beside that file: of rules that these count. */
  filesBehind(file: string): Iterable<string> {
    return this.behind.get(file) ?? [];
  }

  /** Makes the files of the set. */
  finish(): readonly Diagnostic[] {
    const said: Diagnostic[] = [];
    const { settings } = this.project.settingsOf(null);
    for (const artifact of this.artifacts)
      for (const name of artifact.set) {
        const rules = (this.sets.get(artifact) ?? []).toSorted((a, b) =>
          a.rule.path < b.rule.path ? -1 : Number(a.rule.path > b.rule.path),
        );
        const file = `${artifact.id}/${name}`;
        try {
          const body = render(artifact, setValuesOf(rules, settings), name);
          this.files.set(file, { artifact: artifact.id, body, from: null, rule: null });
        } catch (error) {
          const at = startOf({ path: file, text: '' });
          said.push(messages.faultyTemplate(artifact.id, error, at));
        }
      }
    return said;
  }

  /** All that a rule is made of: its file, those of the rules that it counts, and exceptions. */
  private textOf(rule: AnyRule, file: string): string {
    const own = rule.at.source.text + this.exceptions.textOf(rule);
    if (!isCountRule(rule)) return own;
    const behind = this.behind.get(file) ?? new Set();
    this.behind.set(file, behind);
    const texts = rule.counts.of.map(({ rule: one }) => {
      behind.add(this.project.nameOf(one.path));
      const isElsewhere = one.path !== rule.path;
      return (isElsewhere ? one.at.source.text : '') + this.exceptions.textOf(one);
    });
    return own + texts.join('');
  }

  private aboutRule(rule: RuleHead, name: string, isOwn: boolean): readonly Diagnostic[] {
    const isTwin = rule.id !== null && this.rules.has(rule.id);
    const id = isOwn
      ? []
      : [isTwin ? messages.sameId(rule.id, name, rule.at) : messages.noId(name, rule.at)];
    const { unknown } = threatOf(rule.about.tags);
    return [...id, ...unknown.map((tag) => messages.unknownTag(tag, attackVersion(), rule.at))];
  }

  private make(
    artifact: Artifact,
    emitted: Emitted,
    query: CompiledQuery | null,
    remarks: readonly Diagnostic[],
    resolved: Resolved,
    stem: string,
  ): readonly Diagnostic[] {
    const { rule } = emitted;
    const said = [
      ...faultsFor(artifact, emitted, resolved).filter((one) => this.isNew(one, rule)),
      ...impossible(artifact, emitted),
      ...cut(artifact, emitted),
      ...this.unmapped(artifact, emitted),
    ];
    if (query?.to.startsWith('splunk-')) said.push(...argumentsIn(query, rule));
    if (query) said.push(...baseBefore(artifact, query, emitted, resolved));
    const sigma = artifact.needs.includes('sigma') ? sigmaOf(emitted) : null;
    if (artifact.needs.includes('sigma') && sigma === null) said.push(unspeakable(rule.at));
    if (said.some(isError)) return said;
    const why = [
      ...new Set(remarks.filter((one) => one.severity === 'warning').map((one) => one.message)),
    ];
    const values = valuesOf(emitted, artifact, query, why, sigma);
    const faults = unfit(artifact, values, rule);
    if (faults.length > 0) return [...said, ...faults];
    if (artifact.set.length > 0) {
      const set = this.sets.get(artifact);
      if (set) set.push(values);
      else this.sets.set(artifact, [values]);
    }
    try {
      for (const [file, body] of this.filesOf(artifact, values, stem))
        this.files.set(file, {
          artifact: artifact.id,
          body,
          from: emitted.file,
          rule: { name: values.name, title: values.title },
        });
    } catch (error) {
      said.push(messages.faultyTemplate(artifact.id, error, rule.at));
    }
    return said;
  }

  /**
   * The files of one rule.
   *
   * @throws what stands against a template
   */
  private filesOf(
    artifact: Artifact,
    values: Values,
    stem: string,
  ): readonly (readonly [string, string])[] {
    const { id, extension, rule } = artifact;
    if (rule.length > 0) {
      const folder = this.fileNames.uniqueFolder(id, stem);
      const named = { ...values, folder: folder.name };
      return rule.map((file) => [`${folder.path}/${file}`, render(artifact, named, file)]);
    }
    if (extension === null) return [];
    const body = render(artifact, values);
    return [[this.fileNames.unique(id, stem, extension), body]];
  }

  /** Whether it is of the rule, an error, or not yet said of settings. */
  private isNew(one: Diagnostic, { at: { source } }: RuleHead): boolean {
    if (isError(one) || one.at.source === source) return true;
    const key = `${one.at.source.path}:${one.at.start} ${one.message}`;
    const isNew = !this.ofSettings.has(key);
    this.ofSettings.add(key);
    return isNew;
  }

  /** A field of the rule's that the artifact's mapping can't hold beside those before it. */
  private unmapped(artifact: Artifact, { when, rule: { at } }: Emitted): readonly Diagnostic[] {
    if (!artifact.needs.includes('fields')) return [];
    const tree = this.fields.get(artifact) ?? new FieldTree();
    this.fields.set(artifact, tree);
    const field = tree.add(sortedFieldsOf(when));
    return field === null ? [] : [messages.unmappable(artifact.id, field, at)];
  }
}

/** The settings that hold; where none says which index, that of the pipeline that the query was made by. */
export function settingsFor(
  query: Pick<CompiledQuery, 'index'> | null,
  { settings, origins }: Resolved,
): Settings {
  if (!query?.index?.length || origins.has('index')) return settings;
  return { ...settings, index: query.index };
}
