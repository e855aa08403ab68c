import { filled, flag, like, list, object, one, text, whole } from './kit.ts';

/*
 * A layer of ATT&CK Navigator, version 4.5.
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */

const color = like('^#[0-9a-f]{6}$');

export const navigatorLayer = object(
  { name: filled, domain: one('enterprise-attack', 'mobile-attack', 'ics-attack') },
  {
    versions: object(
      { navigator: like('^(?:4\\.(?:9|\\d\\d)|[5-9]|\\d\\d)\\.'), layer: one('4.5') },
      { attack: filled },
    ),
    description: text,
    sorting: one(0, 1, 2, 3),
    hideDisabled: flag,
    gradient: object({
      colors: list(color, { minItems: 2 }),
      minValue: one(0),
      maxValue: whole(1), // more than the least
    }),
    techniques: list(
      object(
        { techniqueID: like('^T\\d{4}(?:\\.\\d{3})?$') },
        { score: whole(0), comment: text, enabled: flag, showSubtechniques: flag },
      ),
    ),
  },
);
