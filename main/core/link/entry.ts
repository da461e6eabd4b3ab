/** The entries of Sluice's own in OpenClaw's configuration, and where else a link writes. */
import { isObject, type Json, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import type { EdgeLink, KeyRef, OpenClawModel } from "./plan.ts";
import { providerPath } from "./providers.ts";

type Entry = { readonly id: string; readonly api: string };

/** Slug → OpenClaw's id for our entry. The first is the one OpenClaw's own plugin knows; with an OpenAI api that id is special-cased, so there another one serves (measured on 2026.9.6). */
const entries: Readonly<Record<string, Entry>> = {
  anthropic: { id: "cloudflare-ai-gateway", api: "anthropic-messages" },
  openai: { id: "sluice-openai", api: "openai-completions" },
};

/** The slugs a link can have an entry of its own for. */
export const ownSlugs: readonly string[] = Object.keys(entries);

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

const known = (slug: string): Entry | null =>
  Object.hasOwn(entries, slug) ? (entries[slug] ?? null) : null;
export const idOf = (slug: string): string => known(slug)?.id ?? slug;
export const apiOf = (slug: string): string => known(slug)?.api ?? "";
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
  slug: string,
  models: readonly OpenClawModel[],
): Json {
  return {
    baseUrl: `http://127.0.0.1:${port}/${slug}`,
    api: apiOf(slug),
    // Makes the key below win over a profile stored under the same id (measured on 2026.9.6).
    auth: "api-key",
    apiKey: localKey,
    models: models.map(spelled),
  };
}

/** An entry that leads to Cloudflare itself. */
export function edgeEntry(
  link: EdgeLink,
  { slug, models = [], key = null }: EdgeLink["providers"][number],
): Json {
  const headers = Object.fromEntries(edgeHeaders(link));
  return {
    baseUrl: `${link.base}/${slug}`,
    api: apiOf(slug),
    auth: "api-key",
    ...(key ? { apiKey: secretRef(key) } : {}),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    models: models.map(spelled),
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

const spelled = (model: OpenClawModel): Json => {
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
