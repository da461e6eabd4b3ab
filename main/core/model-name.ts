/** One name for all spellings of a model, so that the router's rows and Cloudflare's sums of it meet; two versions are never one. */

/** Who is asked and for what: `name` as its provider would say it, with its date; `family` is the same without the date. */
export type ModelName = {
  readonly provider: string;
  readonly name: string;
  readonly family: string;
  /** The provider is only guessed, from how the name begins. */
  readonly isGuess: boolean;
  /** Bedrock: how far a request may travel, which is part of the price. Null where the name does not say, and anywhere else. */
  readonly reach: "global" | "regional" | null;
};

/** Cloudflare's slug comes last; others write the first ones (facts: provider slugs, and the authors' names in its catalogue). */
const slugs: Readonly<Record<string, string>> = {
  ...{ google: "google-ai-studio", gemini: "google-ai-studio" },
  ...{
    "google-vertex": "google-vertex-ai",
    vertex: "google-vertex-ai",
    "vertex-ai": "google-vertex-ai",
  },
  ...{ bedrock: "aws-bedrock", "amazon-bedrock": "aws-bedrock", azure: "azure-openai" },
  ...{ xai: "grok", "x-ai": "grok", mistralai: "mistral", perplexity: "perplexity-ai" },
  ...{ workersai: "workers-ai", "deepseek-ai": "deepseek" },
};

const slugOf = (provider: string): string => slugs[provider] ?? provider;

/** Cloudflare's slug of a provider, however it is written. */
export const providerSlugOf = (provider: string): string => slugOf(provider.toLowerCase());

/** Cloudflare's own slugs for "whoever the model names": the provider is the model's prefix. */
const anyProvider = new Set(["compat", "universal", "unknown", ""]);

/** Whose a bare name is, where only "compat" is known: providers answer with their own name, without a prefix. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/^claude-/, "anthropic"],
  [/^(?:gpt-|chatgpt-|o\d|text-embedding-|codex-)/, "openai"],
  [/^gemini-/, "google-ai-studio"],
  [/^grok-/, "grok"],
  [/^deepseek-/, "deepseek"],
  [/^(?:mistral-|ministral-|codestral-|magistral-|devstral-)/, "mistral"],
  [/^command-/, "cohere"],
  [/^sonar/, "perplexity-ai"],
  [/^@cf\//, "workers-ai"],
];

/** Bedrock: the region a profile spans, then who made the model: "us.anthropic.claude-…". */
const region = /^(?:us|us-gov|eu|apac|ap|au|jp|ca|sa|global)\.(?=[a-z0-9-]+\.)/;
const bedrockMaker =
  /^(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|stability|writer|moonshot|minimax|google|nvidia)\./;
/** Of Claude's names only: elsewhere "-v2" is another model. */
const bedrockVersion = /^(claude-.*?)-v\d+(?::\d+)?(?::\w+)?$/;
const bedrockBuild = /:\d+(?::\w+)?$/;
const date = /[-@](?:20\d{6}|20\d{2}-\d{2}-\d{2}|latest)$|@default$/;

/** A name that says who made the model says where it is asked as well: without a region before it, in one. GovCloud is apart. */
function reachOf(provider: string, model: string): ModelName["reach"] {
  if (provider !== "aws-bedrock") return null;
  const name = model.slice(model.lastIndexOf("/") + 1);
  const where = region.exec(name)?.[0] ?? "";
  if (!bedrockMaker.test(name.slice(where.length)) || where === "us-gov.") return null;
  return where === "global." ? "global" : "regional";
}

/** The part of a resource's path that names the model: "models/…", "publishers/…/models/…", "accounts/…/models/…", an ARN. */
const pathParts = /^(?:(?:projects|locations|publishers|accounts)\/[^/]+\/)*models\/|^arn:.*\//;

function bareOf(provider: string, model: string): string {
  const name = model.replace(pathParts, "");
  if (provider === "aws-bedrock") {
    const inRegion = name.slice(name.lastIndexOf("/") + 1);
    const bare = inRegion.replace(region, "").replace(bedrockMaker, "");
    return bare.replace(bedrockVersion, "$1").replace(bedrockBuild, "");
  }
  if (provider === "workers-ai") return name.replace(/^@cf\//, "");
  const slash = name.indexOf("/");
  if (slash < 0) return name;
  const prefix = name.slice(0, slash);
  const isOwn = slugOf(prefix) === provider;
  const isGoogle =
    provider === "google-vertex-ai" && /^(?:google|anthropic|meta|mistralai)$/.test(prefix);
  return isOwn || isGoogle ? name.slice(slash + 1) : name;
}

/**
 * Versions are told apart by everything but dots for dashes, a date and "latest" at the end. The host stays part of the name: the
 * same model over OpenRouter or Bedrock has another price. Null: nobody said which model ("unknown" is what Cloudflare calls that).
 */
export function modelNameOf(provider: string, model: string | null): ModelName | null {
  const said = model?.trim().toLowerCase() ?? "";
  if (said === "" || said === "unknown") return null;
  const asked = providerSlugOf(provider);
  const named = anyProvider.has(asked)
    ? namedBy(said)
    : { host: asked, model: said, isGuess: false };
  const { host, isGuess } = named;
  const bare = bareOf(host, named.model);
  const name = bare.replaceAll(".", "-");
  const family = bare.replace(date, "").replaceAll(".", "-");
  return { provider: host, name, family, isGuess, reach: reachOf(host, named.model) };
}

/** "anthropic/claude-…" names its provider; where nothing does, the way the name begins may. */
function namedBy(model: string) {
  const maker = makers.find(([pattern]) => pattern.test(model))?.[1];
  if (maker !== undefined) return { host: maker, model, isGuess: true };
  const slash = model.indexOf("/");
  if (slash <= 0 || pathParts.test(model)) return { host: "compat", model, isGuess: true };
  return { host: slugOf(model.slice(0, slash)), model: model.slice(slash + 1), isGuess: false };
}

/** Names come with every sum that is shown and are few; whoever makes up thousands finds the list begun anew. */
const keys = new Map<string, string>();
const mostKeys = 512;

/** Equal for all spellings of one model at one provider; a model nobody named has a key of its own. */
export function modelKey(provider: string, model: string | null): string {
  const said = `${provider} ${model ?? ""}`;
  const known = keys.get(said);
  if (known !== undefined) return known;
  if (keys.size >= mostKeys) keys.clear();
  const name = modelNameOf(provider, model);
  const key = name ? `${name.provider} ${name.family}` : `${providerSlugOf(provider)} ?`;
  keys.set(said, key);
  return key;
}
