/** What of a link of ours stands in a configuration, told by the file alone. */
import type { LinkKind } from "../../../preload/contract/openclaw.ts";
import {
  applyEdit,
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
  modelMapPath,
  modelPath,
  modePath,
  ownSlugOf,
  ownSlugs,
  pluginPath,
  primaryPath,
  refersTo,
  resolverPath,
} from "./entry.ts";
import { holdWrites } from "./hold.ts";
import { isEdgeAlready, linkOn, modelWrites, type Written, written } from "./link.ts";
import { type Change, holds, isSameValue, type Write } from "./places.ts";
import { hasOwnEntries, keyless, type Link, type LinkPlan } from "./plan.ts";
import { keyHeader, neededApi, providerPath, slugOf } from "./providers.ts";
import { type Standing, standingIn } from "./standing.ts";

export type FoundLink = {
  readonly kind: LinkKind;
  readonly slugs: readonly string[];
  /** Null where the entries lead past the router, or disagree. */
  readonly port: number | null;
  /** As it stands in the entries; null when they disagree. */
  readonly localKey: string | null;
};

/** A link of ours as the file alone shows it. */
export function findLink(config: JsonObject): FoundLink | null {
  const found = standingIn(config);
  const [first] = found;
  if (!first) return null;
  const isOne = found.every(({ port, key }) => port === first.port && key === first.key);
  return {
    kind: first.kind,
    slugs: [...new Set(found.map(({ slug }) => slug))],
    port: found.every(({ port }) => port === first.port) ? first.port : null,
    localKey: isOne && first.key !== "" ? first.key : null,
  };
}

/** True when everything this link writes stands in the file; what OpenClaw added to it does not matter. */
export function isLinkWhole(config: JsonObject, plan: LinkPlan): boolean {
  return linkOn({}, plan).edits.every(({ path, value = null }) => {
    // A mode that was there before the link is the user's.
    if (path === modePath) return true;
    const isPrimary = path[0] === modelPath[0] && path.at(-1) === "primary";
    const now = valueAt(config, isPrimary ? primaryPath(config) : path);
    return holds(now, value) || (!hasOwnEntries(plan) && isUsers(config, plan, path, value));
  });
}

/** True where the user's own stands, and has been there before the link, for all the file tells. */
function isUsers(config: JsonObject, plan: LinkPlan, path: JsonPath, value: Json): boolean {
  if (path === resolverPath) return !asksResolver(config);
  const [, , id = "", member] = path;
  if (plan.kind === "edge" && isEdgeAlready(config, id)) return true;
  const now = valueAt(config, path);
  if (member === "api") return now !== undefined;
  // What stood behind the slug in an address at Cloudflare.
  const isLonger = typeof now === "string" && now.startsWith(`${String(value)}/`);
  return member === "baseUrl" && slugOf(id) === null && isLonger;
}

/** True when a file with the second link holds all of the first. */
export function isPartOf(one: Link, other: Link): boolean {
  const { edits } = linkOn({}, keyless(other));
  const config = edits.reduce<JsonObject>((made, edit) => applyEdit(made, edit) ?? made, {});
  return isLinkWhole(config, keyless(one));
}

/** What a link without its journal has written, as far as the file itself tells. */
export function leftoverChanges(config: JsonObject): readonly Change[] {
  const standing = standingIn(config);
  const own = standing.filter(({ shape }) => shape === "own");
  const ours = (ref: Json) => own.some(({ slug }) => refersTo(slug, ref));
  const path = primaryPath(config);
  const ref = valueAt(config, path);
  const map = valueAt(config, modelMapPath);
  return [
    ...placesOf(config, standing)
      .filter(({ path }) => !isIndispensable(path))
      .map(({ path, value, isSecret }) => ({
        path,
        ...(isSecret ? {} : { wrote: value }),
        kept: 0,
      })),
    ...[fallbacksPath, allowPath].flatMap((names) => leftoverNames(config, names, ours)),
    ...Object.keys(isObject(map) ? map : {})
      .filter(ours)
      .map((name) => ({ path: [...modelMapPath, name], wrote: {}, kept: 0 })),
    ...(ref !== undefined && ours(ref) ? [{ path, wrote: ref, kept: 0 }] : []),
  ];
}

/** An entry under an id of the user's own without a base URL makes OpenClaw refuse the whole file (measured on 2026.9.6), and nothing tells the former one. */
function isIndispensable(path: JsonPath): boolean {
  const [, , id = "", member] = path;
  const isNamed = slugOf(id) !== null || ownSlugOf(id) !== null;
  return path[0] === "models" && member === "baseUrl" && !isNamed;
}

