/** Anthropic Messages: `input_tokens` excludes both caches, figures grow over the stream and the last value of each counts. */
import {
  countAt,
  type Dialect,
  type Fields,
  modelIn,
  objectAt,
  objectIn,
  stringIn,
  tierOf,
} from "./dialect.ts";

type Counts = {
  input?: number;
  output?: number;
  cacheRead?: number;
  cacheWrite?: number;
  cacheWrite5m?: number;
  cacheWrite1h?: number;
  searches?: number;
};

export function createAnthropic(): Dialect {
  const counts: Counts = {};
  let tier: string | null = null;
  let model: string | null = null;
  let final = false;

  const put = (name: keyof Counts, value: number | undefined) => {
    if (value !== undefined) counts[name] = value;
  };
  const take = (usage: Fields) => {
    const creation = objectAt(usage, "cache_creation");
    put("input", countAt(usage, "input_tokens"));
    put("output", countAt(usage, "output_tokens"));
    put("cacheRead", countAt(usage, "cache_read_input_tokens"));
    put("cacheWrite", countAt(usage, "cache_creation_input_tokens"));
    put("cacheWrite5m", countAt(creation, "ephemeral_5m_input_tokens"));
    put("cacheWrite1h", countAt(creation, "ephemeral_1h_input_tokens"));
    put("searches", countAt(objectAt(usage, "server_tool_use"), "web_search_requests"));
    const { inference_geo: place } = usage;
    tier ??= tierOf(usage.service_tier) ?? tierOf(usage.speed);
    if (place !== "global" && place !== "not_available") tier ??= tierOf(place);
  };

  return {
    inside: "message",
    event(document, first) {
      const type = stringIn(document.top.get("type"));
      if (type === "message_start") {
        const usage = objectIn(document.inner.get("usage"));
        if (usage) take(usage);
        if (usage || first) model = modelIn(document.inner.get("model")) ?? model;
      } else if (type === "message_delta") {
        const usage = objectIn(document.top.get("usage"));
        if (!usage) return;
        take(usage);
        // Only this event states what was put out in the end; what message_start says of it is a beginning.
        if (countAt(usage, "output_tokens") !== undefined) final = true;
      }
    },
    body(document) {
      model = modelIn(document.top.get("model"));
      const usage = objectIn(document.top.get("usage"));
      if (usage) take(usage);
      final = usage !== null;
    },
    reading() {
      const { input = Number.NaN, output = Number.NaN, cacheRead = 0, searches = 0 } = counts;
      const { cacheWrite5m = 0, cacheWrite1h = 0 } = counts;
      const { cacheWrite = cacheWrite5m + cacheWrite1h } = counts;
      const all = [input, output, cacheRead, cacheWrite, cacheWrite1h, searches];
      if (!final || all.some(Number.isNaN)) return { usage: null, model };
      return {
        model,
        usage: {
          tokensIn: input,
          tokensOut: output,
          cacheRead,
          cacheWrite,
          cacheWrite1h: Math.min(cacheWrite1h, cacheWrite),
          ...(searches > 0 ? { searches } : {}),
          ...(tier === null ? {} : { tier }),
        },
      };
    },
  };
}
