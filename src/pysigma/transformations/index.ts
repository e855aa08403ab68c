import { fieldTransformations } from './fields.ts';
import { placeholderTransformations } from './placeholders.ts';
import { ruleTransformations } from './rule.ts';
import { takenApart } from './taken-apart.ts';
import type { Transformations } from './transformation.ts';
import { valueTransformations } from './values.ts';

/** All transformations, by their types. */
export const transformations: Transformations = {
  ...fieldTransformations,
  ...valueTransformations,
  ...takenApart,
  ...placeholderTransformations,
  ...ruleTransformations,
};
