/** Links as the file alone shows them: each entry that has the shape of one of ours. */
import type { LinkKind } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { apiOf, baseOfEntry, entryPath, idOf, isOwnRef, ownSlugOf, tokenHeader } from "./entry.ts";
import { isSlug, keyHeader, slugOf, tailOf } from "./providers.ts";

export type Standing = {
  readonly kind: LinkKind;
  /** Whose entry it is: ours, or the user's. */
  readonly shape: "own" | "overlay";
  readonly slug: string;
  /** OpenClaw's id of the entry. */
  readonly id: string;
  /** What stands before the slug in its base URL; empty when that is not ours any more. */
  readonly base: string;
  /** The router's; null where the entry leads elsewhere. */
  readonly port: number | null;
  readonly key: string | null;
};

const routerUrl = /^http:\/\/127\.0\.0\.1:([1-9]\d{0,4})$/;

/** Every entry of our shape, ours first. */
export function standingIn(config: JsonObject): readonly Standing[] {
  const entries = valueAt(config, ["models", "providers"]);
  if (!isObject(entries)) return [];
  const ids = Object.keys(entries);
  const own = ids.flatMap((id) => ownStanding(config, ownSlugOf(id) ?? "") ?? []);
  const others = Object.entries(entries).filter(([id]) => !own.some((one) => one.id === id));
  return [...own, ...others.flatMap(([id, entry]) => overlaid(id, entry) ?? [])];
}

/** Our own entry for a slug; null when something else or nothing stands there. */
export function ownStanding(config: JsonObject, slug: string): Standing | null {
  const entry = valueAt(config, entryPath(slug));
  if (!isObject(entry) || entry.api !== apiOf(slug) || entry.auth !== "api-key") return null;
  // The user's own entry of that id, led to the router.
  if (valueAt(entry, ["headers", keyHeader]) !== undefined) return null;
  const base = baseOfEntry(slug, entry.baseUrl);
  const port = portOf(base);
  const place = { shape: "own" as const, slug, id: idOf(slug), base };
  if (port !== null) {
    const key = typeof entry.apiKey === "string" ? entry.apiKey : "";
    return { ...place, kind: "own", port, key };
  }
  if (base === "") return null;
  return isOwnRef(entry.apiKey) ? { ...place, kind: "edge", port: null, key: null } : null;
}

/** The header alone is enough: nobody else writes it, and wherever the entry leads now, it must not go there. */
function overlaid(id: string, entry: Json): Standing | null {
  if (!isObject(entry)) return null;
  const named = slugOf(id);
  const lead = named === null ? leadIn(entry) : { slug: named, base: baseIn(entry, tailOf(id)) };
  const { slug, base } = lead ?? { slug: id, base: "" };
  const place = { shape: "overlay" as const, slug, id, base };
  const key = valueAt(entry, ["headers", keyHeader]);
  if (typeof key === "string") return { ...place, kind: "overlay", port: portOf(base), key };
  const isOurs = isOwnRef(valueAt(entry, ["headers", tokenHeader]));
  return isOurs ? { ...place, kind: "edge", port: null, key: null } : null;
}

/** The last part of the address that is a slug: account and aiGateway may be called like one. */
function leadIn({ baseUrl }: JsonObject): Pick<Standing, "slug" | "base"> | null {
  const parts = typeof baseUrl === "string" ? baseUrl.split("/") : [];
  const at = parts.findLastIndex(isSlug);
  const slug = parts[at];
  return slug === undefined ? null : { slug, base: parts.slice(0, at).join("/") };
}

const baseIn = ({ baseUrl }: JsonObject, tail: string): string =>
  typeof baseUrl === "string" && baseUrl.endsWith(tail) ? baseUrl.slice(0, -tail.length) : "";

const portOf = (base: string): number | null => {
  const port = routerUrl.exec(base)?.[1];
  return port === undefined ? null : Number(port);
};
