/** How a key that was moved into the keychain for good is named in OpenClaw's files: apart from those of an edge link, which come and go. */
import { isObject, type Json, type JsonObject, type JsonPath } from "../json5-edit.ts";

const provider = "sluice";

export const movedProviderPath: JsonPath = ["secrets", "providers", provider];

/** `id`: the resolver's. */
export const movedRef = (id: string): JsonObject => ({ source: "exec", provider, id });

/** Whether anything in the configuration is asked from the keychain for good. */
export function asksForMoved(config: JsonObject): boolean {
  const left: Json[] = [config];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === null || typeof next !== "object") continue;
    if (isObject(next) && next.source === "exec" && next.provider === provider) return true;
    left.push(...Object.values(next));
  }
  return false;
}
