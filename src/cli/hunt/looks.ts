import type { Compiled } from '../../compile.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { settingsFor } from '../../emit/emission.ts';
import { ownSettings } from '../../emit/own-settings.ts';
import type { Project } from '../../settings/project.ts';
import type { Settings } from '../../settings/settings.ts';

/** Where a rule looks, and how: what its settings say, with what there is to be said of those. */
export function looksOf({ rule, mapped }: Compiled, project: Project): Looks {
  const { own, said } = rule ? ownSettings(rule) : { own: null, said: [] };
  return { ...settingsFor(mapped, project.settingsOf(rule?.path ?? null, own)), said };
}

export interface Looks extends Settings {
  readonly said: readonly Diagnostic[];
}
