/** OpenClaw's names of models: "provider/model", in today's spelling. */
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";

/** What a person may choose; the same as in the contract's commands. */
const choosable = /^[a-z0-9][a-z0-9_-]{0,63}\/[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/;

export const isChoosable = (ref: string): boolean => choosable.test(ref);

/** The part before the first slash, and what is behind it; null when there is no slash. */
export function partsOf(ref: string): { readonly provider: string; readonly model: string } | null {
  const slash = ref.indexOf("/");
  return slash <= 0 ? null : { provider: ref.slice(0, slash), model: ref.slice(slash + 1) };
}

const older = /^cloudflare-ai-gateway\/anthropic\/(?=claude-)/;

/**
 * The older `cloudflare-ai-gateway/anthropic/claude-…` as OpenClaw spells it since: today it would ask the provider for a model
 * named "anthropic/claude-…" (measured on 2026.5.28 and 2026.9.6). An entry whose models are named like that, as Cloudflare's own
 * `/compat` wants them, means what it says. An alias of the person's own becomes the model it stands for.
 */
export function currentRef(config: JsonObject, ref: string): string {
  const plain = unaliased(config, ref.trim());
  if (!older.test(plain)) return plain;
  const entry = valueAt(config, ["models", "providers", "cloudflare-ai-gateway"]);
  const isMeant =
    isObject(entry) &&
    ((typeof entry.baseUrl === "string" && entry.baseUrl.replace(/\/+$/, "").endsWith("/compat")) ||
      modelsOf(entry).some(({ id }) => `cloudflare-ai-gateway/${String(id)}` === plain));
  return isMeant ? plain : plain.replace(older, "cloudflare-ai-gateway/");
}

function unaliased(config: JsonObject, ref: string): string {
  const models = valueAt(config, ["agents", "defaults", "models"]);
  if (ref.includes("/") || !isObject(models)) return ref;
  const found = Object.entries(models).find(
    ([, one]) =>
      isObject(one) &&
      typeof one.alias === "string" &&
      one.alias.trim().toLowerCase() === ref.toLowerCase(),
  );
  return found?.[0] ?? ref;
}

/** The `models` of a provider's entry. */
export const modelsOf = (entry: JsonObject): readonly JsonObject[] =>
  Array.isArray(entry.models) ? (entry.models as readonly Json[]).filter(isObject) : [];

/** A model as OpenClaw lets it be written: its name alone, or a member `primary` beside other things. */
export function primaryIn(model: Json | undefined): string | null {
  const ref = isObject(model) ? model.primary : model;
  return typeof ref === "string" && ref.trim() !== "" ? ref : null;
}
