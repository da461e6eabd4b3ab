/** What no stop of Sluice's reaches: models in OpenClaw's configuration whose requests do not pass the router. Named, and left as they are. */
import type { Leak } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { currentRef, partsOf } from "../models/reference.ts";
import { standingIn } from "./standing.ts";

/** Where OpenClaw's settings name models it would ask; `models` says what they are, and asks nobody. */
const roots = ["agents", "hooks", "tools"] as const;
/** OpenClaw restarts itself where it changes: it is named instead of being taken out. */
const rootMemoryPath = ["memory", "search", "fallback"];
const isFree = /^(?:none|local|)$/;
const isModelName = /^(?:primary|model|preferredModel|.+Model|image|video|music)$/;

/** Fallbacks are not among them: they can be taken out. Sessions and timed jobs are the daemon's to name. */
export function leaksIn(config: JsonObject): readonly Leak[] {
  const routed = new Set(standingIn(config).flatMap(({ id, port }) => (port === null ? [] : id)));
  const leaks: Leak[] = [];
  const rest: { key: string; name: string; value: Json }[] = roots.map((root) => ({
    key: root,
    name: root,
    value: config[root] ?? null,
  }));
  const memory = valueAt(config, rootMemoryPath);
  if (typeof memory === "string" && !isFree.test(memory))
    leaks.push({ key: rootMemoryPath.join("."), ref: memory });
  if (config.$include !== undefined) leaks.push({ key: "$include", ref: null });
  for (let next = rest.shift(); next; next = rest.shift()) {
    const { key, name, value } = next;
    if (typeof value === "string") {
      const ref = isModelName.test(name) ? currentRef(config, value) : "";
      const provider = partsOf(ref)?.provider;
      if (provider !== undefined && !routed.has(provider)) leaks.push({ key, ref });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) {
        const id = valueAt({ item }, ["item", "id"]);
        // A list of names is one of fallbacks, or of what is allowed.
        if (isObject(item))
          rest.push({ key: `${key}.${typeof id === "string" ? id : i}`, name, value: item });
      }
    } else if (isObject(value)) {
      if (value.$include !== undefined) leaks.push({ key: `${key}.$include`, ref: null });
      const isMap = name === "models" && key.endsWith("agents.defaults.models");
      if (!isMap)
        for (const [inner, item] of Object.entries(value))
          rest.push({ key: `${key}.${inner}`, name: inner, value: item });
    }
  }
  return leaks;
}
