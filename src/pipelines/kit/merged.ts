import type { Match } from '../../ir/expr.ts';
import { type Change, reworded } from './change.ts';

const why = 'is held in fewer words there, which do not tell this one from others';

/** Some words become others, which are given, and several may become one; nothing is known of other words. */
export const merged = (words: Readonly<Record<string, string>>): Change => {
  const { say } = reworded(words);
  const counts = new Map<string, number>();
  for (const to of Object.values(words)) counts.set(to, (counts.get(to) ?? 0) + 1);
  return {
    keeps: false,
    say(test) {
      const said = say(test);
      const [piece] = said.why === undefined ? (said.when as Match).pattern : [];
      const isOne = piece?.kind === 'text' && counts.get(piece.text) === 1;
      return said.why !== undefined || isOne ? said : { ...said, why };
    },
  };
};
