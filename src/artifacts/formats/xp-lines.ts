/** A condition that is longer is laid out in lines. */
const longest = 100;

/** A condition of XP as people lay it out: each part of a long one in a line of its own. */
export const xpLines = (value: unknown, indent: unknown): string =>
  laid(String(value), ' '.repeat(Number(indent)));

function laid(condition: string, indent: string): string {
  if (condition.length + indent.length <= longest) return condition;
  const parts = partsOf(condition);
  if (parts.length > 1)
    return parts.map(({ word, text }) => word + laid(text, indent)).join(`\n${indent}`);
  const [, before, inner] = /^((?:not )?)\((.*)\)$/s.exec(condition) ?? [];
  if (inner === undefined) return condition;
  const deeper = `${indent}    `;
  return `${before}(\n${deeper}${laid(inner, deeper)}\n${indent})`;
}

/** What `and` or `or` joins, outside of texts and brackets. */
function partsOf(condition: string): readonly { readonly word: string; readonly text: string }[] {
  const parts: { word: string; text: string }[] = [{ word: '', text: '' }];
  let depth = 0;
  for (const [token, word] of condition.matchAll(/"(?:[^"\\]|\\.)*"| (and |or )|[\s\S]/g)) {
    if (word !== undefined && depth === 0) parts.push({ word, text: '' });
    else {
      if (token === '(' || token === '[') depth++;
      if (token === ')' || token === ']') depth--;
      parts.at(-1)!.text += token;
    }
  }
  return parts;
}
