import { like, list, object, one, text, texts } from './kit.ts';

/*
 * A rule as Sigma 2.1 has it: https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md
 * Keys of one's own are allowed there, as are searches under any name.
 */

const short = { type: 'string', maxLength: 256 };
const uuid = like('^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');
const date = like('^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$');
const told = { type: 'string', minLength: 2 };

export const sigmaRule = {
  ...object(
    {
      title: { ...short, minLength: 1 },
      logsource: object({}, { category: text, product: text, service: text, definition: text }),
      detection: {
        type: 'object',
        required: ['condition'],
        minProperties: 2,
        properties: { condition: text },
        additionalProperties: { type: ['object', 'array'] },
      },
    },
    {
      id: uuid,
      name: short,
      related: list(
        object({ id: uuid, type: one('derived', 'obsolete', 'merged', 'renamed', 'similar') }),
      ),
      taxonomy: short,
      status: one('stable', 'test', 'experimental', 'deprecated', 'unsupported'),
      description: { type: 'string', maxLength: 65_535 },
      license: text,
      author: text,
      references: { ...texts, uniqueItems: true },
      date,
      modified: date,
      fields: { ...texts, uniqueItems: true },
      falsepositives: list(told, { uniqueItems: true }),
      level: one('informational', 'low', 'medium', 'high', 'critical'),
      tags: list(like('^[a-z0-9_-]+\\.[a-z0-9._-]+$'), { uniqueItems: true }),
      scope: list(told),
    },
  ),
  additionalProperties: true,
};
