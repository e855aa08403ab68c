import { expect } from 'chai';
import { ruleOf, runOn } from './rules.ts';

const configOf = (custom: string) =>
  runOn({ 'a.yml': `${ruleOf('A', '{Image: a}')}custom:\n${custom}` }, ['config', 'a.yml']);

describe("a rule's block custom", () => {
  for (const [what, custom, every, said, wanted] of [
    ['has settings', '  schedule: {every: 1h}\n', '1h', /^1? ?$|^$/, 0],
    [
      'has keys of other tools',
      '  schedule: {every: 1h}\n  soc: {queue: 2}\n  owner: mia\n',
      '1h',
      /^$/,
      0,
    ],
    ['is all of other tools', '  soc: {queue: 2}\n', '5m', /^$/, 0],
    ['is no map', '  - soc\n', '5m', /^$/, 0],
    [
      'has a slip',
      '  shedule: {every: 1h}\n',
      '5m',
      /a\.yml:6:1 warning settings\/near-setting.*\n.*\n.*Did you mean "schedule"\?/,
      0,
    ],
    [
      'has a setting of a wrong kind',
      '  schedule: hourly\n',
      '5m',
      /a\.yml:6:1 error settings\/bad-setting/,
      1,
    ],
    [
      'has a block of ours',
      '  rulewright: {schedule: {every: 2h}}\n  schedule: hourly\n  index: 7\n',
      '2h',
      /^$/,
      0,
    ],
    ['has an empty block of ours', '  rulewright:\n  schedule: {every: 1h}\n', '1h', /^$/, 0],
    [
      'has a block of ours with a slip',
      '  rulewright: {shedule: {every: 2h}}\n',
      '5m',
      /error settings\/unknown-setting.*\n.*\n.*Did you mean "schedule"\?/,
      1,
    ],
    [
      'has what is no block of ours',
      '  rulewright: yes please\n',
      '5m',
      /error settings\/bad-setting.*\n.*\n.*is a map of settings/,
      1,
    ],
    [
      'says what is not for rules to say',
      '  rulewright: {actions: {}}\n',
      '5m',
      /error settings\/unknown-setting/,
      1,
    ],
  ] as const)
    it(`is read where it ${what}`, () => {
      const { status, stdout, stderr } = configOf(custom);
      expect(stderr).to.match(said);
      expect(status).to.equal(wanted);
      expect(stdout).to.include(`schedule.every: "${every}"`);
    });
});
