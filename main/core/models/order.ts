/** OpenClaw's default model and its fallbacks: read in today's spelling, and the edits that set another order. */
import { type Edit, isObject, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import { allowEdits } from "./allow.ts";
import { currentRef, primaryIn } from "./reference.ts";

export type ModelOrder = {
  /** Null when none is set. */
  readonly primary: string | null;
  /** In the order OpenClaw tries them. */
  readonly fallbacks: readonly string[];
};

const path: JsonPath = ["agents", "defaults", "model"];

export function orderOf(config: JsonObject): ModelOrder {
  const model = valueAt(config, path);
  const primary = primaryIn(model);
  const fallbacks = isObject(model) && Array.isArray(model.fallbacks) ? model.fallbacks : [];
  return {
    primary: primary === null ? null : currentRef(config, primary),
    fallbacks: fallbacks
      .filter((ref) => typeof ref === "string")
      .map((ref) => currentRef(config, ref)),
  };
}

/**
 * The edits that make `primary` the default and `fallbacks` its fallbacks, in today's spelling and each once. A plain string stays
 * one while there is nothing but a default to say; what else stands in the object stays. Where a list of allowed models would make
 * OpenClaw use another one instead, the choice is added to it.
 */
export function orderEdits(
  config: JsonObject,
  primary: string,
  fallbacks: readonly string[],
): readonly Edit[] {
  const chosen = currentRef(config, primary);
  const rest = [...new Set(fallbacks.map((ref) => currentRef(config, ref)))].filter(
    (ref) => ref !== chosen,
  );
  return [...modelEdits(config, chosen, rest), ...allowEdits(config, chosen)];
}

function modelEdits(
  config: JsonObject,
  primary: string,
  fallbacks: readonly string[],
): readonly Edit[] {
  const model = valueAt(config, path);
  if (!isObject(model)) {
    if (typeof model === "string" && fallbacks.length === 0) return [{ path, value: primary }];
    const value = fallbacks.length === 0 ? { primary } : { primary, fallbacks };
    return [{ path, value }];
  }
  const edits: Edit[] = [{ path: [...path, "primary"], value: primary }];
  if (fallbacks.length > 0 || model.fallbacks !== undefined)
    edits.push({ path: [...path, "fallbacks"], value: fallbacks });
  return edits;
}
