/** Today's figure by the design's rules: five things, and unknown is never zero. */
import { describe, expect, test } from "vitest";
import type { UsageState } from "../../preload/contract/state.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { type Language, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/words.ts";
import { todayOf } from "../../renderer/home/day.ts";
import { provenanceOf } from "../../renderer/home/sentence.ts";
import { emptyDay, now, snapshot, verified } from "./snapshots.ts";

type Today = UsageState["today"];
const stateWith = (changes: Partial<Today>) =>
  snapshot({ usage: { today: { ...verified.usage.today, ...changes } } });
const view = (changes: Partial<Today> = {}) => todayOf(stateWith(changes));
/** Where it may break in two is another test's business. */
const say = (changes: Partial<Today>, language: Language = "en") =>
  provenanceOf(view(changes), {
    words: wordsOf(language),
    format: createFormat(language, "Europe/Copenhagen"),
  }).replaceAll("\u00a0", " ");
const all = (requests: number) => ({
  requests,
  priced: requests,
  coverage: { requests, priced: requests, unpriced: [] },
});

describe("a known figure", () => {
  test("carries its as-of, its source and its coverage", () => {
    expect(view().value).toEqual({ is: "known", microUsd: 1_840_000 });
    expect(say({})).toBe("As of 14:02, metered by Sluice, 61 of 64 requests priced.");
    expect(say(all(64))).toBe("As of 14:02, metered by Sluice, all 64 requests priced.");
    expect(say(all(1))).toBe("As of 14:02, metered by Sluice, the one request priced.");
  });

  test("says the same in every language, as the design words it", () => {
    expect(say({}, "nl")).toBe(
      "Stand 14:02, gemeten door Sluice, prijs bekend van 61 van 64 verzoeken.",
    );
    expect(say({}, "da")).toBe(
      "Pr. kl. 14.02, målt af Sluice, 61 af 64 forespørgsler har en pris.",
    );
    expect(say({}, "fr")).toBe("À 14:02, mesuré par Sluice, prix connu pour 61 requêtes sur 64.");
  });

  test("a known zero is a zero", () => {
    expect(view({ costMicroUsd: 0 }).value).toEqual({ is: "known", microUsd: 0 });
    expect(say({ costMicroUsd: 0, asOf: null, ...all(0) })).toBe(
      "No requests yet today, metered by Sluice.",
    );
  });

  test("turns old when Sluice can no longer meter", () => {
    const failed = snapshot({ router: { status: "failed", port: null, error: "router.failed" } });
    expect(todayOf(failed).isStale).toBe(true);
    expect(todayOf(verified).isStale).toBe(false);
    expect(wordsOf("en").today.stale("11:40")).toBe(
      "As of 11:40. Sluice has not been able to meter since.",
    );
  });
});

describe("an unknown figure", () => {
  test("without requests says so", () => {
    const empty = todayOf(snapshot({ usage: emptyDay }));
    expect(empty.value).toEqual({ is: "unknown", why: "noRequests", models: [] });
    expect(say(emptyDay.today)).toBe(
      "No requests have reached Sluice today, so there is nothing to price.",
    );
  });

  test("names the models without a price, then says what is known", () => {
    const changes = {
      costMicroUsd: null,
      requests: 3,
      priced: 0,
      tokensIn: 8120,
      tokensOut: 1934,
      cacheRead: 0,
      cacheWrite: 0,
      coverage: { requests: 3, priced: 0, unpriced: ["gpt-5.5-mini", "grok-5"] },
    };
    expect(view(changes).value).toMatchObject({ is: "unknown", why: "unpriced" });
    expect(say(changes)).toBe(
      "3 requests passed, but Sluice knows no price for gpt-5.5-mini and grok-5. As of 14:02, metered by Sluice: 10,054 tokens.",
    );
  });

  test("says when no answer brought back what it used", () => {
    const changes = {
      ...{ costMicroUsd: null, requests: 1, priced: 0, tokensIn: 0, tokensOut: 0 },
      ...{ cacheRead: 0, cacheWrite: 0, coverage: { requests: 1, priced: 0, unpriced: [] } },
    };
    expect(say(changes)).toBe("1 request passed, and none brought back what it used.");
  });

  test.each(languages)("is never a zero, in %s", (language) => {
    for (const changes of [emptyDay.today, { costMicroUsd: null, coverage: all(2).coverage }])
      expect(say(changes, language)).not.toMatch(/0[.,]00/);
  });
});

describe("the allowance beside it", () => {
  const allowance = (microUsdPerDay: number | null, costMicroUsd: number | null) =>
    todayOf(
      snapshot({
        allowance: { microUsdPerDay },
        usage: { today: { ...verified.usage.today, costMicroUsd } },
      }),
    ).allowance;

  test("says what is left, or by how much the day went over", () => {
    expect(allowance(5_000_000, 1_840_000)).toEqual({
      ofMicroUsd: 5_000_000,
      leftMicroUsd: 3_160_000,
      share: 0.368,
    });
    expect(allowance(5_000_000, 5_030_000)).toMatchObject({ leftMicroUsd: -30_000, share: 1 });
    expect(allowance(0, 0)).toMatchObject({ leftMicroUsd: 0, share: 1 });
  });

  test("is absent without an allowance, and while the cost is not known", () => {
    expect(allowance(null, 1)).toBeNull();
    expect(allowance(5_000_000, null)).toBeNull();
  });
});

test("the day and the zone are the ledger's, not the window's guess", () => {
  expect(view()).toMatchObject({ day: "2026-11-20", zone: "Europe/Copenhagen", asOf: now });
});
