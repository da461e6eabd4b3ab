/** Money, times and counts in four languages, exact to the last cent. */
import { describe, expect, test } from "vitest";
import { cityOf } from "../../renderer/copy/city.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { type Language, languageOf, languages } from "../../renderer/copy/language.ts";
import { now } from "./snapshots.ts";

const format = (language: Language) => createFormat(language, "Europe/Copenhagen", () => now);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("each language writes", () => {
  test.each([
    ["en", "$1.84", "$12,345.68", "$0.0311"],
    ["fr", "1,84 $", "12 345,68 $", "0,0311 $"],
    ["nl", "$ 1,84", "$ 12.345,68", "$ 0,0311"],
    ["da", "1,84 $", "12.345,68 $", "0,0311 $"],
  ] as const)("money in %s", (language, small, large, exact) => {
    expect(plain(format(language).money(1_840_000))).toBe(small);
    expect(plain(format(language).money(12_345_678_900))).toBe(large);
    expect(plain(format(language).exact(31_100))).toBe(exact);
    expect(plain(format(language).exact(40))).toMatch(/^<.*0[.,]0001/);
    expect(plain(format(language).exact(0))).toMatch(/^\D*0[.,]0000\D*$/);
  });

  test.each([
    ["en", "14:02", "20 Nov", "Fri 20 Nov", "0.81 s"],
    ["fr", "14:02", "20 nov.", "ven. 20 nov.", "0,81 s"],
    ["nl", "14:02", "20 nov", "vr 20 nov", "0,81 s"],
    ["da", "14.02", "20. nov.", "fre. 20. nov.", "0,81 s"],
  ] as const)("times in %s", (language, clock, date, day, seconds) => {
    const { clock: clockOf, date: dateOf, day: dayOf, seconds: secondsOf } = format(language);
    expect(clockOf(now)).toBe(clock);
    expect(dateOf(now)).toBe(date);
    expect(dayOf("2026-11-20")).toBe(day);
    expect(plain(secondsOf(812))).toBe(seconds);
    expect([3, 12].map(secondsOf).map(plain)).toEqual(["3 ms", seconds.replace("81", "01")]);
  });

  test("the year where it does not go without saying: of another year, or of a time that spans two", () => {
    const en = format("en");
    expect([en.day("2025-11-20"), en.date(now - 365 * 86_400_000)]).toEqual([
      ...["Thu, 20 Nov 2025", "20 Nov 2025"],
    ]);
    expect(en.days("2026-11-14", "2026-11-20")).toEqual(["Sat 14 Nov", "Fri 20 Nov"]);
    const january = Date.UTC(2027, 0, 5, 12);
    const later = (language: Language) =>
      createFormat(language, "Europe/Copenhagen", () => january);
    expect(later("en").days("2026-12-20", "2027-01-05")).toEqual([
      "Sun, 20 Dec 2026",
      "Tue, 5 Jan 2027",
    ]);
    expect(later("da").days("2026-12-20", "2027-01-05")[0]).toBe("søn. 20. dec. 2026");
    expect(later("nl").date(now)).toBe("20 nov 2026");
    expect(later("fr").day("2026-11-20")).toBe("ven. 20 nov. 2026");
    // Whose year it is, the person's zone decides.
    expect(
      createFormat("en", "Asia/Tokyo", () => Date.UTC(2026, 11, 31, 20)).day("2026-12-31"),
    ).toBe("Thu, 31 Dec 2026");
  });

  test("the sign apart from the digits, on its own side", () => {
    expect(format("en").moneyParts(1_840_000)).toEqual({ before: "", sign: "$", after: "1.84" });
    expect(format("da").moneyParts(1_840_000)).toEqual({
      before: "1,84\u00a0",
      sign: "$",
      after: "",
    });
  });
});

describe("an amount", () => {
  test("that would round to nothing keeps four decimals; a zero stays a zero", () => {
    const { money } = format("en");
    expect([0, 2800, 4999, 5000, 10_000].map(money)).toEqual([
      "$0.00",
      "$0.0028",
      "$0.0050",
      "$0.01",
      "$0.01",
    ]);
  });

  test("is rounded as the integer it is", () => {
    expect(format("en").money(1_005_000)).toBe("$1.01");
  });

  test("fits beside a tray icon", () => {
    for (const language of languages)
      for (const microUsd of [0, 2800, 1_840_000, 999_990_000, 1_234_500_000, 98_765_000_000])
        expect(format(language).short(microUsd).length).toBeLessThanOrEqual(8);
  });
});

describe("the zone", () => {
  test("is a city as each language calls it", () => {
    const cities = languages.map((language) => cityOf("Europe/Copenhagen", language));
    expect(cities).toEqual(["Copenhagen", "Copenhague", "Kopenhagen", "København"]);
    expect(cityOf("America/Argentina/Buenos_Aires", "en")).toBe("Buenos Aires");
  });

  test("without a city keeps its id", () => {
    expect([cityOf("UTC", "en"), cityOf("Etc/GMT+5", "en")]).toEqual([null, null]);
  });

  test("nobody knows falls back to the system's own instead of failing", () => {
    expect(() => createFormat("en", "Mars/Olympus").clock(now)).not.toThrow();
  });

  test("decides the hour", () => {
    expect(createFormat("da", "Asia/Kathmandu").hour(now)).toBe(18);
    expect(createFormat("en", "Asia/Kathmandu").clock(now)).toBe("18:47");
  });
});

test("the first language of the system that Sluice speaks is taken", () => {
  expect(languageOf("system", ["de-DE", "nl-BE", "en-US"])).toBe("nl");
  expect(languageOf("system", ["de-DE"])).toBe("en");
  expect(languageOf("da", ["fr-FR"])).toBe("da");
});
