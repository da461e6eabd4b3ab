/** Reads JSON that anyone may have sent: whatever is not what it should be becomes nothing, never an exception. */
export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const records = (value: unknown): readonly Json[] => list(value).filter(isRecord);

export const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

export function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
