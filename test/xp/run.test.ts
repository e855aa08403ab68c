import { expect } from 'chai';
import { parseCondition } from './parse.ts';
import { readings } from './reading.ts';
import { finder } from './run.ts';

/* What XP's signatures and the tests of open rules say of each form; the readings differ in the rest. */

describe('the evaluator of XP', () => {
  const event = { a: 'C:\\X\\Y.exe', n: 443, ip: '10.1.2.3', text: '443', c: 'ПРИВЕТ World' };
  for (const [condition, finds] of [
    ['a == "C:\\\\X\\\\Y.exe"', 'all'],
    ['a == "c:\\\\x\\\\y.exe"', 'none'],
    ['lower(a) == "c:\\\\x\\\\y.exe"', 'all'],
    ['find_substr(a, "\\\\Y") != null', 'all'],
    ['find_substr(a, "C:") == 0', 'all'],
    ['find_substr(a, "\\\\y") == null', 'all'],
    ['match(a, "?:*.exe")', 'all'],
    ['match(a, "*.EXE")', 'none'],
    ['match(a, "Y*")', 'none'],
    ['regex(a, "\\\\\\\\[A-Z]\\\\.exe$", 0) != null', 'all'],
    ['regex(a, "\\\\.EXE$", 0) == null', 'all'],
    ['in_list(["x", "443"], text)', 'all'],
    ['in_list([80, 443], n) and n > 80 and n <= 443', 'all'],
    ['in_subnet(ip, "10.0.0.0/8")', 'all'],
    ['in_subnet(ip, "10.2.0.0/16")', 'none'],
    ['b == null', 'all'],
    ['regex(lower(b), "x", 0) == null', 'all'],
    ['b == "x" or a != null', 'all'],
    ['b == null or not (b == "x")', 'all'],
    // readings
    ['not (b == "x")', 'missing false'],
    ['not (in_list(["x"], lower(b)))', 'missing false'],
    ['find_substr(lower(c), "привет world") != null', 'lower all'],
    ['find_substr(lower(c), "ПРИВЕТ world") != null', 'lower ASCII'],
  ] as const)
    it(`finds by ${condition}: ${finds}`, () => {
      const run = parseCondition(condition);
      for (const reading of readings) {
        const [of, answer] = finds.split(' ') as ['missing' | 'lower', string];
        const wanted = finds === 'all' || (finds !== 'none' && reading[of] === answer);
        expect(finder(run, { reading })(event), JSON.stringify(reading)).to.equal(wanted);
      }
    });

  for (const [what, condition] of [
    ['a function that is not known', 'wide(a)'],
    ['an argument too few', 'match(a)'],
    ['a regular expression that RE2 does not take', 'regex(a, "(?=x)", 0) != null'],
    ['one with a back-reference', 'regex(a, "(x)\\\\1", 0) != null'],
    ['more than 1,000 repetitions', 'regex(a, "x{1001}", 0) != null'],
    ['no network', 'in_subnet(a, "10.0.0.0.0/8")'],
  ] as const)
    it(`takes no ${what}`, () =>
      expect(() => finder(parseCondition(condition), { reading: readings[0]! })).to.throw());
});
