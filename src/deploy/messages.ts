import type { Refusal } from './target.ts';

/* What targets would refuse, as they are set now. */

export const largeScript = (name: string, size: number, most: number): Refusal => ({
  name,
  message: `As a stored script this rule is ${size} bytes, and this cluster takes ${most} at most.`,
  hint: `Raise script.max_size_in_bytes there to ${size}, say the rule as several, or deploy it to another target.`,
});

export const manyMonitors = (due: number, there: number, most: number): Refusal => ({
  name: null,
  message: `There are ${there} monitors now and would be ${due}, and this cluster takes ${most} at most.`,
  hint: `Raise plugins.alerting.monitor.max_monitors there to ${due}, or deploy fewer rules.`,
});
