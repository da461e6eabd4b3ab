/** Counts tokens the way a provider's bill does: deterministic, from the bytes, with prompt caching of prefixes seen before. */
import { createHash } from "node:crypto";

/** A piece of a prompt in the order the provider reads it; `mark` is a cache breakpoint and how long it lives. */
export type Block = { readonly text: string; readonly mark: "5m" | "1h" | null };

/** Tokens up to the last breakpoint: read from the cache, written to it, and the part of those written for an hour. */
export type Prefix = { readonly read: number; readonly write: number; readonly write1h: number };

export type PromptCache = { take(model: string, blocks: readonly Block[]): Prefix };

/** Shorter prefixes are not cached, marked or not: the providers' own rule. */
const leastTokens = 1024;
const livesMs = { "5m": 5 * 60_000, "1h": 60 * 60_000 };

export const tokensOf = (bytes: number): number => Math.ceil(bytes / 4);

/** A few tokens more or less from the content itself, so that two requests of one length can be told apart. */
export function inputTokens(body: Buffer): number {
  const spread = createHash("sha256").update(body).digest().readUInt8(0) % 16;
  const pictures = body.includes(pngStart) ? picturesIn(body) : { bytes: 0, tokens: 0 };
  return tokensOf(body.length - pictures.bytes) + pictures.tokens + spread;
}

/** The eight bytes every PNG begins with, and its first chunk's head, in base64. */
const pngStart = "iVBORw0KGgoAAAANSUhEUg";
const pixelsPerToken = 750;

/** A picture counts by its pixels, not by its bytes. */
function picturesIn(body: Buffer): { readonly bytes: number; readonly tokens: number } {
  let [bytes, tokens] = [0, 0];
  for (const [data] of body.toString("latin1").matchAll(/iVBORw0KGgoAAAANSUhEUg[A-Za-z0-9+/=]+/g)) {
    const head = Buffer.from(data.slice(0, 64), "base64");
    bytes += data.length;
    if (head.length >= 24)
      tokens += Math.ceil((head.readUInt32BE(16) * head.readUInt32BE(20)) / pixelsPerToken);
  }
  return { bytes, tokens: Math.min(tokens, tokensOf(bytes)) };
}

export function createPromptCache(now: () => number): PromptCache {
  const until = new Map<string, number>();
  return {
    take: (model, blocks) => {
      const at = now();
      if (until.size > 10_000) {
        for (const [key, end] of until) if (end <= at) until.delete(key);
      }
      const last = blocks.findLastIndex((block) => block.mark !== null);
      const hash = createHash("sha256").update(model);
      const fresh: { key: string; lives: number }[] = [];
      let bytes = 0;
      let read = 0;
      let end = 0;
      let end1h = 0;
      for (const { text, mark } of blocks.slice(0, last + 1)) {
        hash.update("\0").update(text);
        bytes += Buffer.byteLength(text);
        const tokens = tokensOf(bytes);
        if (tokens < leastTokens) continue;
        const key = hash.copy().digest("base64");
        if ((until.get(key) ?? 0) > at) read = tokens;
        if (mark === null) continue;
        fresh.push({ key, lives: livesMs[mark] });
        end = tokens;
        if (mark === "1h") end1h = tokens;
      }
      for (const { key, lives } of fresh) until.set(key, Math.max(until.get(key) ?? 0, at + lives));
      return { read, write: Math.max(0, end - read), write1h: Math.max(0, end1h - read) };
    },
  };
}
