/** Whether a path is what a pattern names: `*` is any run within a name, `?` one character, `**` any run of folders. */
export const matchesPath = (pattern: string, path: string): boolean =>
  fits(pattern.split('/'), path.split('/'), '**', (part, name) =>
    fits([...part], [...name], '*', (sign, char) => sign === '?' || sign === char),
  );

/** Whether items are those of a pattern, in which `run` is any run of them. Only the last run is tried anew. */
function fits(
  pattern: readonly string[],
  items: readonly string[],
  run: string,
  isOne: (wanted: string, item: string) => boolean,
): boolean {
  let [at, step, last, resume] = [0, 0, -1, 0];
  while (at < items.length) {
    const wanted = pattern[step];
    if (wanted === run) {
      last = step++;
      resume = at;
    } else if (wanted !== undefined && isOne(wanted, items[at]!)) {
      at++;
      step++;
    } else if (last >= 0) {
      at = ++resume;
      step = last + 1;
    } else return false;
  }
  while (pattern[step] === run) step++;
  return step === pattern.length;
}
