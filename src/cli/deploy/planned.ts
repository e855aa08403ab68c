import { isChange, type Step, plan as steps } from '../../deploy/plan.ts';
import type { Live, Refusal, Refused, Session, Target } from '../../deploy/target.ts';
import { notTaken } from '../messages.ts';
import { say } from '../terminal.ts';
import type { Made } from './wanted.ts';

/** The steps of a set, worked out of what is there. */
export interface Planned {
  readonly steps: readonly Step[];
  /** What is wanted, without what the target would refuse. */
  readonly wanted: Made['wanted'];
  /** The rules that are refused, by us or by the target. */
  readonly refused: Refused;
  /** Whether the target would refuse some. */
  readonly isLess: boolean;
  /** Why the target has no room for the set; null: it has. */
  readonly noRoom: string | null;
}

type Choices = Omit<Parameters<typeof steps>[2], 'refused'>;

/** Works steps out, and says which rules the target would refuse as it is set now. */
export async function planned(
  session: Session,
  target: Target,
  made: Made,
  choices: Choices,
): Promise<Planned> {
  const names = made.wanted.map(({ name }) => name);
  const live = await session.read(choices.set, names);
  const wanted = withKept(made, target, live);
  const { refused } = made;
  const all = steps(wanted, live, { ...choices, refused });
  const refusals = await refusalsOf(session, all);
  const full = refusals.find(({ name }) => name === null);
  const noRoom = full ? `${full.message} ${full.hint}` : null;
  const of = new Set(refusals.map(({ name }) => name));
  const out = wanted.filter(({ name }) => of.has(name));
  if (out.length === 0) return { steps: all, wanted, refused, isLess: false, noRoom };
  tell(refusals, made);
  const rest = wanted.filter((one) => !out.includes(one));
  const rules = out.flatMap(({ rule }) => rule ?? []);
  const more: Refused = refused === 'all' ? refused : new Set([...refused, ...rules]);
  const left = steps(rest, live, { ...choices, refused: more });
  return { steps: left, wanted: rest, refused: more, isLess: true, noRoom };
}

/** What the target would refuse of some steps. */
export async function refusalsOf(
  session: Session,
  all: readonly Step[],
): Promise<readonly Refusal[]> {
  const changes = all.filter(isChange);
  return changes.length === 0 ? [] : ((await session.refusals?.(changes)) ?? []);
}

function tell(refusals: readonly Refusal[], { wanted, places }: Made): void {
  for (const { name, message, hint } of refusals) {
    const { rule } = wanted.find((one) => one.name === name) ?? { rule: null };
    const at = places.get(rule ?? '');
    if (at) say(notTaken(message, hint, at));
  }
}

/** What is wanted, with what is kept of rules that are refused where an object is made of many. */
function withKept(
  { wanted, refused }: Made,
  { keeping }: Target,
  live: readonly Live[],
): Made['wanted'] {
  if (!keeping) return wanted;
  return wanted.map((one) => {
    const own = live.find(({ name, mark }) => name === one.name && mark !== null);
    return own ? keeping(one, own, refused) : one;
  });
}
