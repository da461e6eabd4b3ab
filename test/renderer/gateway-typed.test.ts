/** What is typed on Cloudflare's page, and what a dial comes to: nothing is guessed, and what was read is written again the same. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dialSchema } from "../../preload/contract/dials.ts";
import { asksCache, draftOf, isModel, modelsOf, readDial } from "../../renderer/gateway/dial.ts";
import {
  countIn,
  millisecondsIn,
  secondsIn,
  spanOf,
  spanWord,
  unitWord,
} from "../../renderer/gateway/typed.ts";
import { customSlugIn, isAlias, isModelId } from "../../renderer/settings/providers.ts";
import { provider } from "./gateway-scenes.ts";
import { verified } from "./snapshots.ts";

describe("a number or a time", () => {
  test.each([
    ["5", 5],
    [" 1 200 ", 1_200],
    ["1\u202f200", 1_200],
    ["", null],
    ["1.5", null],
    ["1,200", null],
    ["-3", null],
    ["0x10", null],
    ["1201", null],
  ] as const)("%j is %j where 1 to 1200 is asked", (text, value) => {
    expect(countIn(text, 1, 1_200)).toBe(value);
  });

  test.each([
    ["90", 90_000],
    ["1.5", 1_500],
    ["1,5", 1_500],
    ["0.5", null],
    ["601", null],
    ["1.2345", null],
    ["soon", null],
  ] as const)("%j seconds are %j ms where 1 to 600 are asked", (text, ms) => {
    expect(millisecondsIn(text, 1_000, 600_000)).toBe(ms);
  });

  test("is said in the largest unit that needs no fraction, and read again the same", () => {
    expect(spanOf(300)).toEqual({ amount: "5", unit: "minute" });
    expect(spanOf(90)).toEqual({ amount: "90", unit: "second" });
    expect(spanOf(2_592_000)).toEqual({ amount: "30", unit: "day" });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31_536_000 }), (seconds) => {
        expect(secondsIn(spanOf(seconds), 1, 31_536_000)).toBe(seconds);
      }),
    );
    expect(secondsIn({ amount: "366", unit: "day" }, 60, 31_536_000)).toBeNull();
  });

  test("is written as the language writes it", () => {
    expect(spanWord(3_600, "en-GB")).toBe("1 hour");
    expect(spanWord(86_400 * 2, "da-DK")).toBe("2 dage");
    expect(unitWord("minute", "fr-FR")).toBe("minutes");
  });
});

describe("a dial", () => {
  const bounds = {
    cache: fc.oneof(fc.constantFrom("skip", "asSet"), fc.integer({ min: 60, max: 2_592_000 })),
    attempts: fc.integer({ min: 1, max: 5 }),
    retryDelayMs: fc.integer({ min: 0, max: 60_000 }),
    backoff: fc.constantFrom("constant", "linear", "exponential"),
    timeoutMs: fc.integer({ min: 1_000, max: 600_000 }),
  };

  test("that is opened and saved again is the same", () => {
    fc.assert(
      fc.property(fc.record(bounds, { requiredKeys: [] }), (made) => {
        const dial = dialSchema.parse(made);
        expect(readDial(draftOf(dial))).toEqual(dial);
      }),
    );
  });

  test("names every field that is wrong, and nothing else", () => {
    const draft = { ...draftOf({ cache: 300 }), delay: "60001", timeout: "0" };
    expect(readDial({ ...draft, keep: { amount: "30", unit: "second" } })).toEqual([
      ...["keep", "delay", "timeout"],
    ]);
    // A time that is not asked for may say anything.
    expect(
      readDial({ ...draftOf({}), cache: "asSet", keep: { amount: "?", unit: "day" } }),
    ).toEqual({ cache: "asSet" });
  });

  test("asks for the response cache as soon as one model does", () => {
    const dials = (all: object, models: object) => ({
      dials: { all: dialSchema.parse(all), models: models as Record<string, { cache: "skip" }> },
    });
    expect(asksCache(null)).toBe(false);
    expect(asksCache(dials({ attempts: 2 }, {}))).toBe(false);
    expect(asksCache(dials({}, { "openai/a": { cache: 60 } }))).toBe(true);
    expect(asksCache(dials({ cache: "asSet" }, { "openai/a": { cache: "skip" } }))).toBe(true);
  });

  test("is for a model of a provider there is", () => {
    const state = { ...verified, providers: [provider("groq", { models: ["own/one"] })] };
    expect(isModel("groq/llama", state)).toBe(true);
    for (const text of ["groq", "groq/", "openai/gpt", "groq/ä", "Groq/x", "../groq/x"])
      expect(isModel(text, state), text).toBe(false);
    expect(modelsOf(state)).toContain("groq/own/one");
    expect(modelsOf(state)).toContain("anthropic/claude-haiku-4-5");
  });
});

test("a provider of one’s own has the name Cloudflare gives it", () => {
  expect(customSlugIn("in-house")).toBe("custom-in-house");
  expect(customSlugIn(" custom-In-House ")).toBe("custom-in-house");
  for (const text of ["", "custom-", "-a", "a-", "a b", "a/b", "ä", "a".repeat(60)])
    expect(customSlugIn(text), text).toBeNull();
  expect(isAlias("team_1")).toBe(true);
  expect(isAlias("a b")).toBe(false);
  expect(isModelId("@cf/meta/llama")).toBe(true);
  expect(isModelId("a b")).toBe(false);
});
