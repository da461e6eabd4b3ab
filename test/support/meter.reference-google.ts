/** What Google's answers say, read the slow and obvious way. */
import type { Reading } from "../../main/core/meter.ts";
import { at, bad, isJson, type Json, modelOf, parse } from "./meter.reference-json.ts";

function usageIn(counts: Json): Reading["usage"] {
  const get = (name: string) => counts[`${name}TokenCount`] ?? 0;
  const figures = ["prompt", "toolUsePrompt", "cachedContent", "candidates", "thoughts"].map(get);
  if (figures.some(bad) || (counts.promptTokenCount ?? null) === null) return null;
  const [prompt = 0, tools = 0, cacheRead = 0, candidates = 0, thoughts = 0] = figures.map(Number);
  const isInside = counts.totalTokenCount === prompt + tools + candidates && thoughts <= candidates;
  if (prompt + tools < cacheRead) return null;
  const tiers = { flex: "flex", ON_DEMAND_PRIORITY: "priority" };
  const tier = [counts.serviceTier, counts.trafficType]
    .map((name) => tiers[name as keyof typeof tiers])
    .find((name) => name !== undefined);
  return {
    tokensIn: prompt + tools - cacheRead,
    tokensOut: isInside ? candidates : candidates + thoughts,
    cacheRead,
    cacheWrite: 0,
    cacheWrite1h: 0,
    ...(tier === undefined ? {} : { tier }),
  };
}

export function googleBody(body: Json): Reading {
  const counts = body.usageMetadata;
  return { usage: isJson(counts) ? usageIn(counts) : null, model: modelOf(body.modelVersion) };
}

export function googleEvents(events: (Json | null)[]): Reading {
  const counted = events.filter((event) => isJson(event?.usageMetadata));
  const ends = counted.findIndex((event) => {
    const candidates = event?.candidates;
    const last = Array.isArray(candidates)
      ? candidates.filter(isJson).findLast((one) => one.finishReason !== undefined)
      : undefined;
    const reason = at(last, "finishReason");
    return (typeof reason === "string" && reason !== "") || event?.promptFeedback !== undefined;
  });
  const named = [events[0], ...counted].findLast((event) => modelOf(event?.modelVersion) !== null);
  const usage = ends < 0 ? null : counted.at(-1)?.usageMetadata;
  return { usage: isJson(usage) ? usageIn(usage) : null, model: modelOf(named?.modelVersion) };
}

/** The whole objects of a list that may be cut: every closing brace may be the end of one. */
export function objectsOf(list: string): Json[] {
  const objects: Json[] = [];
  let rest = list.trimStart().slice(1);
  for (;;) {
    rest = rest.replace(/^[\s,]+/, "");
    if (!rest.startsWith("{")) return objects;
    let end = rest.indexOf("}");
    while (end >= 0 && parse(rest.slice(0, end + 1)) === null) end = rest.indexOf("}", end + 1);
    if (end < 0) return objects;
    objects.push(parse(rest.slice(0, end + 1)) as Json);
    rest = rest.slice(end + 1);
  }
}
