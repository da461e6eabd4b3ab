/** Edits a JSON5 text member by member and proves the result: parsed again, it is exactly the value that was meant. */
import JSON5 from "json5";
import { removeMember, setMember } from "./json5-splice.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };
export type JsonPath = readonly string[];

/** `value` absent: remove the member. Numbers must be finite. `spelled`: the value as it once stood in the text, comments and all. */
export type Edit = { readonly path: JsonPath; readonly value?: Json; readonly spelled?: string };

export type Edited =
  | { readonly ok: true; readonly text: string; readonly value: JsonObject }
  | { readonly ok: false; readonly code: "config.broken" | "config.cannotEdit" };

/** The root object of a JSON5 text; null when it is no JSON5 or its root is something else. */
export function parseJson5(text: string): JsonObject | null {
  let value: Json;
  try {
    value = readJson(text) ?? JSON5.parse<Json>(text);
  } catch {
    return null;
  }
  return isObject(value) ? value : null;
}

/** Plain JSON, as OpenClaw writes it, is read ten times faster by the engine itself; undefined for anything else. */
function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Applies the edits in order. A path through anything but objects, or a document only JSON5 itself can read,
 * is `config.cannotEdit`; a text that is no JSON5 object is `config.broken`.
 */
export function editJson5(text: string, edits: readonly Edit[]): Edited {
  const before = parseJson5(text);
  if (!before) return { ok: false, code: "config.broken" };
  let meant = before;
  let edited = text;
  for (const edit of edits) {
    const next = applyEdit(meant, edit);
    const spliced = next && spliceEdit(edited, meant, edit);
    if (!next || spliced === null || spliced === undefined)
      return { ok: false, code: "config.cannotEdit" };
    meant = next;
    edited = spliced;
  }
  const value = parseJson5(edited);
  if (!value || !isSameJson(value, meant)) return { ok: false, code: "config.cannotEdit" };
  return { ok: true, text: edited, value };
}

function spliceEdit(
  text: string,
  value: JsonObject,
  { path, value: wanted, spelled }: Edit,
): string | null {
  if (wanted === undefined) return removeMember(text, path);
  const present = valueAt(value, path);
  if (present !== undefined && isSameJson(present, wanted)) return text;
  const isUsable = spelled !== undefined && isSpelling(spelled, wanted, text);
  return setMember(text, path, wanted, isUsable ? spelled : undefined);
}

/** True when the spelling is of this value and nothing beyond it, and keeps plain JSON plain JSON. */
function isSpelling(spelled: string, value: Json, document: string): boolean {
  if (readJson(spelled) === undefined && readJson(document) !== undefined) return false;
  const read = parseJson5(`{value:${spelled}}`);
  return read !== null && isSameJson(read, { value });
}

/** The object after one edit; null when the path leads through something that is no object. */
export function applyEdit(object: JsonObject, { path, value }: Edit): JsonObject | null {
  const [key, ...rest] = path;
  if (key === undefined) return null;
  if (rest.length === 0) {
    if (value !== undefined) return { ...object, [key]: value };
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  }
  const child = Object.hasOwn(object, key) ? object[key] : undefined;
  if (child === undefined) {
    if (value === undefined) return object;
    return {
      ...object,
      [key]: rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value),
    };
  }
  if (!isObject(child)) return value === undefined ? object : null;
  const edited = applyEdit(child, value === undefined ? { path: rest } : { path: rest, value });
  return edited && { ...object, [key]: edited };
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(object: JsonObject, path: JsonPath): Json | undefined {
  let value: Json | undefined = object;
  for (const key of path) {
    if (value === undefined || !isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deep equality, the order of members included. Without recursion: nesting may be as deep as the text allows. */
export function isSameJson(one: Json, other: Json): boolean {
  const pairs: [Json | undefined, Json | undefined][] = [[one, other]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b] = pair;
    if (Object.is(a, b)) continue;
    if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const [left, right] = [Object.entries(a), Object.entries(b)];
    if (left.length !== right.length) return false;
    for (const [i, [key, value]] of left.entries()) {
      const [otherKey, otherValue] = right[i] ?? [];
      if (key !== otherKey) return false;
      pairs.push([value, otherValue]);
    }
  }
  return true;
}
