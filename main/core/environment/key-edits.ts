/** The edits that lead OpenClaw from a readable key to Sluice's resolver, and the way back; no secret in either but the key on its way back. */
import {
  applyEdit,
  type Edit,
  isObject,
  isSameJson,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";
import { resolverEntry } from "../link/entry.ts";
import { providerPath } from "../link/providers.ts";
import { asksForMoved, isOnly, movedProviderPath, movedRef } from "./moved-ref.ts";
import { needsNoAddress } from "./names.ts";
import type { KeyPlace } from "./plaintext.ts";
import { type Reference, referencesIn } from "./references.ts";

/** What a place held before. key: the key itself, with `prefix` before it. `kept`: so many objects on the way there stood already. */
export type Touched = {
  readonly path: JsonPath;
  readonly kept: number;
  readonly wrote: Json;
  readonly was:
    | { readonly is: "absent" }
    | { readonly is: "value"; readonly value: Json }
    | { readonly is: "key"; readonly prefix: string };
};

export type Moved =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly touched: readonly Touched[] }
  /** `detail`: what else needs the key where it is. */
  | { readonly ok: false; readonly detail: string };

export type Command = { readonly command: string; readonly args: readonly string[] };
/** The resolver's ids for the key as it is, and with "Bearer " before it. */
export type ResolverIds = { readonly plain: string; readonly bearer: string };

type Target = { readonly path: JsonPath; readonly value: Json };

/**
 * For a key in the configuration the place itself gets the reference. For one in a variable everything that names the variable gets it; where
 * nothing does, and for one in a profile, the provider's own entry. Its `auth` is not set: a sign-in that went before the key, a subscription
 * for instance, goes before it still. (2026.5.28 takes in a resolver only together with a change of its models.) What only Sluice's
 * router needs changes nothing.
 */
export function moveEdits(
  config: JsonObject,
  place: KeyPlace,
  ids: ResolverIds,
  resolver: Command,
): Moved {
  const targets = targetsOf(config, place, ids);
  if (typeof targets === "string") return { ok: false, detail: targets };
  const isAsked = targets.length > 0 || place.at === "authProfile";
  const all = isAsked
    ? [{ path: movedProviderPath, value: resolverEntry(resolver) }, ...targets]
    : [];
  const touched: Touched[] = [];
  let meant: JsonObject = config;
  for (const edit of all) {
    const next = applyEdit(meant, edit);
    if (!next) return { ok: false, detail: edit.path.join(".") };
    const { path, value } = edit;
    touched.push({
      path,
      kept: depthOf(meant, path),
      wrote: value,
      was: wasAt(meant, path, place),
    });
    meant = next;
  }
  return { ok: true, edits: all, touched };
}

/** Back to what was there, as far as what was written is still there. `key` null: it stands elsewhere already. */
export function backEdits(
  config: JsonObject,
  touched: readonly Touched[],
  key: string | null,
): readonly Edit[] {
  const edits: Edit[] = [];
  let meant = config;
  const apply = (edit: Edit) => {
    meant = applyEdit(meant, edit) ?? meant;
    edits.push(edit);
  };
  for (const { kept, path, was, wrote } of touched.toReversed()) {
    const now = valueAt(meant, path);
    if (now === undefined || !isSameJson(now, wrote)) continue;
    if (isSameJson([...path], [...movedProviderPath]) && asksForMoved(meant)) continue;
    if (was.is === "value") apply({ path, value: was.value });
    else if (was.is === "absent") {
      let gone = path;
      while (gone.length > kept + 1 && isOnly(meant, gone)) gone = gone.slice(0, -1);
      apply({ path: gone });
    } else if (key !== null) apply({ path, value: was.prefix + key });
  }
  return edits;
}

/** Whether what was written stands there, all of it. */
export const isMoved = (config: JsonObject, touched: readonly Touched[]): boolean =>
  touched.every(({ path, wrote }) => {
    const now = valueAt(config, path);
    return now !== undefined && isSameJson(now, wrote);
  });

function targetsOf(
  config: JsonObject,
  place: KeyPlace,
  ids: ResolverIds,
): readonly Target[] | string {
  const plain = movedRef(ids.plain);
  const bearer = movedRef(ids.bearer);
  if (place.at === "config") return [{ path: place.path, value: place.prefix ? bearer : plain }];
  if (place.at === "authProfile") return entryTargets(config, place.entry, plain);
  const references = referencesIn(config).filter(({ name }) => name === place.name);
  const odd = references.find((one) => !isReplaceable(one, place.prefix));
  if (odd) return odd.path.join(".");
  if (references.length > 0)
    return references.map(({ form, path }) => ({
      path,
      value: form === "bearer" || place.prefix ? bearer : plain,
    }));
  return entryTargets(config, place.entry, plain);
}

/** A provider nobody has an entry for gets one, where OpenClaw knows its address and its models by itself. */
function entryTargets(
  config: JsonObject,
  id: string | null,
  ref: Json,
): readonly Target[] | string {
  if (id === null) return [];
  const path = providerPath(id);
  const entry = valueAt(config, path);
  // Only a link of Sluice's own would have requests for it.
  if (entry === undefined && id === "cloudflare-ai-gateway") return [];
  if (entry === undefined ? !needsNoAddress(id) : !isObject(entry)) return path.join(".");
  const { apiKey, auth } = isObject(entry) ? entry : {};
  if (apiKey !== undefined) return [];
  if (auth !== undefined && auth !== "api-key") return [...path, "auth"].join(".");
  return [{ path: [...path, "apiKey"], value: ref }];
}

/** OpenClaw reads references of the other kind in these places alone. */
function isReplaceable({ form, path }: Reference, prefix: string): boolean {
  const [models, providers, , member, header, ...more] = path;
  if (models !== "models" || providers !== "providers" || more.length > 0) return false;
  if (form === "part" || (form === "bearer" && prefix !== "")) return false;
  return header === undefined ? member === "apiKey" : member === "headers";
}

function wasAt(config: JsonObject, path: JsonPath, place: KeyPlace): Touched["was"] {
  if (place.at === "config" && isSameJson([...place.path], [...path]))
    return { is: "key", prefix: place.prefix };
  const value = valueAt(config, path);
  return value === undefined ? { is: "absent" } : { is: "value", value };
}

/** How many objects on the way to a place exist. */
function depthOf(config: JsonObject, path: JsonPath): number {
  const missing = path.findIndex((_, i) => valueAt(config, path.slice(0, i + 1)) === undefined);
  return missing < 0 ? path.length : missing;
}
