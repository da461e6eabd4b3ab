/** Today's figure by the design's rules: value, as-of, source, how far it may be off; and unknown is never zero. */
import { describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { type Language, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { todayOf } from "../../renderer/home/day.ts";
import { driftOf, factsOf, provenanceOf } from "../../renderer/home/sentence.ts";
import { meterScenes, withToday } from "./meter-scenes.ts";
import { emptyDay, now, snapshot, verified } from "./snapshots.ts";

const teller = (language: Language) => ({
  words: wordsOf(language),
  format: createFormat(language, "Europe/Copenhagen", () => now),
});
/** Where it may break in two is another test's business. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const say = (state: AppState, language: Language = "en") =>
  plain(provenanceOf(todayOf(state), teller(language)));
const facts = (state: AppState, language: Language = "en") =>
  factsOf(todayOf(state), teller(language)).map(plain);
const drift = (driftPercent: number | null, language: Language = "en") =>
  driftOf(todayOf(withToday({ driftPercent })), teller(language));
const scene = (name: string): AppState => meterScenes[name] ?? verified;
const atLeast = withToday({
  costMicroUsd: 1_200_000,
  priced: 61,
  uncertaintyMicroUsd: null,
  coverage: { priced: 61, unpriced: ["gpt-5.5-mini"] },
});

describe("the one line under a known figure", () => {
  test("says as of when, from where, and by how much it may be off", () => {
    expect(say(scene("own"))).toBe("As of 14:02, by Sluice’s own count, ± $0.02.");
    expect(say(scene("both"))).toBe("As of 14:02, partly confirmed by Cloudflare, ± $0.04.");
    expect(say(scene("confirmed"))).toBe("As of 14:02, confirmed by Cloudflare.");
    const log = withToday({ source: "log", uncertaintyMicroUsd: 0 });
    expect(say(log)).toBe("As of 14:02, confirmed by Cloudflare.");
    // Its log and its analytics are two sources, and both are Cloudflare's.
    const whole = withToday({ source: "mixed", confirmed: 64, uncertaintyMicroUsd: 0 });
    expect(say(whole)).toBe("As of 14:02, confirmed by Cloudflare.");
  });

  test("is a lower bound while a request has no known price, and never an exact figure", () => {
    expect(say(atLeast)).toBe("At least this, as of 14:02: 3 requests have no known price.");
    const one = withToday({ priced: 63, uncertaintyMicroUsd: null });
    expect(say(one)).toBe("At least this, as of 14:02: 1 request has no known price.");
    for (const language of languages) expect(say(atLeast, language)).not.toContain("±");
  });

  test("says the same in every language", () => {
    expect(say(scene("both"), "nl")).toBe(
      "Stand 14:02, deels bevestigd door Cloudflare, ± $ 0,04.",
    );
    expect(say(scene("both"), "da")).toBe(
      "Pr. kl. 14.02, delvist bekræftet af Cloudflare, ± 0,04 $.",
    );
    expect(say(scene("both"), "fr")).toBe("À 14:02, confirmé en partie par Cloudflare, ± 0,04 $.");
  });

  test("a known zero is a zero", () => {
    const zero = withToday({ costMicroUsd: 0, asOf: null, requests: 0, priced: 0 });
    expect(todayOf(zero).value).toMatchObject({ is: "known", microUsd: 0 });
    expect(say(zero)).toBe("No requests yet today, metered by Sluice.");
  });
});

describe("how far it may be off", () => {
  const give = (costMicroUsd: number, uncertaintyMicroUsd: number | null) => {
    const { value } = todayOf(withToday({ costMicroUsd, uncertaintyMicroUsd }));
    return value.is === "known" ? value.giveMicroUsd : "unknown";
  };

  test("is rounded up, with what rounding took from the figure: it is never understated", () => {
    expect(give(1_840_000, 1)).toBe(10_000);
    expect(give(1_840_000, 10_000)).toBe(10_000);
    // Shown as $1.84, and it may be $1.8339.
    expect(give(1_844_000, 10_100)).toBe(20_000);
    expect(give(2_800, 40)).toBe(100);
  });

  test("is nothing where nothing is open, and not known where a cost is not", () => {
    expect(give(1_840_000, 0)).toBe(0);
    expect(give(1_840_000, null)).toBeNull();
  });
});

describe("on demand stands", () => {
  test("where the costs come from, what did not pass Sluice, and OpenClaw's estimate, not added", () => {
    expect(facts(scene("both"))).toEqual([
      "Cloudflare has confirmed 48 of 64 costs; the others are Sluice’s own count and price list.",
      "It may be off by $0.04 either way.",
      "$0.40 of it did not pass Sluice (12 requests), known until 13:45.",
      "OpenClaw’s own estimate is $1.92, as of 14:00. It is not added.",
    ]);
    expect(facts(scene("own"))).toEqual([
      "The costs are Sluice’s own count at its own price list.",
      "It may be off by $0.02 either way.",
      "What does not pass Sluice is not in it: Cloudflare is not asked.",
    ]);
    expect(facts(scene("confirmed"))).toEqual([
      "Cloudflare has confirmed every cost in it.",
      "All of it passed Sluice, known until 13:45.",
    ]);
  });

  test("the models without a price, by name", () => {
    expect(facts(atLeast)).toContain(
      "At least $1.20: 3 requests have no known price (gpt-5.5-mini).",
    );
    const unnamed = withToday({ priced: 61, uncertaintyMicroUsd: null });
    expect(facts(unnamed)).toContain("At least $1.84: 3 requests have no known price.");
  });

  test("what is not known of the rest, as such", () => {
    const with_ = (elsewhere: AppState["usage"]["today"]["coverage"]["elsewhere"]) =>
      facts(withToday({ coverage: { elsewhere } }));
    expect(with_({ requests: 0, costMicroUsd: null, knownUntil: null })).toContain(
      "Whether anything went past Sluice today is not known yet.",
    );
    expect(with_({ requests: 2, costMicroUsd: null, knownUntil: now })).toContain(
      "2 requests did not pass Sluice, at a cost that is not known; seen until 14:02.",
    );
  });

  test.each(languages)("nothing that is not known as a zero, in %s", (language) => {
    for (const state of [...Object.values(meterScenes), snapshot({ usage: emptyDay })])
      expect(facts(state, language).join(" ")).not.toMatch(/(?<!\d)0[.,]00/);
  });
});

test("two sources that do not agree are told without being asked for, and which is higher", () => {
  expect(drift(3.4)).toBe(
    "Sluice’s prices come out 3.4% above Cloudflare’s for the same requests.",
  );
  expect(drift(-12.25)).toContain("below");
  expect(drift(-12.25)).not.toContain("-");
  expect(drift(null)).toBeNull();
  expect(plain(drift(3.4, "da") ?? "")).toContain("3,4 %");
});

test("an as-of turns old when Sluice can no longer meter", () => {
  const failed = snapshot({ router: { status: "failed", port: null, error: "router.failed" } });
  expect(todayOf(failed).isStale).toBe(true);
  expect(todayOf(verified).isStale).toBe(false);
  expect(wordsOf("en").today.stale("11:40")).toBe(
    "As of 11:40. Sluice has not been able to meter since.",
  );
});

describe("an unknown figure", () => {
  const unpriced = withToday({
    ...{ costMicroUsd: null, requests: 3, priced: 0, uncertaintyMicroUsd: null },
    ...{ tokensIn: 8120, tokensOut: 1934, cacheRead: 0, cacheWrite: 0 },
    coverage: { requests: 3, priced: 0, unpriced: ["gpt-5.5-mini", "grok-5"] },
  });

  test("without requests says so", () => {
    const empty = snapshot({ usage: emptyDay });
    expect(todayOf(empty).value).toEqual({ is: "unknown", why: "noRequests" });
    expect(say(empty)).toBe("No requests have reached Sluice today, so there is nothing to price.");
  });

  test("names the models without a price, then says what is known", () => {
    expect(todayOf(unpriced).value).toMatchObject({ is: "unknown", why: "unpriced" });
    expect(say(unpriced)).toBe(
      "3 requests passed, but Sluice knows no price for gpt-5.5-mini and grok-5. As of 14:02, metered by Sluice: 10,054 tokens.",
    );
  });

  test("says when no answer brought back what it used", () => {
    const unmetered = withToday({
      ...{ costMicroUsd: null, requests: 1, priced: 0, uncertaintyMicroUsd: null },
      ...{ tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0 },
    });
    expect(say(unmetered)).toBe("1 request passed, and none brought back what it used.");
  });

  test.each(languages)("is never a zero, in %s", (language) => {
    for (const state of [snapshot({ usage: emptyDay }), unpriced])
      expect(say(state, language)).not.toMatch(/0[.,]00/);
  });
});

test("the day and the zone are the ledger's, not the window's guess", () => {
  expect(todayOf(verified)).toMatchObject({
    ...{ day: "2026-11-20", zone: "Europe/Copenhagen", asOf: now },
  });
});
