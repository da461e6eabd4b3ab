/** OpenClaw's own providers a link can lead elsewhere, by OpenClaw's ids, and what stands in the way of it. */
import type { ErrorCode } from "../../../preload/contract/error.ts";
import type { OverlayOffer } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import { type OpenClawProvider, providers } from "../providers.ts";

type Known = OpenClawProvider & { readonly slug: string };

const byId = new Map<string, Known>(
  Object.entries(providers).flatMap(([slug, { openclaw }]) =>
    openclaw ? [[openclaw.id, { ...openclaw, slug }] as const] : [],
  ),
);

/** The kinds of API whose requests are plain HTTP under one base URL with the key in a header. */
const speakable: readonly Json[] = [
  "anthropic-messages",
  "openai-completions",
  "openai-responses",
  "google-generative-ai",
];

/** Opens the router; no provider and no person has a header of that name. */
export const keyHeader = "x-sluice-key";

export const providerPath = (id: string): JsonPath => ["models", "providers", id];

const known = (id: string): Known | null => byId.get(id) ?? null;

/** Cloudflare's slug of a provider OpenClaw has itself; null for any other id. */
export const slugOf = (id: string): string | null => known(id)?.slug ?? null;

const slugs = new Set([...byId.values()].map(({ slug }) => slug));
export const isSlug = (name: string): boolean => slugs.has(name);

/** What stands behind the base of a link in this provider's base URL: "/google-ai-studio/v1beta". */
export const tailOf = (id: string): string => {
  const provider = known(id);
  return provider ? `/${provider.slug}${provider.below}` : "";
};

/** What an entry under this id needs beside a base URL, where it has no `api`; null where OpenClaw does without. */
export const neededApi = (id: string): string | null => known(id)?.api ?? null;

/** `openclaw onboard` and people by hand make entries like this, under any id. Nothing the router would refuse stands behind the slug. */
const cloudflareUrl =
  /^https:\/\/gateway\.ai\.cloudflare\.com\/v1\/[\w-]{1,64}\/[\w-]{1,64}((?:\/\w[\w.-]*)+)\/*$/;

/** What stands behind the aiGateway in the base URL of an entry: "/anthropic". Null when that leads anywhere but to Cloudflare. */
export function behindCloudflare(config: JsonObject, id: string): string | null {
  const url = valueAt(config, [...providerPath(id), "baseUrl"]);
  return (typeof url === "string" && cloudflareUrl.exec(url.trim())?.[1]) || null;
}

/** The slug of the user's entry, and what stands behind the base of a link in its base URL: by the id, else by the address at Cloudflare. Null when it cannot be led elsewhere. */
export function leadOf(
  config: JsonObject,
  id: string,
): { readonly slug: string; readonly tail: string } | null {
  const named = slugOf(id);
  if (named !== null) return { slug: named, tail: tailOf(id) };
  const tail = behindCloudflare(config, id);
  const slug = tail?.split("/")[1] ?? "";
  return tail !== null && isSlug(slug) ? { slug, tail } : null;
}

/** Why the user's own entry cannot be led elsewhere; null when it can. `headers` are those that would be added. `config` holds no link of ours. */
export function overlayRefusal(
  config: JsonObject,
  id: string,
  headers: readonly string[],
): ErrorCode | null {
  const lead = leadOf(config, id);
  if (!lead) return "link.providerUnavailable";
  if (hasInclude(config, id)) return "config.includes";
  const entry = valueAt(config, providerPath(id));
  if (entry === undefined) return null;
  if (!isObject(entry)) return "config.cannotEdit";
  const models = Array.isArray(entry.models) ? entry.models.filter(isObject) : [];
  // Signs the address it was given.
  if (entry.auth === "aws-sdk") return "link.providerUnavailable";
  if ([entry, ...models].some(({ api }) => api !== undefined && !speakable.includes(api)))
    return "link.providerUnavailable";
  // A model's own base URL wins over the entry's.
  if (models.some(({ baseUrl }) => baseUrl !== undefined)) return "link.customBaseUrl";
  const tail = behindCloudflare(config, id);
  const isUsual = tail === null ? isOwnBase(id, entry.baseUrl) : isSameUrl(tail, lead.tail);
  if (entry.baseUrl !== undefined && !isUsual) return "link.customBaseUrl";
  // It would be given the local key.
  if (valueAt(entry, ["request", "proxy"]) !== undefined) return "link.proxied";
  if (entry.headers === undefined) return null;
  if (!isObject(entry.headers)) return "config.cannotEdit";
  const names = Object.keys(entry.headers).map((name) => name.toLowerCase());
  return headers.some((name) => names.includes(name)) ? "link.taken" : null;
}

const isOwnBase = (id: string, url: Json | undefined): boolean =>
  typeof url === "string" && isSameUrl(url, known(id)?.base ?? "");

/** With or without a slash or a version at its end: OpenClaw and its users write it in each of these ways. */
function isSameUrl(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/\/+$/, "")
      .replace(/\/v1(?:beta)?$/, "");
  return plain(one) === plain(other);
}

/** What an edit sets beside an include could be overruled from the other file. */
function hasInclude(config: JsonObject, id: string): boolean {
  const path = [...providerPath(id), "headers"];
  const places = [[], ...path.map((_, i) => path.slice(0, i + 1))];
  return places.some((place) => valueAt(config, [...place, "$include"]) !== undefined);
}

/** Every provider the configuration names: by an entry, a sign-in or the name of a model. `config` holds no link of ours. */
export function overlayOffers(config: JsonObject): readonly OverlayOffer[] {
  const entries = valueAt(config, ["models", "providers"]);
  const profiles = valueAt(config, ["auth", "profiles"]);
  const ids = new Set([
    ...(isObject(entries) ? Object.keys(entries) : []),
    ...(isObject(profiles) ? Object.values(profiles).flatMap(signedIn) : []),
    ...modelRefs(config.agents).map((ref) => ref.slice(0, ref.indexOf("/"))),
  ]);
  ids.delete("$include");
  return [...ids].map((id) => ({
    slug: leadOf(config, id)?.slug ?? id,
    id,
    refusal: overlayRefusal(config, id, [keyHeader]),
  }));
}

const signedIn = (profile: Json): readonly string[] =>
  isObject(profile) && typeof profile.provider === "string" ? [profile.provider] : [];

/** The names of models below `agents`, wherever they stand: defaults, single agents, fallbacks, heartbeats. */
function modelRefs(agents: Json | undefined): readonly string[] {
  const refs: string[] = [];
  const rest: (readonly [string, Json])[] = agents === undefined ? [] : [["", agents]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [name, value] = next;
    if (typeof value === "string") {
      if (isModelName.test(name) && /^[\w.-]+\/./.test(value)) refs.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value) rest.push([name, item]);
    } else if (isObject(value)) for (const entry of Object.entries(value)) rest.push(entry);
  }
  return refs;
}

const isModelName = /^(?:primary|fallbacks|model|.+Model)$/;
