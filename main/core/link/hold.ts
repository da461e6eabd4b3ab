/** While spending is stopped OpenClaw's configuration names no fallback: what is taken out, where, and how each finds its way back. */
import {
  applyEdit,
  type Edit,
  isObject,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";
import { fallbacksPath } from "./entry.ts";
import { type Change, isSameValue, takenBack, type Write } from "./places.ts";

/**
 * The members of an agent's settings that name a model, or an object of one with its fallbacks: the schemas of 2026.9.6 and
 * 2026.5.28, of which each has some that the other has not.
 */
const modelMembers: readonly JsonPath[] = [
  ["model"],
  ["subagents", "model"],
  ["tools", "exec", "reviewer", "model"],
  ["imageModel"],
  ["pdfModel"],
  ["voiceModel"],
  ["mediaModels", "image"],
  ["mediaModels", "video"],
  ["mediaModels", "music"],
  ["imageGenerationModel"],
  ["videoGenerationModel"],
  ["musicGenerationModel"],
];
/**
 * Who embeds what is to be remembered when the first one fails: OpenClaw goes over to it with everything it remembers. The same
 * member at the root of 2026.9.6 is left alone: OpenClaw restarts itself for it, while all of these are taken in at once.
 */
const memoryMembers: readonly JsonPath[] = [
  ["memory", "search", "fallback"],
  ["memorySearch", "fallback"],
];
const noMemory = "none";

const listPath: JsonPath = ["agents", "list"];

type Place = { readonly path: JsonPath; readonly value: Json };
/** Below the root or an agent, with what stands there while nothing may be asked instead. */
const modelPlaces: readonly Place[] = modelMembers.map((path) => ({
  path: [...path, "fallbacks"],
  value: [],
}));
/** Below an agent, or the defaults of all. */
const places: readonly Place[] = [
  ...modelPlaces,
  ...memoryMembers.map((path) => ({ path, value: noMemory })),
];

/** What takes every fallback out of this configuration; nothing where there is none. What lies behind an `$include` cannot be taken out. */
export function holdWrites(config: JsonObject): readonly Write[] {
  const entries = valueAt(config, ["agents", "entries"]);
  const holders: readonly JsonPath[] = [
    [],
    ["agents", "defaults"],
    ...Object.keys(isObject(entries) ? entries : {}).map((id) => ["agents", "entries", id]),
  ];
  const list = valueAt(config, listPath);
  const held = Array.isArray(list) ? list.map(heldAgent) : [];
  const isListed = Array.isArray(list) && !isSameValue(list, held);
  return [
    ...holders.flatMap((holder) =>
      (holder.length === 0 ? modelPlaces : places).flatMap(({ path, value }) => {
        const place = [...holder, ...path];
        return namesOne(valueAt(config, place), value)
          ? [{ path: place, value, isHold: true }]
          : [];
      }),
    ),
    // An edit reaches members of objects only: the list of 2026.5 is written as a whole.
    ...(isListed ? [{ path: listPath, value: held, isHold: true }] : []),
  ].filter(({ path }) => !isIncluded(config, path));
}

const heldAgent = (agent: Json): Json =>
  places.reduce<Json>((rest, { path, value }) => {
    const isThere = isObject(rest) && namesOne(valueAt(rest, path), value);
    return isThere ? (applyEdit(rest, { path, value }) ?? rest) : rest;
  }, agent);

/** A list that is not empty, or the name of one that remembers: "local" asks nobody. */
const namesOne = (now: Json | undefined, held: Json): boolean =>
  Array.isArray(held)
    ? Array.isArray(now) && now.length > 0
    : typeof now === "string" && !["", "local", noMemory].includes(now);

/** OpenClaw joins the lists of both files: what is set here takes nothing out there. */
const isIncluded = (config: JsonObject, path: JsonPath): boolean =>
  [[], ...path.map((_, i) => path.slice(0, i + 1))].some(
    (place) => valueAt(config, [...place, "$include"]) !== undefined,
  );

/** The writes of a link whose fallbacks, the person's and its own, are taken out. */
export function heldWrites(config: JsonObject, writes: readonly Write[]): readonly Write[] {
  const own = writes.map((write) => {
    const { path, value } = write;
    if (path.join() === fallbacksPath.join()) return { ...write, value: [], isHold: true };
    return isObject(value) && Array.isArray(value.fallbacks)
      ? { ...write, value: { ...value, fallbacks: [] } }
      : write;
  });
  const isWritten = ({ path }: Write) => own.some((one) => one.path.join() === path.join());
  return [...own, ...holdWrites(config).filter((write) => !isWritten(write))];
}

/** True while what was taken out by these changes is out at any of its places. */
export const isHoldIn = (config: JsonObject, changes: readonly Change[]): boolean =>
  changes.some((change) => change.isHold && heldBack(config, change).length > 0);

/** What gives one place its fallbacks back; nothing where somebody has decided otherwise since. */
export function heldBack(config: JsonObject, change: Change): readonly Edit[] {
  const { path, before, wrote = [] } = change;
  if (before === undefined) return [];
  const now = valueAt(config, path);
  if (isSameValue(now, wrote)) return [takenBack(config, change, path)];
  if (path.join() === listPath.join()) return agentsBack(now, before);
  if (now !== undefined) return [];
  // OpenClaw says "none" by leaving the member out, too, and of a model alone it writes the name.
  const holder = valueAt(config, path.slice(0, -1));
  if (isObject(holder)) return [takenBack(config, change, path)];
  if (typeof holder !== "string" || path.at(-1) !== "fallbacks") return [];
  return [{ path: path.slice(0, -1), value: { primary: holder, fallbacks: before } }];
}

/** Each agent that is still there, as far as it is still held. */
function agentsBack(now: Json | undefined, before: Json): readonly Edit[] {
  if (!Array.isArray(now) || !Array.isArray(before)) return [];
  const former = new Map(before.filter(isObject).map((agent: JsonObject) => [agent.id, agent]));
  const back = now.map((agent: Json) => {
    const was = isObject(agent) ? former.get(agent.id) : undefined;
    return isObject(agent) && was ? agentBack(agent, was) : agent;
  });
  return isSameValue(now, back) ? [] : [{ path: listPath, value: back }];
}

const agentBack = (agent: JsonObject, was: JsonObject): JsonObject =>
  places.reduce((rest, { path, value }) => {
    const before = valueAt(was, path);
    if (before === undefined) return rest;
    const [edit] = heldBack(rest, { path, before, wrote: value, kept: path.length });
    return (edit && applyEdit(rest, edit)) ?? rest;
  }, agent);
