import { type Tactic, tacticOf, techniqueOf } from './attack.ts';

/** A tactic and the techniques that serve it, as ECS and Kibana lay them out. */
export interface Threat {
  readonly framework: 'MITRE ATT&CK';
  readonly tactic: Tactic;
  readonly technique: readonly (Tactic & { readonly subtechnique: readonly Tactic[] })[];
}

/** What a rule's tags say of ATT&CK. */
export interface Tagged {
  readonly threat: readonly Threat[];
  /** Ids of techniques and sub-techniques, sorted. */
  readonly techniques: readonly string[];
  /** Tags that look like ATT&CK's and name nothing in it. */
  readonly unknown: readonly string[];
}

/**
 * ATT&CK by a rule's tags (`attack.execution`, `attack.t1059.001`). A technique stands under those of
 * its tactics that are tagged, or under all of them where none is.
 */
export function threatOf(tags: readonly string[]): Tagged {
  const tagged = new Map<string, Tactic>();
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const tag of tags) {
    const [, name] = /^attack\.(.+)$/i.exec(tag) ?? [];
    if (name === undefined || isOther.test(name)) continue;
    const tactic = tacticOf(name.toLowerCase().replace(/[_ ]/g, '-'));
    if (tactic) tagged.set(tactic.id, tactic);
    else if (techniqueOf(name.toUpperCase())) ids.add(name.toUpperCase());
    else unknown.push(tag);
  }
  const techniques = [...ids].sort();
  const under = new Map(
    [...tagged.values()].map((tactic) => [tactic.id, { tactic, of: [] as string[] }]),
  );
  for (const id of techniques) {
    const served = techniqueOf(id)!.tactics.map((short) => tacticOf(short)!);
    const meant = served.filter((tactic) => tagged.has(tactic.id));
    for (const tactic of meant.length > 0 ? meant : served) {
      const group = under.get(tactic.id) ?? { tactic, of: [] };
      under.set(tactic.id, group);
      group.of.push(id);
    }
  }
  const threat = [...under.values()]
    .map(
      ({ tactic, of }): Threat => ({
        framework: 'MITRE ATT&CK',
        tactic,
        technique: withSubtechniques(of),
      }),
    )
    .sort((a, b) => (a.tactic.id < b.tactic.id ? -1 : 1));
  return { threat, techniques, unknown };
}

/** Ids of groups, software, mitigations and data, which are no part of a threat. */
const isOther = /^(?:[gsmc]|ta|ds|dc|det|an)\d{4}$/i;

/** Techniques with their sub-techniques under them; one whose technique isn't tagged brings it along. */
function withSubtechniques(ids: readonly string[]): Threat['technique'] {
  const parents = [...new Set(ids.map((id) => id.split('.')[0]!))].sort();
  return parents.map((parent) => ({
    ...plain(parent),
    subtechnique: ids.filter((id) => id.startsWith(`${parent}.`)).map(plain),
  }));
}

/** A technique's id, name and page; where only its sub-technique is known, its id stands for its name. */
function plain(id: string): Tactic {
  const { name, reference } = techniqueOf(id) ?? {
    name: id,
    reference: `https://attack.mitre.org/techniques/${id}/`,
  };
  return { id, name, reference };
}
