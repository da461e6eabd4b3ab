/** Follows a route that chooses between models: from its start over conditions, shares and limits to a model that answers (Cloudflare's "Dynamic routing", "JSON configuration"). */
import { isRecord, type Json, list, records, text } from "./json.ts";

/** What a route can look at. */
export type Subject = {
  readonly body: Json;
  readonly headers: Json;
  readonly metadata: Json;
};

export type Follow<T> = {
  /** Null: it failed, and what was said then is in `failed`. */
  model(properties: Json): Promise<{ readonly got: T; readonly isGood: boolean }>;
  /** True while `limit` is not reached. */
  limit(elementId: string, properties: Json, value: string): boolean;
  /** From 0 up to, not including, 100. */
  roll(): number;
};

const valueAt = (subject: Subject, path: string): unknown => {
  let value: unknown = subject;
  for (const key of path.split(".")) value = isRecord(value) ? value[key] : undefined;
  return value;
};

type Compare = (value: unknown, wanted: unknown) => boolean;

const operators: Readonly<Record<string, Compare>> = {
  $eq: (value, wanted) => value === wanted,
  $ne: (value, wanted) => value !== wanted,
  $in: (value, wanted) => list(wanted).includes(value),
  $nin: (value, wanted) => !list(wanted).includes(value),
  $gt: (value, wanted) => Number(value) > Number(wanted),
  $gte: (value, wanted) => Number(value) >= Number(wanted),
  $lt: (value, wanted) => Number(value) < Number(wanted),
  $lte: (value, wanted) => Number(value) <= Number(wanted),
  $exists: (value, wanted) => (value !== undefined) === wanted,
};

/** "Supports MongoDB-like operators". One that is not known holds never. */
export function holds(condition: unknown, subject: Subject): boolean {
  if (!isRecord(condition)) return false;
  return Object.entries(condition).every(([key, wanted]) => {
    if (key === "$and") return records(wanted).every((one) => holds(one, subject));
    if (key === "$or") return records(wanted).some((one) => holds(one, subject));
    if (key === "$not") return !holds(wanted, subject);
    const value = valueAt(subject, key);
    if (!isRecord(wanted)) return value === wanted;
    return Object.entries(wanted).every(
      ([name, to]) => Object.hasOwn(operators, name) && operators[name]?.(value, to) === true,
    );
  });
}

/** "10%", "50%" and "else" for the rest. */
function share(outputs: Json, roll: number): string {
  let sum = 0;
  for (const name of Object.keys(outputs)) {
    sum += Number(/^(\d+(?:\.\d+)?)%$/.exec(name)?.[1] ?? 0);
    if (roll < sum) return name;
  }
  return "else";
}

const most = 50;

/** What the last model said, good or bad; null: none was asked. */
export async function followRoute<T>(
  elements: readonly Json[],
  subject: Subject,
  follow: Follow<T>,
): Promise<T | null> {
  let said: T | null = null;
  let element = elements.find(({ type }) => type === "start");
  // A route may be drawn in a circle.
  for (let steps = 0; element !== undefined && element.type !== "end" && steps < most; steps++) {
    const outputs = isRecord(element.outputs) ? element.outputs : {};
    const properties = isRecord(element.properties) ? element.properties : {};
    let way = "next";
    if (element.type === "conditional") {
      way = String(holds(properties.condition ?? properties.conditions, subject));
    } else if (element.type === "percentage") {
      way = share(outputs, follow.roll());
    } else if (element.type === "rate" || element.type === "rate_limit") {
      const value = String(valueAt(subject, text(properties.key) ?? ""));
      way = follow.limit(String(element.id), properties, value) ? "success" : "fallback";
    } else if (element.type === "model") {
      const { got, isGood } = await follow.model(properties);
      said = got;
      way = isGood ? "success" : "fallback";
    }
    const output = outputs[way];
    const next = isRecord(output) ? output.elementId : undefined;
    element = elements.find(({ id }) => id === next);
  }
  return said;
}
