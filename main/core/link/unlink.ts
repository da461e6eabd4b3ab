/** What taking a link back means: each place as it was, unless somebody else has changed it since. */
import {
  applyEdit,
  type Edit,
  isObject,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";
import {
  allowPath,
  asksResolver,
  entryPath,
  fallbacksPath,
  modelPath,
  ownSlugOf,
  pluginPath,
  primaryPath,
  refersTo,
  resolverPath,
} from "./entry.ts";
import { heldBack } from "./hold.ts";
import { type Change, isSameValue, takenBack } from "./places.ts";
import { ownStanding } from "./standing.ts";

/** The edits that take a link back, by what it wrote. */
export function unlinkEdits(config: JsonObject, changes: readonly Change[]): readonly Edit[] {
  // A model of an id this link has no entry under is the user's: OpenClaw's own plugin serves one without any entry.
  const slugs = [...new Set(changes.flatMap((change) => slugOfEntry(change) ?? []))];
  const foreign = slugs.filter((slug) => isForeign(config, slug, changes));
  const edits: Edit[] = [];
  let rest = config;
  const apply = (edit: Edit) => {
    edits.push(edit);
    rest = applyEdit(rest, edit) ?? rest;
  };
  // A model of an entry somebody made their own stays with it.
  const ours = (ref: Json) => slugs.some((slug) => refersTo(slug, ref) && !foreign.includes(slug));
  for (const change of changes.toReversed()) {
    // First: the list it is in may be one of the link's, too.
    const back = change.isHold ? heldBack(rest, change) : [];
    if (back.length > 0) for (const edit of back) apply(edit);
    else if (isPrimary(change)) for (const edit of primaryBack(rest, change, ours)) apply(edit);
    else if (isNames(change)) for (const edit of namesBack(rest, change, ours)) apply(edit);
    else if (!change.isHold && isStillOurs(rest, change, foreign))
      apply(takenBack(rest, change, change.path));
  }
  return edits;
}

/** The configuration without the link, as a value. */
export const withoutChanges = (config: JsonObject, changes: readonly Change[]): JsonObject =>
  unlinkEdits(config, changes).reduce((rest, edit) => applyEdit(rest, edit) ?? rest, config);

function isStillOurs(rest: JsonObject, change: Change, foreign: readonly string[]): boolean {
  const { path, wrote, before } = change;
  const now = valueAt(rest, path);
  if (now === undefined) return false;
  const slug = slugOfEntry(change);
  if (slug !== null) return !foreign.includes(slug);
  // An entry somebody made their own still needs the plugin off.
  if (isSamePath(path, pluginPath) && foreign.includes("anthropic")) return false;
  // What else is asked from the resolver by now needs it.
  if (isSamePath(path, resolverPath) && before === undefined)
    return isObject(now) && now.source === "exec" && !asksResolver({ ...rest, secrets: {} });
  // Without `wrote` it is the header with the local key, which is nobody else's.
  return wrote === undefined || isSameValue(now, wrote);
}

/** The default model as it was, where it still is one of ours. */
function primaryBack(
  rest: JsonObject,
  change: Change,
  ours: (ref: Json) => boolean,
): readonly Edit[] {
  const { wrote } = change;
  const primary = primaryPath(rest);
  const ref = valueAt(rest, primary) ?? null;
  const isOurs = ours(ref);
  if (!isObject(wrote) || primary === modelPath)
    return isOurs ? [takenBack(rest, change, primary)] : [];
  // Written as an object in place of a string: the string returns where nothing else was added.
  if (isOurs && isSameValue(valueAt(rest, modelPath), { ...wrote, primary: ref }))
    return [takenBack(rest, change, modelPath)];
  const fallbacks = { path: fallbacksPath, wrote: wrote.fallbacks ?? [], kept: modelPath.length };
  return [
    ...(isOurs ? [takenBack(rest, change, primary)] : []),
    ...namesBack(rest, fallbacks, ours),
  ];
}

/** A list of models as it was, where it still is the one that was written; else without the names that would lead nowhere now. */
function namesBack(
  rest: JsonObject,
  change: Change,
  ours: (ref: Json) => boolean,
): readonly Edit[] {
  const { path, wrote = [], before } = change;
  const now = valueAt(rest, path);
  if (!Array.isArray(now)) return [];
  if (isSameValue(now, wrote)) return [takenBack(rest, change, path)];
  const former: readonly Json[] = Array.isArray(before) ? before : [];
  const left = now.filter((ref: Json) => !ours(ref) || former.includes(ref));
  return left.length === now.length ? [] : [{ path, value: left }];
}

const isPrimary = ({ path }: Change): boolean =>
  isSamePath(path, modelPath) || isSamePath(path, [...modelPath, "primary"]);

const isNames = ({ path }: Change): boolean =>
  isSamePath(path, fallbacksPath) || isSamePath(path, allowPath);

/** The slug of an entry of ours that was written as a whole. */
function slugOfEntry(change: Change): string | null {
  const slug = ownSlugOf(change.path[2] ?? "");
  return slug !== null && isEntryOf(slug, change) ? slug : null;
}

const isEntryOf = (slug: string, { path }: Change): boolean => isSamePath(path, entryPath(slug));

const isSamePath = (one: JsonPath, other: JsonPath): boolean =>
  one.length === other.length && one.every((name, i) => name === other[i]);

/** True when what stands where our entry was is not ours any more. */
function isForeign(config: JsonObject, slug: string, changes: readonly Change[]): boolean {
  const now = valueAt(config, entryPath(slug));
  if (now === undefined) return false;
  const wrote = changes.find((change) => isEntryOf(slug, change))?.wrote;
  if (wrote === undefined) return ownStanding(config, slug)?.kind !== "own";
  return !(
    isObject(now) &&
    isObject(wrote) &&
    ["baseUrl", "apiKey"].every((name) => isSameMember(now, wrote, name))
  );
}

function isSameMember(one: JsonObject, other: JsonObject, name: string): boolean {
  const wanted: Json | undefined = other[name];
  return wanted === undefined ? one[name] === undefined : isSameValue(one[name], wanted);
}
