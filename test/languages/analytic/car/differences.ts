/*
 * CAR's analytics, by their ids: what their pseudo-code and their search say differently. Those that are
 * named in neither list mean the same of every event that both are looked for among.
 */

/**
 * Mean the same as far as programs are called as one of the two says, and stand where it says: the
 * pseudo-code names `at.exe`, the search `C:\Windows\*\at.exe` or `*at.exe`.
 */
export const samePrograms: readonly string[] = [
  'CAR-2013-05-004',
  'CAR-2014-04-003',
  'CAR-2014-05-002',
  'CAR-2014-11-008',
  'CAR-2016-03-002',
  'CAR-2019-07-002',
  'CAR-2019-08-001',
  'CAR-2019-08-002',
  'CAR-2020-09-003',
  'CAR-2020-11-002',
  'CAR-2021-02-001',
  'CAR-2021-05-004',
  'CAR-2021-05-005',
  'CAR-2021-05-006',
  'CAR-2021-05-007',
  'CAR-2021-05-008',
  'CAR-2021-05-009',
  'CAR-2021-05-010',
];

/** Mean something else, and why. */
export const differences: Readonly<Record<string, string>> = {
  'CAR-2013-07-001':
    'Regular expressions, in which case counts, against wildcards; an address is any four numbers to the one, and numbers up to 255 to the other.',
  'CAR-2016-03-001':
    'The pseudo-code asks for a program called `sc`, without `.exe`, and for ` query` without a space behind it.',
  'CAR-2016-04-002':
    'Other events: that a log was cleared (Security 1102, System 104), and the start of a program that can clear one (Sysmon 1).',
  'CAR-2019-04-001':
    'The pseudo-code asks for high integrity of the first alternative only, for AND binds tighter than OR; the search asks for it of all.',
  'CAR-2019-04-002':
    'An unsigned module: the pseudo-code asks for no `signer`, the search for `Signed=false`.',
  'CAR-2019-04-003':
    'The command line ends with `scrobj.dll` to the pseudo-code; the search finds the word anywhere.',
  'CAR-2020-05-003': "The program's own name against `OriginalFileName`.",
  'CAR-2020-08-001':
    'The pseudo-code leaves the regular expression to its reader, so it is refused.',
  'CAR-2020-08-002':
    'The pseudo-code leaves the regular expression to its reader, so it is refused.',
  'CAR-2020-11-001': 'Any command line with `reg` in it against those of `reg.exe`.',
  'CAR-2020-11-003': '`/INJECTRUNNING` against `\\INJECTRUNNING`.',
  'CAR-2020-11-004':
    "The pseudo-code takes `winlogon.exe` for a parent of `lsass.exe`, too; the search leaves out what an agent of Splunk's or an unknown parent starts.",
  'CAR-2020-11-006':
    'The pseudo-code asks for `net` before the word in the command line; the search takes the word alone.',
  'CAR-2020-11-008':
    "The pseudo-code leaves out programs of Visual Studio's folder, of which one of its own alternatives is; the search leaves out their children.",
  'CAR-2020-11-010':
    'Other events: the pseudo-code asks for the address of a program that starts, the search for that of a connection (Sysmon 3).',
  'CAR-2021-01-007':
    'The pseudo-code takes every `config`, `stop` and `query`; the search takes those of one service, by a regular expression.',
  'CAR-2021-01-008':
    '`%` is a wildcard in the `like()` of the search, where case counts, and a sign in the pseudo-code.',
  'CAR-2021-04-001':
    'The pseudo-code asks that a path is not the one or not the other, which all are; the search that it is neither.',
  'CAR-2021-05-001': '`certutil.exe` against every program with `certutil` in its name.',
  'CAR-2021-05-002':
    "Files below one folder against all with `system32` in their path; the search's ending is cut out by `rex`, and left open.",
  'CAR-2021-05-003': 'Only the search asks for ` no` in the command line.',
  'CAR-2021-05-011':
    '`lsass` anywhere in the event against the program that the thread is made in.',
  'CAR-2021-05-012':
    'The folders are left out anywhere in the path by the pseudo-code, at its start by the search, which also asks for the type of the service.',
  'CAR-2021-11-001':
    'A value of zeros is one alternative more in the pseudo-code, and asked for beside the others in the search; the data is `0` against `DWORD (0x00000000)`; the search reads Security 4657, too.',
  'CAR-2021-11-002':
    'Words of the command line that are joined by OR in the pseudo-code, and by AND in the search, which also reads Security 4657.',
  'CAR-2021-12-002':
    'Without brackets, AND binds tighter in the pseudo-code and OR in the search, so `Common Startup` is asked for of other alternatives.',
  'CAR-2022-03-001':
    '`MiniNt` is one alternative more in the pseudo-code, and asked for beside the others in the search.',
};
