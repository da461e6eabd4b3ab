/** The places in OpenClaw's configuration that Sluice's own link uses, and the entries it writes there. */
import { isObject, type Json, type JsonObject, type JsonPath, valueAt } from "./json5-edit.ts";

/** OpenClaw's spelling of a model; its schema is strict, so exactly these members are written. `cost` is USD per million tokens. */
export type OpenClawModel = {
  readonly id: string;
  readonly name: string;
  readonly reasoning: boolean;
  readonly input: readonly string[];
  readonly cost: {
    readonly input: number;
    readonly output: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
  };
  readonly contextWindow: number;
  readonly maxTokens: number;
};

/** The link without its secret: what a journal may keep. `model.provider` is one of the slugs in `entries`. */
export type OwnLink = {
  readonly port: number;
  readonly entries: readonly { readonly slug: string; readonly models: readonly OpenClawModel[] }[];
  readonly model: { readonly provider: string; readonly model: string };
};
export type OwnLinkPlan = OwnLink & { readonly localKey: string };

/** Slug → OpenClaw's id for our entry. The first is the one OpenClaw's own plugin knows; with an OpenAI api that id is special-cased, so there another one serves (measured on 2026.9.6). */
const providers: Readonly<Record<string, { readonly id: string; readonly api: string }>> = {
  anthropic: { id: "cloudflare-ai-gateway", api: "anthropic-messages" },
  openai: { id: "sluice-openai", api: "openai-completions" },
};

/** The slugs an own link can bring here. */
export const ownSlugs: readonly string[] = Object.keys(providers);

/** Unless this says false, every start of OpenClaw tries to install the plugin of that id (measured on 2026.9.6). */
export const pluginPath: JsonPath = ["plugins", "entries", "cloudflare-ai-gateway", "enabled"];
export const modePath: JsonPath = ["models", "mode"];
const model: JsonPath = ["agents", "defaults", "model"];

export const idOf = (slug: string): string => providers[slug]?.id ?? slug;
export const entryPath = (slug: string): JsonPath => ["models", "providers", idOf(slug)];
export const isModelPath = (path: JsonPath): boolean => path[0] === model[0];

/** The default model's place in the form the file has it: a plain string, or a member beside the fallbacks. */
export function modelPath(config: JsonObject): JsonPath {
  return typeof valueAt(config, model) === "string" ? model : [...model, "primary"];
}

export const modelRef = ({ model: { provider, model: id } }: OwnLink): string =>
  `${idOf(provider)}/${id}`;

/** True for the name of any model of the entry for this slug. */
export const refersTo = (slug: string, ref: Json | undefined): boolean =>
  typeof ref === "string" && ref.startsWith(`${idOf(slug)}/`);

export function entryFor(
  { port, localKey }: OwnLinkPlan,
  slug: string,
  models: readonly OpenClawModel[],
): Json {
  return {
    baseUrl: `http://127.0.0.1:${port}/${slug}`,
    api: providers[slug]?.api ?? "",
    // Makes the key below win over a profile stored under the same id (measured on 2026.9.6).
    auth: "api-key",
    apiKey: localKey,
    models: models.map(({ id, name, reasoning, input, cost, contextWindow, maxTokens }) => ({
      id,
      name,
      reasoning,
      input: [...input],
      cost: {
        input: cost.input,
        output: cost.output,
        cacheRead: cost.cacheRead,
        cacheWrite: cost.cacheWrite,
      },
      contextWindow,
      maxTokens,
    })),
  };
}

const ownUrl = /^http:\/\/127\.0\.0\.1:([1-9]\d{0,4})\/([a-z]+)$/;

/** Our entry, known by its shape: our loopback address under our id. Null when something else or nothing stands there. */
export function ownEntry(config: JsonObject, slug: string): { port: number; key: string } | null {
  const entry = valueAt(config, entryPath(slug));
  if (!isObject(entry) || typeof entry.baseUrl !== "string") return null;
  const [, port, tail] = ownUrl.exec(entry.baseUrl) ?? [];
  if (tail !== slug || entry.api !== providers[slug]?.api || entry.auth !== "api-key") return null;
  return { port: Number(port), key: typeof entry.apiKey === "string" ? entry.apiKey : "" };
}

/** True when something that is not ours stands where our entry would. */
export function isForeign(config: JsonObject, slug: string): boolean {
  return valueAt(config, entryPath(slug)) !== undefined && !ownEntry(config, slug);
}
