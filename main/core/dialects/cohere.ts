/** Cohere's own chat and embed: what is billed is stated apart from what was read and written, and only that counts. */
import type { Usage } from "../traffic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  formatOf,
  objectIn,
  objectOf,
  stringIn,
} from "./dialect.ts";

const format = formatOf({ inside: "delta", body: ["type", "usage", "meta"] });
const lineFormat = formatOf({ inside: "response", body: ["event_type", "meta"] });

/**
 * docs.cohere.com, "How does Cohere's pricing work": "the billed input and output tokens are the tokens that you're actually
 * billed for". What came from its cache (`cached_tokens`) is not billed apart, so no cache is told.
 */
function usageOf(counts: Fields | null, outputMissing: number): Usage | null {
  const billed = objectOf(counts?.billed_units);
  const tokensIn = countOf(billed.input_tokens) ?? Number.NaN;
  const tokensOut = countOf(billed.output_tokens) ?? outputMissing;
  // Images and searches are billed by the piece.
  const isMore = [billed.images, billed.search_units].some(
    (units) => units !== undefined && units !== 0,
  );
  if (isMore || !(tokensIn >= 0 && tokensOut >= 0)) return null;
  return { tokensIn, tokensOut, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
}

/** The answers never name their model. */
export function createCohere(): Dialect {
  let usage: Usage | null = null;
  return {
    format,
    /** `{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":{…},"tokens":{…}}}}` ends a stream. */
    event({ top, inner }) {
      const counts = objectIn(inner.get("usage"));
      if (counts)
        usage = stringIn(top.get("type")) === "message-end" ? usageOf(counts, Number.NaN) : null;
    },
    /** v2/chat says `usage`; v1/chat and both embeds say `meta`, and an embedding puts nothing out. */
    body({ top }) {
      const counts = objectIn(top.get("usage"));
      usage = counts ? usageOf(counts, Number.NaN) : usageOf(objectIn(top.get("meta")), 0);
    },
    reading: () => ({ usage, model: null }),
  };
}

/** v1/chat's own stream, one object a line: `{"event_type":"stream-end","response":{…,"meta":{"billed_units":{…}}}}` ends it. */
export function createCohereLines(): Dialect {
  let usage: Usage | null = null;
  return {
    format: lineFormat,
    event({ top, inner }) {
      const isEnd = stringIn(top.get("event_type")) === "stream-end";
      if (isEnd) usage = usageOf(objectIn(inner.get("meta")), Number.NaN);
    },
    body: () => undefined,
    reading: () => ({ usage, model: null }),
  };
}
