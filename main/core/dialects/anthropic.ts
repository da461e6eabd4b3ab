/** Anthropic Messages: `input_tokens` excludes both caches, figures grow over the stream and the last value of each counts. */
import type { Usage } from "../traffic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  type Found,
  formatOf,
  modelIn,
  objectIn,
  objectOf,
  type Reading,
  stringIn,
  tierOf,
} from "./dialect.ts";

const format = formatOf({ inside: "message", body: ["type", "model", "usage"] });

/** A class, because one is made for every answer. */
class Anthropic implements Dialect {
  readonly format = format;
  // Undefined: not said yet. NaN: said, and no count.
  private input: number | undefined = undefined;
  private output: number | undefined = undefined;
  private cacheRead: number | undefined = undefined;
  private cacheWrite: number | undefined = undefined;
  private cacheWrite5m: number | undefined = undefined;
  private cacheWrite1h: number | undefined = undefined;
  private searches: number | undefined = undefined;
  private tier: string | null = null;
  private model: string | null = null;
  private isFinal = false;

  event(document: Found, first: boolean): void {
    const type = stringIn(document.top.get("type"));
    if (type === "message_start") {
      const usage = objectIn(document.inner.get("usage"));
      if (usage) this.take(usage);
      if (usage || first) this.model = modelIn(document.inner.get("model")) ?? this.model;
    } else if (type === "message_delta") {
      const usage = objectIn(document.top.get("usage"));
      if (!usage) return;
      this.take(usage);
      // Only this event states what was put out in the end; what message_start says of it is a beginning.
      if (countOf(usage.output_tokens) !== undefined) this.isFinal = true;
    }
  }

  body(document: Found): void {
    this.model = modelIn(document.top.get("model"));
    const usage = objectIn(document.top.get("usage"));
    if (usage) this.take(usage);
    this.isFinal = usage !== null;
  }

  reading(): Reading {
    const { model, tier } = this;
    const tokensIn = this.input ?? Number.NaN;
    const tokensOut = this.output ?? Number.NaN;
    const cacheRead = this.cacheRead ?? 0;
    const written1h = this.cacheWrite1h ?? 0;
    const cacheWrite = this.cacheWrite ?? (this.cacheWrite5m ?? 0) + written1h;
    const searches = this.searches ?? 0;
    // One that is no number makes the sum none.
    const isKnown = tokensIn + tokensOut + cacheRead + cacheWrite + written1h + searches >= 0;
    if (!this.isFinal || !isKnown) return { usage: null, model };
    const cacheWrite1h = Math.min(written1h, cacheWrite);
    const usage: Usage = { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h };
    if (searches === 0 && tier === null) return { usage, model };
    const more = { ...(searches > 0 && { searches }), ...(tier !== null && { tier }) };
    return { usage: { ...usage, ...more }, model };
  }

  private take(usage: Fields): void {
    const creation = objectOf(usage.cache_creation);
    const tools = objectOf(usage.server_tool_use);
    this.input = countOf(usage.input_tokens) ?? this.input;
    this.output = countOf(usage.output_tokens) ?? this.output;
    this.cacheRead = countOf(usage.cache_read_input_tokens) ?? this.cacheRead;
    this.cacheWrite = countOf(usage.cache_creation_input_tokens) ?? this.cacheWrite;
    this.cacheWrite5m = countOf(creation.ephemeral_5m_input_tokens) ?? this.cacheWrite5m;
    this.cacheWrite1h = countOf(creation.ephemeral_1h_input_tokens) ?? this.cacheWrite1h;
    this.searches = countOf(tools.web_search_requests) ?? this.searches;
    const { inference_geo: place } = usage;
    this.tier ??= tierOf(usage.service_tier) ?? tierOf(usage.speed);
    if (place !== "global" && place !== "not_available") this.tier ??= tierOf(place);
  }
}

export const createAnthropic = (): Dialect => new Anthropic();
