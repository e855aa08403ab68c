/**
 * Where Splunk's documentation is silent or says two things. A query of ours must find the same
 * under every reading: what differs would lean on something that nobody promises.
 */
export interface Reading {
  /**
   * What a comparison or a test of a field without a value comes to in `where` and `eval`, and what
   * NOT, AND and OR make of it. No page says it. `kleene`: unknown, as in SQL; `false`: false;
   * `contagious`: unknown, and so is all that it is a part of.
   */
  readonly unknowns: 'kleene' | 'false' | 'contagious';
  /**
   * What a test of one text does with several values: any of them passes, all are one text in lines, or
   * there is no result. The pages of most functions say "not supported on multivalue fields", those
   * of match(), like() and cidrmatch() nothing.
   */
  readonly manyValues: 'any' | 'lines' | 'null';
  /** `f!=v` of several values: true when all differ, else when some does. The pages speak of one value. */
  readonly differsWhenAllDo: boolean;
  /** Whether case is ignored of all letters, or of ASCII's only. The pages say "not case sensitive". */
  readonly foldsAllLetters: boolean;
  /** Whether ` 1`, `+1`, `1e3`, `.5`, `0x1f`, `1,000` are numbers too. No page says what a number is. */
  readonly looseNumbers: boolean;
  /** Whether two texts that are both numbers are compared as numbers in `where`: "two numbers or two strings". */
  readonly textsAreNumbers: boolean;
  /** A number and a text that is none: less or greater by their letters, or neither. */
  readonly ordersMixed: boolean;
  /** Whether `10.1.2.03`, `fe80::1%eth0`, an IPv4 address in IPv6 notation and the network's own text are in it. */
  readonly looseAddresses: boolean;
  /** Whether a backslash before `%` or `_` in like()'s pattern takes their meaning. No page says so. */
  readonly escapesLike: boolean;
  /** Whether `"\|"` is `|`, as "Quotes and escaping characters" says; it would break `match(f, "a\|b")`. */
  readonly expandsPipes: boolean;
  /** Whether `"\t"`, `"\n"`, `"\r"` in an eval expression are control characters: see quoted.ts. */
  readonly expandsControls: boolean;
  /**
   * Whether a word or phrase has to stand between breakers in `_raw`, as indexed terms do ("About
   * event segmentation"), and whether `*` in it stops at one ("Wildcards": "inconsistent results").
   */
  readonly boundTerms: boolean;
  readonly starsStopAtBreakers: boolean;
  /** Whether PCRE sees code points or the bytes of UTF-8. No page says. */
  readonly regexesSeeBytes: boolean;
  /** Minutes east of UTC where the searching user is: strptime() and strftime() go by it. */
  readonly timeZone: number;
  /** Whether a window of time holds an event that is exactly as old as it is long. No page says. */
  readonly windowsHoldTheirEnd: boolean;
  /** Whether strptime() takes a text that goes on behind the format. */
  readonly strptimeIgnoresRest: boolean;
}

export const usual: Reading = {
  unknowns: 'kleene',
  manyValues: 'any',
  differsWhenAllDo: false,
  foldsAllLetters: false,
  looseNumbers: false,
  textsAreNumbers: true,
  ordersMixed: true,
  looseAddresses: false,
  escapesLike: false,
  expandsPipes: true,
  expandsControls: true,
  boundTerms: false,
  starsStopAtBreakers: false,
  regexesSeeBytes: false,
  timeZone: 0,
  windowsHoldTheirEnd: false,
  strptimeIgnoresRest: false,
};

/** The usual reading, and for each gap in the pages one that fills it another way. */
export const readings: Readonly<Record<string, Reading>> = {
  usual,
  'tests of nothing are false': { ...usual, unknowns: 'false' },
  'unknown is contagious': { ...usual, unknowns: 'contagious' },
  'several values are lines': { ...usual, manyValues: 'lines' },
  'several values give nothing': { ...usual, manyValues: 'null' },
  'all values have to differ': { ...usual, differsWhenAllDo: true },
  'all letters have two cases': { ...usual, foldsAllLetters: true },
  'more texts are numbers': { ...usual, looseNumbers: true },
  'texts are compared as texts': { ...usual, textsAreNumbers: false, ordersMixed: false },
  'more texts are addresses': { ...usual, looseAddresses: true },
  'like() has escapes': { ...usual, escapesLike: true },
  'few escapes in strings': { ...usual, expandsPipes: false, expandsControls: false },
  'words stand between breakers': { ...usual, boundTerms: true },
  'stars stop at breakers': { ...usual, starsStopAtBreakers: true },
  'regexes see bytes': { ...usual, regexesSeeBytes: true },
  'windows hold their end': { ...usual, windowsHoldTheirEnd: true },
  'the user is in India': { ...usual, timeZone: 330, strptimeIgnoresRest: true },
};
