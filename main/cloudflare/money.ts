/** Cloudflare's numbers, sometimes as text, sums of money as decimal dollars: here they become whole numbers, exactly. */

/** By how many places the point moves to make micro-dollars. */
const places = { dollars: 6, cents: 4 } as const;

/**
 * Whole micro-dollars, rounded once, as the decimal digits stand there: multiplying the float would round twice.
 * Null for what is no sum; what is below zero is none (but a negative speck out of a sum of floats is 0).
 */
export function microUsdOf(value: unknown, unit: keyof typeof places = "dollars"): number | null {
  return shifted(value, places[unit]);
}

/** A whole number, 0 or more; null for anything else. */
export function countOf(value: unknown): number | null {
  return shifted(value, 0);
}

/** Longer than any sum; trimming and matching below cost no more than this. */
const mostCharacters = 64;

function shifted(value: unknown, by: number): number | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value : "";
  if (text.length > mostCharacters) return null;
  // Each digit can be read in one way only: nothing to try again where it does not fit.
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:e([+-]?\d{1,3}))?$/i.exec(text.trim());
  if (!match) return null;
  const [, digits, exponent = "0"] = match;
  const whole = Math.round(Number(`${digits}e${Number(exponent) + by}`));
  // `|| 0` takes the sign off a negative zero.
  return Number.isSafeInteger(whole) && whole >= 0 ? whole || 0 : null;
}
