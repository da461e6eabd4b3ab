/** The default and the fallbacks as one list in the order OpenClaw tries them, and the changes a person makes to it. */
import type { ModelState } from "../../preload/contract/openclaw.ts";

/** One default and as many fallbacks as the app takes. */
export const longestOrder = 9;

/** As the app reads a name: the provider's id, then the model's. */
export const isRef = (text: string): boolean =>
  /^[a-z0-9][a-z0-9_-]{0,63}\/[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/.test(text);

export function orderOf({ openclaw }: ModelState): string[] {
  if (openclaw === null) return [];
  const { fallbacks, primary } = openclaw;
  // A fallback that repeats another is never reached.
  return [...new Set(primary === null ? fallbacks : [primary, ...fallbacks])];
}

/** `by` is -1 for up, 1 for down; beyond the ends nothing moves. */
export function moved(order: readonly string[], ref: string, by: -1 | 1): string[] {
  const at = order.indexOf(ref);
  const other = order[at + by];
  if (at === -1 || other === undefined) return [...order];
  return order.with(at, other).with(at + by, ref);
}
