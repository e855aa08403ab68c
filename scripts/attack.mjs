import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * node scripts/attack.mjs CURRENT.json OLDER_FOLDER: writes data/attack.json, what each tactic and
 * technique of Enterprise ATT&CK is called. CURRENT.json has the newest version as
 * {tactics: {shortname: {id, name}}, techniques: {id: {name, tactics}}}; OLDER_FOLDER is the folder
 * enterprise-attack of an older version in STIX 2.0, for tags that name what has been retired since.
 */

const [current, older] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const { version, tactics, techniques } = read(current);

const objectsIn = (folder) =>
  readdirSync(join(older, folder)).map((file) => read(join(older, folder, file)).objects[0]);
const idOf = (object) =>
  object.external_references?.find(({ source_name }) => source_name === 'mitre-attack')
    ?.external_id;

const retiredTactics = objectsIn('x-mitre-tactic')
  .filter(({ x_mitre_shortname: name }) => !(name in tactics))
  .map((tactic) => [tactic.x_mitre_shortname, [idOf(tactic), tactic.name]]);
const retired = objectsIn('attack-pattern')
  .filter((pattern) => idOf(pattern) && !(idOf(pattern) in techniques))
  .map((pattern) => [idOf(pattern), row(pattern.name, phasesOf(pattern))]);

const sorted = (entries) =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));

const data = {
  source: 'MITRE ATT&CK (https://attack.mitre.org)',
  notice:
    '© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.',
  version,
  tactics: sorted(Object.entries(tactics).map(([short, { id, name }]) => [short, [id, name]])),
  techniques: sorted(
    Object.entries(techniques).map(([id, { name, tactics: of }]) => [id, row(name, of)]),
  ),
  retired: { tactics: sorted(retiredTactics), techniques: sorted(retired) },
};
const lines = JSON.stringify(data, null, 1)
  .replace(/\[\s+"/g, '["')
  .replace(/",\s+"(?=[^\n]*"\s+\])/g, '", "')
  .replace(/"\s+\]/g, '"]');
writeFileSync(new URL('../data/attack.json', import.meta.url), `${lines}\n`);

function row(name, of) {
  return [name, [...of].sort().join(' ')];
}

function phasesOf({ kill_chain_phases: phases = [] }) {
  return phases.map(({ phase_name }) => phase_name);
}
