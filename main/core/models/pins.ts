/** The places in OpenClaw's configuration that keep to a model of their own, whatever the default is. */
import type { ModelPin } from "../../../preload/contract/openclaw.ts";
import {
  applyEdit,
  type Edit,
  isObject,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";
import { currentRef, primaryIn } from "./reference.ts";

/** `path` leads to the model within `holder`: the root, or one of the agents in the list of 2026.5. */
type Place = {
  readonly pin: ModelPin;
  readonly path: JsonPath;
  readonly index: number | null;
};

/** Work OpenClaw does on its own or beside the conversation; the members of an agent's settings that name its model. */
const chores: readonly (readonly [name: string, path: JsonPath])[] = [
  ["heartbeat", ["heartbeat", "model"]],
  ["subagents", ["subagents", "model"]],
  ["utility", ["utilityModel"]],
  ["compaction", ["compaction", "model"]],
  ["memory flush", ["compaction", "memoryFlush", "model"]],
];

/** `key` is the agent's id, or for its chores, those of every agent and Gmail's hook the dotted path of the setting. */
export function configPins(config: JsonObject): readonly ModelPin[] {
  return placesIn(config).map(({ pin }) => pin);
}

/** Takes the model of its own away from what `key` names; null when nothing of that name has one. */
export function unpinEdits(config: JsonObject, key: string): readonly Edit[] | null {
  const place = placesIn(config).find(({ pin }) => pin.key === key);
  if (!place) return null;
  if (place.index === null) return [{ path: place.path }];
  const list = valueAt(config, ["agents", "list"]);
  const agent = Array.isArray(list) ? (list[place.index] as Json) : undefined;
  const without = isObject(agent) ? applyEdit(agent, { path: place.path }) : null;
  if (!Array.isArray(list) || !without) return null;
  // An edit reaches members of objects only: the list is written as a whole.
  return [{ path: ["agents", "list"], value: list.with(place.index, without) }];
}

function placesIn(config: JsonObject): readonly Place[] {
  const defaults = chores.map(([name, path]) =>
    placeOf(config, config, ["agents", "defaults", ...path], { name }),
  );
  const gmail = placeOf(config, config, ["hooks", "gmail", "model"], { name: "hooks: gmail" });
  return [...defaults, gmail, ...entryPlaces(config), ...listPlaces(config)].filter(
    (place) => place !== null,
  );
}

function entryPlaces(config: JsonObject): readonly (Place | null)[] {
  const entries = valueAt(config, ["agents", "entries"]);
  if (!isObject(entries)) return [];
  return Object.entries(entries).flatMap(([id, agent]) => {
    const at = ["agents", "entries", id];
    const name = nameOf(agent, id);
    return [
      placeOf(config, config, [...at, "model"], { name, key: id }),
      ...chores.map(([chore, path]) =>
        placeOf(config, config, [...at, ...path], { name: `${name}: ${chore}` }),
      ),
    ];
  });
}

/** As 2026.5 has them. */
function listPlaces(config: JsonObject): readonly (Place | null)[] {
  const list = valueAt(config, ["agents", "list"]);
  if (!Array.isArray(list)) return [];
  return list.flatMap((agent: Json, index) => {
    if (!isObject(agent) || typeof agent.id !== "string") return [];
    const { id } = agent;
    const name = nameOf(agent, id);
    return [
      placeOf(config, agent, ["model"], { name, key: id, index }),
      ...chores.map(([chore, path]) =>
        placeOf(config, agent, path, {
          name: `${name}: ${chore}`,
          key: ["agents", "list", id, ...path].join("."),
          index,
        }),
      ),
    ];
  });
}

function placeOf(
  config: JsonObject,
  holder: JsonObject,
  path: JsonPath,
  {
    name,
    key = path.join("."),
    index = null,
  }: { readonly name: string; readonly key?: string; readonly index?: number | null },
): Place | null {
  const ref = primaryIn(valueAt(holder, path));
  if (ref === null) return null;
  return { pin: { kind: "agent", key, name, ref: currentRef(config, ref) }, path, index };
}

const nameOf = (agent: Json, id: string): string =>
  isObject(agent) && typeof agent.name === "string" && agent.name.trim() !== ""
    ? agent.name.trim().slice(0, 80)
    : id;
