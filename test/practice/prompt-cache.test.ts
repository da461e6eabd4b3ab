/** The provider's prompt cache: what was marked and seen before is read, what is marked and new is written. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { createPromptCache, inputTokens } from "../../main/practice/prompt-cache.ts";
import { at, chatDirect, direct, hello, start } from "./wire.ts";

let practice: Practice;
let clock = 0;
beforeEach(async () => {
  clock = 1_000_000;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const mark = (ttl?: "1h") => ({ cache_control: { type: "ephemeral", ...(ttl ? { ttl } : {}) } });
const block = (letter: string, control: object = {}) => ({
  type: "text",
  text: letter.repeat(6000),
  ...control,
});
const usage = async (system: readonly object[], messages: readonly object[]) => {
  await direct(practice, hello("", { system, messages }));
  return practice.seen().at(-1)?.usage;
};
const ask = (...content: object[]) => [{ role: "user", content }];

test("a marked prefix is written once, then read", async () => {
  const first = await usage([block("s", mark())], ask({ type: "text", text: "one" }));
  expect(first).toMatchObject({ cacheRead: 0, cacheWrite1h: 0 });
  expect(first?.cacheWrite).toBeGreaterThan(1500);
  const second = await usage([block("s", mark())], ask({ type: "text", text: "two" }));
  expect(second).toMatchObject({ cacheRead: first?.cacheWrite, cacheWrite: 0 });
  expect(second?.tokensIn).toBeLessThan(100);
});

test("a growing conversation reads what it wrote and writes what is new", async () => {
  const system = [block("s", mark())];
  const first = await usage(system, ask(block("a", mark())));
  const second = await usage(system, ask(block("a"), block("b", mark())));
  expect(second?.cacheRead).toBe(first?.cacheWrite);
  expect(second?.cacheWrite).toBeGreaterThan(1500);
});

test("an hour's mark is reported apart and lives an hour, another five minutes", async () => {
  const system = [block("s", mark("1h"))];
  const first = await usage(system, ask(block("a", mark())));
  expect(first?.cacheWrite1h).toBeGreaterThan(1500);
  expect(first?.cacheWrite).toBeGreaterThan((first?.cacheWrite1h ?? 0) + 1400);
  clock += 5 * 60_000;
  const second = await usage(system, ask(block("a", mark())));
  expect(second?.cacheRead).toBe(first?.cacheWrite1h);
  clock += 61 * 60_000;
  expect((await usage(system, ask(block("a", mark()))))?.cacheRead).toBe(0);
});

test("without a mark, with a short prefix, or for another model nothing is cached", async () => {
  expect(await usage([block("s")], ask())).toMatchObject({ cacheRead: 0, cacheWrite: 0 });
  const short = [{ type: "text", text: "short", ...mark() }];
  expect(await usage(short, ask())).toMatchObject({ cacheRead: 0, cacheWrite: 0 });
  await usage([block("s", mark())], ask());
  const body = hello("x", { system: [block("s", mark())], model: "claude-other" });
  expect(at((await direct(practice, body)).text, "usage", "cache_read_input_tokens")).toBe(0);
});

test("OpenAI caches unasked, in steps of 128, and counts the cached part in the whole", async () => {
  const messages = [{ role: "user", content: "w".repeat(8000) }];
  const chat = async () => (await chatDirect(practice, { model: "gpt-5.5", messages })).text;
  expect(at(await chat(), "usage", "prompt_tokens_details", "cached_tokens")).toBe(0);
  const second = await chat();
  const cached = Number(at(second, "usage", "prompt_tokens_details", "cached_tokens"));
  expect(cached).toBeGreaterThan(1024);
  expect(cached % 128).toBe(0);
  const recorded = practice.seen().at(-1)?.usage;
  expect(recorded?.cacheRead).toBe(cached);
  expect(at(second, "usage", "prompt_tokens")).toBe((recorded?.tokensIn ?? 0) + cached);
});

test("whatever is marked: nothing is negative, and a repetition reads what was written", () => {
  const blocks = fc.array(
    fc.record({
      text: fc.integer({ min: 0, max: 9000 }).map((size) => "x".repeat(size)),
      mark: fc.constantFrom(null, "5m" as const, "1h" as const),
    }),
  );
  fc.assert(
    fc.property(blocks, (given) => {
      const cache = createPromptCache(() => 0);
      const first = cache.take("m", given);
      const second = cache.take("m", given);
      expect(first.read).toBe(0);
      expect(first.write1h).toBeLessThanOrEqual(first.write);
      expect(second).toEqual({ read: first.write, write: 0, write1h: 0 });
    }),
  );
});

test("input tokens follow the bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      const tokens = inputTokens(Buffer.from(bytes));
      expect(tokens).toBeGreaterThanOrEqual(Math.ceil(bytes.length / 4));
      expect(tokens).toBeLessThan(Math.ceil(bytes.length / 4) + 16);
    }),
  );
});
