/** An aiGateway as Cloudflare's management side has it: JSON of which only some members are known. */

/**
 * Read so that it can be written back: what no number here can hold stands as an object that JSON writes as it was read, and is
 * never taken for a number.
 */
export type AiGatewayObject = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is AiGatewayObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isNothing = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

/** Above 0. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

/** The same JSON; in which order members stand says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => isSame(value, other[index]))
    );
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}
