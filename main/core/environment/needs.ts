/** The keys OpenClaw's models need from its environment, as its configuration tells. */
import type { SecretKind } from "../../../preload/contract/state.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { keyNamesOf, slugOf } from "./names.ts";
import { ownerByReference } from "./plaintext.ts";
import { referencesIn } from "./references.ts";

export type Need = {
  /** Any one of them will do; the most usual one first. */
  readonly names: readonly string[];
  readonly kind: SecretKind;
  /** Sluice's slug. */
  readonly provider: string | null;
  /** What stands before the key in the variable's value. */
  readonly prefix: "" | "Bearer ";
};

/**
 * Named by a provider's entry, or left to OpenClaw's table for a provider whose model is in use and that has neither a key in its entry nor a
 * profile. What only OpenClaw's database knows is not looked at.
 */
export function needsOf(config: JsonObject): readonly Need[] {
  const named = referencesIn(config).flatMap((reference): Need[] => {
    const owner = ownerByReference(reference, config);
    // Sluice's own link sees to its own variables.
    if (!owner || reference.name.startsWith("SLUICE_") || reference.form === "part") return [];
    const isHeader = reference.path[3] === "headers";
    const prefix = isHeader && reference.form === "whole" ? "Bearer " : "";
    return [{ names: [reference.name], kind: owner.kind, provider: owner.provider, prefix }];
  });
  const used = [...providersInUse(config)].flatMap((id): Need[] => {
    const names = keyNamesOf(id);
    const hasKey = valueAt(config, ["models", "providers", id, "apiKey"]) !== undefined;
    if (names.length === 0 || hasKey || hasProfile(config, id)) return [];
    return [{ names, kind: "provider", provider: slugOf(id), prefix: "" }];
  });
  return [...named, ...used];
}

/** OpenClaw's ids of the providers whose models are the default, a fallback, or an agent's own. */
export function providersInUse(config: JsonObject): ReadonlySet<string> {
  const agents = valueAt(config, ["agents", "entries"]);
  const own = isObject(agents) ? Object.values(agents) : [];
  const models = [
    valueAt(config, ["agents", "defaults", "model"]),
    ...own.map((agent) => (isObject(agent) ? agent.model : undefined)),
  ];
  const refs = models.flatMap((model): (Json | undefined)[] =>
    isObject(model)
      ? [model.primary, ...(Array.isArray(model.fallbacks) ? model.fallbacks : [])]
      : [model],
  );
  return new Set(
    refs.flatMap((ref) =>
      typeof ref === "string" && ref.includes("/") ? (ref.split("/")[0] ?? []) : [],
    ),
  );
}

function hasProfile(config: JsonObject, id: string): boolean {
  const profiles = valueAt(config, ["auth", "profiles"]);
  return (
    isObject(profiles) &&
    Object.values(profiles).some((profile) => isObject(profile) && profile.provider === id)
  );
}
