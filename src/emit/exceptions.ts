import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import { not } from '../ir/build.ts';
import type { Expr } from '../ir/expr.ts';
import type { Rule, RuleName } from '../ir/rule.ts';
import { readDetection } from '../languages/sigma/detection.ts';
import { matchesPath } from '../settings/globs.ts';
import * as messages from '../settings/messages.ts';
import type { Project } from '../settings/project.ts';
import type { NamedException } from '../settings/settings.ts';

/** Which events settings take from which rules: `rule and not exception`. */
export class Exceptions {
  private readonly project: Project;
  private readonly read = new Map<NamedException['detection'], Expr | null>();
  /** Every exception that was looked at, and which of its rules there are. */
  private readonly met = new Map<NamedException['detection'], Met>();
  private readonly said: Diagnostic[] = [];

  constructor(project: Project) {
    this.project = project;
    this.look(project.settingsOf(null).exceptions, null);
  }

  /** The exceptions of a rule, in the order of the settings. */
  of(rule: RuleName): readonly NamedException[] {
    return this.look(this.project.settingsOf(rule.path).exceptions, rule);
  }

  /** What a rule means, those events left out; an exception with a fault leaves out none. */
  readonly applyTo = (rule: Rule): Expr => {
    const { when } = rule;
    const left = this.of(rule).flatMap((exception) => this.meaningOf(exception) ?? []);
    return left.length === 0 ? when : { kind: 'and', items: [when, ...left.map(not)] };
  };

  /** The exceptions of a rule as a text, to tell whether they have changed; empty without any. */
  textOf(rule: RuleName): string {
    const of = this.of(rule).map(({ detection }) => detection);
    return of.length === 0 ? '' : JSON.stringify(of);
  }

  /** The events that an exception is about; null where something is wrong with it. */
  meaningOf({ detection, place }: NamedException): Expr | null {
    let when = this.read.get(detection);
    if (when === undefined) {
      when = readDetection(detection, place.at('detection'), (one) => this.said.push(one));
      this.read.set(detection, when);
    }
    return when;
  }

  /**
   * What is wrong with the settings of the rules that were asked for so far, and with their exceptions, those that no
   * rule has too.
   */
  faults(): readonly Diagnostic[] {
    for (const { exception } of this.met.values()) this.meaningOf(exception);
    return [...this.project.faults(), ...this.said.filter(isError)];
  }

  /** What else is to be said of them: also of which there is no rule among those that were asked for. */
  remarks(): readonly Diagnostic[] {
    const unused = [...this.met.values()].flatMap(({ exception: { name, rules, place }, used }) =>
      rules.flatMap((rule, i) =>
        used.has(rule) ? [] : [messages.unusedException(name, rule, place.at('rules').at(i))],
      ),
    );
    return [...this.said.filter((one) => !isError(one)), ...unused];
  }

  private look(
    exceptions: readonly NamedException[],
    rule: RuleName | null,
  ): readonly NamedException[] {
    return exceptions.filter((exception) => {
      const met = this.met.get(exception.detection) ?? { exception, used: new Set<string>() };
      this.met.set(exception.detection, met);
      const names = rule ? exception.rules.filter((name) => this.isNamed(rule, name)) : [];
      for (const name of names) met.used.add(name);
      return names.length > 0;
    });
  }

  private isNamed({ id, path }: RuleName, name: string): boolean {
    return id?.toLowerCase() === name.toLowerCase() || matchesPath(name, this.project.nameOf(path));
  }
}

interface Met {
  readonly exception: NamedException;
  readonly used: Set<string>;
}
