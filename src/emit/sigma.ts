import { writeSigma } from '../languages/sigma/write.ts';
import { type Emitted, titleOf } from './values.ts';

/** A rule as Sigma under its stable name, with what settings say of every rule; null where Sigma can't say it. */
export function sigmaOf(emitted: Emitted): string | null {
  const { rule, name, settings, wider } = emitted;
  const { about } = rule;
  const level = about.level ?? (settings.level as NonNullable<typeof about.level>);
  const title = titleOf(emitted);
  return writeSigma(
    { ...rule, id: name, title, about: { ...about, level } },
    title,
    wider.map(({ message }) => message),
  );
}
