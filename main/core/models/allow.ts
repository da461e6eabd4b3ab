/** OpenClaw's list of allowed models, where it would put another model in place of the chosen default without a word. */
import { type Edit, isObject, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import { currentRef } from "./reference.ts";

const policyPath: JsonPath = ["agents", "defaults", "modelPolicy"];
const mapPath: JsonPath = ["agents", "defaults", "models"];
const markerPath: JsonPath = ["meta", "migrations", "modelPolicyAllowlist"];

/**
 * What must be added so that `ref` can be the default; mostly nothing. Measured on 2026.5.28 and 2026.9.6: a list of exact names
 * never keeps the default out, but as soon as it holds a wildcard ("openai/*") a default it does not match is replaced by the first
 * allowed model, and the turn goes there. Fallbacks are never kept out. The list is `modelPolicy.allow`; before 2026.8.1, and
 * later in a file that has not been moved over, the members of `agents.defaults.models`.
 */
export function allowEdits(config: JsonObject, ref: string): readonly Edit[] {
  const policy = valueAt(config, policyPath);
  if (isObject(policy)) {
    const { allow } = policy;
    if (!Array.isArray(allow) || !keepsOut(config, allow, ref)) return [];
    return [{ path: [...policyPath, "allow"], value: [...allow, ref] }];
  }
  const map = valueAt(config, mapPath);
  if (!isObject(map) || valueAt(config, markerPath) === true) return [];
  return keepsOut(config, Object.keys(map), ref) ? [{ path: [...mapPath, ref], value: {} }] : [];
}

function keepsOut(config: JsonObject, allowed: readonly unknown[], ref: string): boolean {
  const names = allowed.filter((name) => typeof name === "string").map((name) => name.trim());
  if (!names.some((name) => name.endsWith("/*"))) return false;
  return !names.some((name) =>
    name.endsWith("/*") ? ref.startsWith(name.slice(0, -1)) : currentRef(config, name) === ref,
  );
}
