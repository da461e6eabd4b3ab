/** One place a link writes to, what stood there, and what of it would be left empty. */
import {
  type Edit,
  isObject,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";
import { spelledAt } from "../json5-splice.ts";

/** Holds no secret: what a journal may keep. */
export type Change = {
  readonly path: JsonPath;
  /** What was written; absent for what holds the local key and is known by its shape. */
  readonly wrote?: Json;
  /** What stood there; absent when nothing did. */
  readonly before?: Json;
  /** The same as the file spelled it. */
  readonly spelled?: string;
  /** Taken out for as long as spending is stopped. */
  readonly isHold?: boolean;
  /** How many leading members of the path were there already: an object made on the way goes when it is empty again. */
  readonly kept: number;
};

/** `isSecret`: the value holds the local key. */
export type Write = {
  readonly path: JsonPath;
  readonly value: Json;
  readonly isSecret?: boolean;
  readonly isHold?: boolean;
};

export function changeOf(config: JsonObject, { path, value, isSecret, isHold }: Write): Change {
  const before = valueAt(config, path);
  const missing = path.findIndex((_, i) => valueAt(config, path.slice(0, i + 1)) === undefined);
  return {
    path,
    ...(isSecret ? {} : { wrote: value }),
    ...(before === undefined ? {} : { before }),
    ...(isHold ? { isHold } : {}),
    kept: missing < 0 ? path.length : missing,
  };
}

/** The changes with what they replace as this text spells it. */
export function spelledIn(text: string, changes: readonly Change[]): readonly Change[] {
  return changes.map((change) => {
    const spelled = change.before === undefined ? null : spelledAt(text, change.path);
    return spelled === null ? change : { ...change, spelled };
  });
}

/** What takes one place back: its former value, or nothing, with every object made for it that would be left without content. */
export function takenBack(
  config: JsonObject,
  { before, kept, spelled }: Change,
  path: JsonPath,
): Edit {
  if (before !== undefined)
    return { path, value: before, ...(spelled === undefined ? {} : { spelled }) };
  let target = path;
  while (target.length - 1 > kept) {
    const parent = valueAt(config, target.slice(0, -1));
    if (!isObject(parent)) break;
    const name = target.at(-1);
    // OpenClaw fills in empty lists when it writes the file itself ("models": [] beside an overlay, measured on 2026.9.6).
    if (!Object.entries(parent).every(([other, value]) => other === name || isHollow(value))) break;
    target = target.slice(0, -1);
  }
  return { path: target };
}

/** A list or an object without content. */
const isHollow = (value: Json): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every(isHollow);

/** True when everything in `wanted` is in `value`; what was added to its objects does not matter. */
export function holds(value: Json | undefined, wanted: Json): boolean {
  if (wanted === null || typeof wanted !== "object") return value === wanted;
  if (value === undefined || value === null || typeof value !== "object") return false;
  if (Array.isArray(value) !== Array.isArray(wanted)) return false;
  const members = new Map<string, Json>(Object.entries(value));
  if (Array.isArray(wanted) && members.size !== wanted.length) return false;
  return Object.entries(wanted).every(([key, inner]) => holds(members.get(key), inner));
}

/** The same value, whatever the order of its members: OpenClaw has one of its own. */
export const isSameValue = (one: Json | undefined, other: Json): boolean =>
  one !== undefined && holds(one, other) && holds(other, one);
