/** JSON as the slow reference of the meter looks at it. */
export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((found, key) => (isJson(found) ? found[key] : undefined), value);
export const parse = (text: string): Json | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
};

export const modelOf = (value: unknown): string | null =>
  typeof value === "string" ? value : null;
export const bad = (value: unknown): boolean =>
  !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1e9);
