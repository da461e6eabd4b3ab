/** What of Sluice's own link stands in a configuration, and what stands in its way. */
import { type Json, type JsonObject, valueAt } from "./json5-edit.ts";
import { type Change, ownLink } from "./link.ts";
import {
  entryPath,
  idOf,
  isForeign,
  isModelPath,
  modelPath,
  modePath,
  type OwnLink,
  type OwnLinkPlan,
  ownEntry,
  ownSlugs,
  pluginPath,
  refersTo,
} from "./link-entry.ts";

export type FoundLink = {
  readonly slugs: readonly string[];
  readonly port: number;
  /** As it stands in the entries; null when they disagree. */
  readonly localKey: string | null;
  /** Besides the entries: the default model is one of theirs, and the plugin that would take the first over is off. */
  readonly isWhole: boolean;
};

/** A link of ours as the file alone shows it. */
export function findOwnLink(config: JsonObject): FoundLink | null {
  const found = ownSlugs.flatMap((slug) => {
    const entry = ownEntry(config, slug);
    return entry ? [{ slug, ...entry }] : [];
  });
  const [first] = found;
  if (!first) return null;
  const isOne = found.every(({ port, key }) => port === first.port && key === first.key);
  const needsPluginOff = found.some(({ slug }) => slug === "anthropic");
  return {
    slugs: found.map(({ slug }) => slug),
    port: first.port,
    localKey: isOne && first.key !== "" ? first.key : null,
    isWhole:
      isOne &&
      (!needsPluginOff || valueAt(config, pluginPath) === false) &&
      found.some(({ slug }) => refersTo(slug, valueAt(config, modelPath(config)))),
  };
}

/** True when everything this link writes stands in the file; what OpenClaw added to it does not matter. */
export function isLinkWhole(config: JsonObject, plan: OwnLinkPlan): boolean {
  return ownLink({}, plan).edits.every(({ path, value = null }) => {
    // A mode that was there before the link is the user's.
    if (path === modePath) return true;
    return holds(valueAt(config, isModelPath(path) ? modelPath(config) : path), value);
  });
}

/** What a link without its journal has written, as far as the file itself tells. */
export function leftoverChanges(config: JsonObject): readonly Change[] {
  const slugs = ownSlugs.filter((slug) => ownEntry(config, slug));
  const path = modelPath(config);
  const changes: Change[] = slugs.map((slug) => ({ path: entryPath(slug), kept: 0 }));
  if (slugs.includes("anthropic")) changes.push({ path: pluginPath, wrote: false, kept: 0 });
  if (slugs.some((slug) => refersTo(slug, valueAt(config, path)))) changes.push({ path, kept: 0 });
  return changes;
}

/** OpenClaw's id of an entry that stands where ours would and is not ours; null when the places are free. */
export function foreignEntry(config: JsonObject, { entries }: OwnLink): string | null {
  const taken = entries.find(({ slug }) => isForeign(config, slug));
  return taken ? idOf(taken.slug) : null;
}

/** Where an `$include` stands in the way, as "models.$include"; null when none does. What an edit sets beside it could be overruled from the other file. */
export function includeInTheWay(config: JsonObject): string | null {
  const ends = [pluginPath, modelPath(config), ...ownSlugs.map(entryPath)];
  const places = ends.flatMap((path) => path.map((_, i) => path.slice(0, i)).concat([[...path]]));
  const found = places.find((path) => valueAt(config, [...path, "$include"]) !== undefined);
  return found ? [...found, "$include"].join(".") : null;
}

/** True when everything in `wanted` is in `value`. */
function holds(value: Json | undefined, wanted: Json): boolean {
  if (wanted === null || typeof wanted !== "object") return value === wanted;
  if (value === undefined || value === null || typeof value !== "object") return false;
  if (Array.isArray(value) !== Array.isArray(wanted)) return false;
  const members = new Map<string, Json>(Object.entries(value));
  if (Array.isArray(wanted) && members.size !== wanted.length) return false;
  return Object.entries(wanted).every(([key, inner]) => holds(members.get(key), inner));
}
