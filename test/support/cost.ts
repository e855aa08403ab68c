/** What something costs this process, in milliseconds of CPU; at least one, what is less is noise. */
export const cost = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  return Math.max(process.cpuUsage(before).user / 1000, 1);
};

/**
 * How many times as much `work` costs on 16 times the size: about 16 where cost grows with the size,
 * 256 where it grows with its square. The best of three on either size, since a machine has other
 * things to do: a time by itself says nothing about the work.
 */
export const growth = (work: (size: number) => unknown, size: number): number => {
  const best = (of: number) => Math.min(...[1, 2, 3].map(() => cost(() => work(of))));
  const small = best(size);
  return best(size * 16) / small;
};

/** Between growing with the size (16) and with its square (256). */
export const LINEAR = 64;