/** A list that names models of ours, as if written over the same list without them. */
function leftoverNames(
  config: JsonObject,
  path: JsonPath,
  ours: (ref: Json) => boolean,
): readonly Change[] {
  const names = valueAt(config, path);
  if (!Array.isArray(names) || !names.some(ours)) return [];
  const others = names.filter((one: Json) => !ours(one));
  const before = others.length > 0 ? { before: others } : {};
  return [{ path, wrote: names, ...before, kept: 0 }];
}

/** The link that stands in `linked`, as if made on `original`: what undoes it. Null when none of our shape stands there. */
export function linkAgain(original: JsonObject, linked: JsonObject): Written | null {
  const standing = standingIn(linked);
  if (standing.length === 0) return null;
  const own = standing.filter(({ shape }) => shape === "own");
  const places = placesOf(linked, standing).filter(({ path, value }) => {
    const before = valueAt(original, path);
    // Written only where there is none.
    if (path.at(-1) === "api") return before === undefined;
    return !isSameValue(before, value) || path[0] === "plugins";
  });
  const head = places.filter(({ path }) => path[0] === "secrets" || path[0] === "plugins");
  const mode =
    own.length > 0 && valueAt(original, modePath) === undefined && valueAt(linked, modePath);
  const ref = valueAt(linked, primaryPath(linked));
  const isOurs = own.some(({ slug }) => refersTo(slug, ref));
  const fallbacks = valueAt(linked, fallbacksPath);
  const isGiven =
    Array.isArray(fallbacks) && !isSameValue(valueAt(original, fallbacksPath), fallbacks);
  const writes: readonly Write[] = [
    ...head,
    ...(mode === undefined || mode === false ? [] : [{ path: modePath, value: mode }]),
    ...places.filter((place) => !head.includes(place)),
    ...(isOurs && typeof ref === "string"
      ? modelWrites(original, ref, isGiven ? fallbacks : null)
      : []),
  ];
  const isHeld = ({ path, value }: Write) => isSameValue(valueAt(linked, path), value);
  const held = holdWrites(original).filter(isHeld);
  return written(original, [...writes, ...held.filter(({ path }) => !isAmong(writes, path))]);
}

const isAmong = (writes: readonly Write[], path: JsonPath): boolean =>
  writes.some((write) => write.path.join() === path.join());

/** What stands in the entries themselves and before them, in the order a link writes it. */
function placesOf(config: JsonObject, standing: readonly Standing[]): readonly Write[] {
  const has = (wanted: Partial<Standing>) => standing.some((one) => holdsAll(one, wanted));
  const at = (path: JsonPath): readonly Write[] => {
    const value = valueAt(config, path);
    return value === undefined ? [] : [{ path, value }];
  };
  const resolver = valueAt(config, [...resolverPath, "source"]) === "exec" && has({ kind: "edge" });
  const plugin = valueAt(config, pluginPath) === false && has({ shape: "own", slug: "anthropic" });
  return [
    ...(resolver ? at(resolverPath) : []),
    ...(plugin ? at(pluginPath) : []),
    ...standing.flatMap(({ kind, shape, slug, id, base }) => {
      if (shape === "own")
        return at(entryPath(slug)).map((place) => ({ ...place, isSecret: kind === "own" }));
      const headers = [...providerPath(id), "headers"];
      return [
        ...(base === "" ? [] : at([...providerPath(id), "baseUrl"])),
        ...at([...providerPath(id), "api"]).filter(({ value }) => value === neededApi(id)),
        ...headerNames(valueAt(config, headers), kind).flatMap((name) =>
          at([...headers, name]).map((place) => ({ ...place, isSecret: name === keyHeader })),
        ),
      ];
    }),
  ];
}

const headerNames = (headers: Json | undefined, kind: LinkKind): readonly string[] => {
  if (kind === "overlay") return [keyHeader];
  return isObject(headers) ? Object.keys(headers).filter((name) => name.startsWith("cf-aig-")) : [];
};

const holdsAll = (one: Standing, wanted: Partial<Standing>): boolean =>
  Object.entries(wanted).every(([name, value]) => one[name as keyof Standing] === value);

/** Where an `$include` stands in the way of these places, as "models.$include"; null when none does. What an edit sets beside it could be overruled from the other file. */
export function includeInTheWay(
  config: JsonObject,
  paths: readonly JsonPath[] = [pluginPath, primaryPath(config), ...ownSlugs.map(entryPath)],
): string | null {
  const places = paths.flatMap((path) => [[], ...path.map((_, i) => path.slice(0, i + 1))]);
  const found = places.find((path) => valueAt(config, [...path, "$include"]) !== undefined);
  return found ? [...found, "$include"].join(".") : null;
}
