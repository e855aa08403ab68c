import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { parseFilter, parseRule } from './parse.ts';
import { type Reading, readings } from './reading.ts';
import { finder, type XpEvent } from './run.ts';

/*
 * The parser and the evaluator of XP, held against rules that others wrote, and those rules' own tests: what
 * MaxPatrol SIEM's correlator is expected to make of normalised events. RULEWRIGHT_XP_RULES is a copy of
 * https://github.com/Security-Experts-Community/open-xp-rules (87d3fbdb was read).
 */

const folder = process.env.RULEWRIGHT_XP_RULES ?? '';

const isThere = existsSync(folder);

if (!isThere)
  console.log('Left out: the tests over open rules in XP, which RULEWRIGHT_XP_RULES names.');

/** Rules that ask for what isn't read here: tables, arithmetic, and regular expressions that are fields. */
const unread = /^(?:the function|regex\(\) of no text)/;

/** Tests that say something else, and why. */
const others: Readonly<Record<string, string>> = {
  'UACBypass_via_EventVwr/test_3.sc':
    'its mask has two backslashes for one: what that means is said nowhere',
  'MacOS_Detection_Self_Deleting_File/test_1.sc':
    'it has no fields, only what they are normalised from',
  'MacOS_DirtyNIB/test_1.sc': 'it has no events',
};

/** Tests that only one reading of XP passes. */
const telling: Readonly<Record<string, (reading: Reading) => boolean>> = {
  'SysmonDrv_handle_hijacking/test_1.sc': ({ lower }) => lower === 'all',
  'Sysmon_session_modified/test_2.sc': ({ missing }) => missing === 'false',
  'Sysmon_session_modified/test_3.sc': ({ missing }) => missing === 'false',
};

if (isThere)
  describe('rules in XP that others wrote', function () {
    this.timeout(300_000);
    const read = (path: string): string => readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    const filesIn = (ending: string): readonly string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith(ending))
        .map((path) => join(folder, path));

    it('are read, all of them', () => {
      expect(filesIn('.co').length).to.be.above(100);
      for (const path of filesIn('.co'))
        expect(parseRule(read(path), false).name, path).not.to.equal('');
      for (const path of filesIn('.flt'))
        expect(parseFilter(read(path)).name, path).not.to.equal('');
    });

    for (const reading of readings)
      it(`find the events that their tests say, where ${JSON.stringify(reading)}`, () => {
        const filters = new Map(
          filesIn('.flt').map((path) => [parseFilter(read(path)).name, parseFilter(read(path))]),
        );
        const faults: string[] = [];
        let tests = 0;
        for (const path of filesIn('.co')) {
          const rule = parseRule(read(path), false);
          let finds: ReturnType<typeof finder>[];
          try {
            finds = rule.events.map(({ filter }) => finder(filter, { reading, filters }));
          } catch (error) {
            expect((error as Error).message, path).to.match(unread);
            continue;
          }
          const isOfOneEvent = /^\(?\w+(?:\s+or\s+\w+)*\)?$/.test(rule.order);
          for (const name of readdirSync(join(dirname(path), 'tests'))) {
            if (!name.endsWith('.sc')) continue;
            const { events, isFound } = testOf(read(join(dirname(path), 'tests', name)), rule.name);
            if (!isOfOneEvent && !isFound) continue; // of a sequence some event may well be found
            tests++;
            const found = events.some((event) => finds.some((one) => one(event)));
            const test = `${rule.name}/${name}`;
            if (found !== isFound) faults.push(test);
          }
        }
        const wanted = [
          ...Object.keys(others),
          ...Object.keys(telling).filter((test) => !telling[test]!(reading)),
        ];
        expect(tests).to.be.above(100);
        expect(faults.sort()).to.deep.equal(wanted.sort());
      });

    /** The events of a test, and whether the rule is to find some. */
    function testOf(text: string, rule: string): { events: readonly XpEvent[]; isFound: boolean } {
      const lines = text.split('\n').map((line) => line.trim());
      const expected = lines.filter((line) => /^expect\s+[1-9]/.test(line) && line.includes(rule));
      const events = lines.filter((line) => line.startsWith('{'));
      return {
        events: events.map((line) => JSON.parse(line) as XpEvent),
        isFound: expected.length > 0,
      };
    }
  });
