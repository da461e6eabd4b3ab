/** The entries of Sluice's own in OpenClaw's configuration, and where else a link writes. */
import { isObject, type Json, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import { isCustom, type OwnEntry, providerOf, providers } from "../providers.ts";
import type { EdgeLink, KeyRef, OpenClawModel, OwnLink } from "./plan.ts";
import { providerPath } from "./providers.ts";

/** The slugs of the table a link can have an entry of its own for; providers of the person's own come beside them. */
export const ownSlugs: readonly string[] = Object.entries(providers).flatMap(([slug, { entry }]) =>
  entry ? [slug] : [],
);
const slugsById = new Map(
  Object.entries(providers).flatMap(([slug, { entry }]) => (entry ? [[entry.id, slug]] : [])),
);
/** The slug of one of Sluice's own entries, by OpenClaw's id of it; null for anybody else's. */
export function ownSlugOf(id: string): string | null {
  const custom = id.startsWith("sluice-") ? id.slice("sluice-".length) : "";
  return slugsById.get(id) ?? (isCustom(custom) ? custom : null);
}
export const hasEntry = (slug: string): boolean => known(slug) !== null;

/** Unless this says false, every start of OpenClaw tries to install the plugin of that id (measured on 2026.9.6). */
export const pluginPath: JsonPath = ["plugins", "entries", "cloudflare-ai-gateway", "enabled"];
export const modePath: JsonPath = ["models", "mode"];
export const modelPath: JsonPath = ["agents", "defaults", "model"];
export const fallbacksPath: JsonPath = [...modelPath, "fallbacks"];
/** Names of models: a list of allowed ones, and one with a member for each. */
export const allowPath: JsonPath = ["agents", "defaults", "modelPolicy", "allow"];
export const modelMapPath: JsonPath = ["agents", "defaults", "models"];

/** OpenClaw's name for Sluice's resolver in an edge link; keys that were moved into the keychain for good are asked under another, so that neither is taken for the other. */
const resolver = "sluice-edge";
export const resolverPath: JsonPath = ["secrets", "providers", resolver];
export const tokenHeader = "cf-aig-authorization";

const known = (slug: string): OwnEntry | null => providerOf(slug)?.entry ?? null;
export const idOf = (slug: string): string => known(slug)?.id ?? slug;
export const apiOf = (slug: string): string => known(slug)?.api ?? "";
/** What stands behind the slug in its base URL. */
const belowOf = (slug: string, place: string | undefined): string =>
  (known(slug)?.below ?? "").replace("{place}", place ?? "");
/** What stands before the slug in the address of one of our entries; empty where it is not such an address. */
export function baseOfEntry(slug: string, url: Json | undefined): string {
  const below = known(slug)?.below.replace("{place}", "(?<place>[^/]+)") ?? "";
  const found = typeof url === "string" ? new RegExp(`^(.*)/${slug}${below}$`).exec(url) : null;
  const pattern = providerOf(slug)?.place?.pattern;
  const isPlaced = pattern === undefined || pattern.test(found?.groups?.place ?? "");
  return (isPlaced && found?.[1]) || "";
}
export const entryPath = (slug: string): JsonPath => providerPath(idOf(slug));

/** The default model's place in the form the file has it: a plain string, or a member beside the fallbacks. */
export function primaryPath(config: JsonObject): JsonPath {
  return typeof valueAt(config, modelPath) === "string" ? modelPath : [...modelPath, "primary"];
}

/** True for the name of any model of the entry for this slug. */
export const refersTo = (slug: string, ref: Json | undefined): boolean =>
  typeof ref === "string" && ref.startsWith(`${idOf(slug)}/`);

/** An entry that leads to the router, which knows it by the key. */
export function routerEntry(
  { port, localKey }: { readonly port: number; readonly localKey: string },
  { slug, place, models }: OwnLink["entries"][number],
): Json {
  return {
    ...addressed(`http://127.0.0.1:${port}/${slug}`, slug, place, models),
    api: apiOf(slug),
    // Makes the key below win over a profile stored under the same id (measured on 2026.9.6).
    auth: "api-key",
    apiKey: localKey,
  };
}

/** An entry that leads to Cloudflare itself. */
export function edgeEntry(
  link: EdgeLink,
  { slug, place, models = [], key = null }: EdgeLink["providers"][number],
): Json {
  const headers = Object.fromEntries(edgeHeaders(link));
  return {
    ...addressed(`${link.base}/${slug}`, slug, place, models),
    api: apiOf(slug),
    auth: "api-key",
    ...(key ? { apiKey: secretRef(key) } : {}),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
  };
}

/** Where the entry and its models are asked: a model whose name belongs in the path has an address of its own. */
function addressed(
  base: string,
  slug: string,
  place: string | undefined,
  models: readonly OpenClawModel[],
): { readonly baseUrl: string; readonly models: Json[] } {
  const baseUrl = base + belowOf(slug, place);
  const isInPath = known(slug)?.isModelInPath === true;
  return {
    baseUrl,
    models: models.map((model) => ({
      ...spelled(model),
      ...(isInPath && { baseUrl: `${baseUrl}/${model.id}` }),
    })),
  };
}

export const edgeHeaders = ({ token, headers }: EdgeLink): readonly (readonly [string, Json])[] => [
  ...(token ? [[tokenHeader, secretRef(token)] as const] : []),
  ...Object.entries(headers),
];

/** OpenClaw's spelling of "asked from somewhere else". */
const secretRef = (ref: KeyRef): JsonObject =>
  ref.source === "exec"
    ? { source: "exec", provider: resolver, id: ref.id }
    : { source: "env", provider: "default", id: ref.name };

/** The resolver as OpenClaw is told of it. */
export const resolverEntry = ({ command, args }: NonNullable<EdgeLink["exec"]>): JsonObject => ({
  source: "exec",
  command,
  args: [...args],
  // It finds the keychain by itself: what else is passed would be frozen into a service's definition.
  passEnv: ["HOME"],
  timeoutMs: 10_000,
  jsonOnly: true,
});

/** A reference only an edge link writes: to its resolver, or to a variable named after Sluice. */
export const isOwnRef = (value: Json | undefined): boolean =>
  isObject(value) &&
  (value.source === "exec"
    ? value.provider === resolver
    : value.source === "env" && typeof value.id === "string" && value.id.startsWith("SLUICE_"));

/** True when anything in the configuration is asked from Sluice's resolver. */
export function asksResolver(config: JsonObject): boolean {
  const rest: Json[] = [config];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next === null || typeof next !== "object") continue;
    if (isObject(next) && next.source === "exec" && next.provider === resolver) return true;
    for (const inner of Object.values(next)) rest.push(inner);
  }
  return false;
}

const spelled = (model: OpenClawModel): JsonObject => {
  const { id, name, reasoning, input, cost, contextWindow, maxTokens } = model;
  return {
    id,
    name,
    reasoning,
    input: [...input],
    ...(cost && {
      cost: {
        input: cost.input,
        output: cost.output,
        cacheRead: cost.cacheRead,
        cacheWrite: cost.cacheWrite,
      },
    }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
};
