/** Moments in words: whose day it is, the person's zone decides, and nothing of yesterday passes for today's. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFormat } from "../../renderer/copy/format.ts";
import { type Language, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { clockNamesOf, knownUntilOf, whenOf } from "../../renderer/copy/words.ts";

const zone = "Europe/Copenhagen";
const at = (text: string) => Date.parse(text);
/** Nine in the morning. */
const now = at("2026-11-20T08:00:00Z");
const say = (language: Language, moment: number, today = now) =>
  whenOf(
    wordsOf(language),
    createFormat(language, zone, () => today),
    moment,
    today,
  ).replaceAll("\u00a0", " ");

describe("a moment", () => {
  test.each([
    ["en", "at 00:30", "yesterday at 22:00", "on 18 Nov at 22:00", "on 20 Nov 2025 at 09:00"],
    ["nl", "om 00:30", "gisteren om 22:00", "op 18 nov om 22:00", "op 20 nov 2025 om 09:00"],
    ["fr", "à 00:30", "hier à 22:00", "le 18 nov. à 22:00", "le 20 nov. 2025 à 09:00"],
    ["da", "kl. 00.30", "i går kl. 22.00", "den 18. nov. kl. 22.00", "den 20. nov. 2025 kl. 09.00"],
  ] as const)(
    "of today, of yesterday, of a day before and of another year is told apart in %s",
    (language, today, yesterday, before, year) => {
      expect(say(language, at("2026-11-19T23:30:00Z"))).toBe(today);
      // Eleven hours ago.
      expect(say(language, at("2026-11-19T21:00:00Z"))).toBe(yesterday);
      expect(say(language, at("2026-11-18T21:00:00Z"))).toBe(before);
      expect(say(language, at("2025-11-20T08:00:00Z"))).toBe(year);
    },
  );

  test("has the time of day alone only on the person's own day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 * 86_400_000 }),
        fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-01-01T00:00:00Z") }),
        (ago, today) => {
          const { dayOf } = createFormat("en", zone);
          const isAlone = say("en", today - ago, today).startsWith("at ");
          expect(isAlone).toBe(dayOf(today - ago) === dayOf(today));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("until which something is known has its date when it is of another day", () => {
    for (const language of languages) {
      const format = createFormat(language, zone, () => now);
      const until = (moment: number) => knownUntilOf(wordsOf(language), format, moment, now);
      expect(until(at("2026-11-19T23:30:00Z"))).not.toContain("20");
      expect(until(at("2026-11-19T22:30:00Z"))).toContain("19");
    }
  });
});

describe("hours as rows", () => {
  const format = createFormat("en", zone, () => now);
  test("of two days keep the same hour apart", () => {
    const starts = [
      at("2026-11-19T13:00:00Z"),
      at("2026-11-19T23:00:00Z"),
      at("2026-11-20T13:00:00Z"),
    ];
    expect(clockNamesOf(starts, format)).toEqual(["Thu 19 Nov, 14:00", "00:00", "14:00"]);
  });

  test("of a day whose clock is set back keep the hour that comes twice apart", () => {
    const starts = [0, 1, 2, 3].map((hour) => at("2026-10-25T00:00:00Z") + hour * 3_600_000);
    expect(clockNamesOf(starts, format)).toEqual([
      ...["02:00 (GMT+02:00)", "02:00 (GMT+01:00)", "03:00", "04:00"],
    ]);
  });

  test("never share a name, whatever 24 hours they are of", () => {
    const zones = fc.constantFrom(
      zone,
      "Australia/Lord_Howe",
      "America/St_Johns",
      "Asia/Kathmandu",
    );
    fc.assert(
      fc.property(
        fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-01-01T00:00:00Z") }),
        zones,
        (first, where) => {
          const starts = Array.from({ length: 25 }, (_, hour) => first + hour * 3_600_000);
          const names = clockNamesOf(starts, createFormat("en", where));
          expect(new Set(names).size).toBe(names.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
