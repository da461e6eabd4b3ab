/** What the tray says fits what the tray asks for, and what its systems show. */
import { describe, expect, test } from "vitest";
import { type TrayWords, trayOf } from "../../main/core/tray.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { type AppState, type Profile, refusalReasons } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { createTrayWords, trayWords } from "../../renderer/copy/tray.ts";
import { scenes } from "./scenes.ts";
import { now, verified } from "./snapshots.ts";

const clock = { zone: "Europe/Copenhagen", now: () => now };
const profile: Profile = {
  id: "p1",
  name: "openclaw",
  accountId: "0123456789abcdef0123456789aba1b2",
  aiGatewayId: "openclaw",
};
const minute = 60_000;
/** The next one in Copenhagen. */
const midnight = Date.UTC(2026, 10, 20, 23);
const day = {
  ...{ costMicroUsd: 1_840_000, asOf: now, requests: 64 },
  ...{ isAtLeast: false, allowedMicroUsd: null },
};

test("English says what the design says", () => {
  const words: TrayWords = trayWords("en", clock);
  expect(words.routing.verified(now - 60_000)).toBe("Through Cloudflare, verified at 14:01");
  expect(words.spend(day)).toBe("Today $1.84, as of 14:02");
  expect(words.spend({ ...day, isAtLeast: true, allowedMicroUsd: 5_000_000 })).toBe(
    "Today at least $1.84 of $5.00, as of 14:02",
  );
  expect(words.title(day, "spend")).toBe("$1.84");
  expect(words.raise(1_000_000)).toBe("+ $1 for today");
  expect(words.routing.tested(now)).toBe("Through Cloudflare, Sluice’s test passed at 14:02");
  expect(words.routing.pausedUntil(now + 15 * minute)).toBe("Paused until 14:17, nothing leaves");
  expect(words.routing.pausedUntil(midnight)).toBe("Paused until midnight, nothing leaves");
  expect([words.pauses.minutes(15), words.pauses.minutes(60)]).toEqual(["15 minutes", "1 hour"]);
  expect(words.quit("quitApp", null)).toBe("Quit Sluice");
  expect(words.quit("exit", "asItWas")).toBe("Exit (OpenClaw goes back to its own settings)");
  expect(words.quit("exit", "edge")).toBe("Exit (OpenClaw goes on through Cloudflare without it)");
  expect(words.tooltip(words.routing.direct, day, "spend", false)).toBe(
    "Sluice: $1.84 today. Direct, not through Cloudflare",
  );
});

test("what is at least an amount says so beside the icon, too, and is never rounded up by a dollar", () => {
  const words: TrayWords = trayWords("en", clock);
  const title = (costMicroUsd: number) =>
    words.title({ ...day, costMicroUsd, isAtLeast: true }, "spend");
  expect([1_840_000, 123_456_000, 1_234_560_000].map(title)).toEqual([
    "≥$1.84",
    "≥$123.46",
    "≥$1,234",
  ]);
});

test("the tooltip says how much is allowed as long as there is room for it", () => {
  const words: TrayWords = trayWords("en", clock);
  const near = { ...day, costMicroUsd: 4_100_000, allowedMicroUsd: 5_000_000 };
  expect(words.tooltip(words.routing.direct, near, "spend", false)).toBe(
    "Sluice: $4.10 of $5.00 today. Direct, not through Cloudflare",
  );
  expect(words.tooltip(words.routing.verified(now), near, "spend", false)).toBe(
    "Sluice: $4.10 today. Through Cloudflare, verified at 14:02",
  );
});

test("the part of the allowance stands in the place of the amount for whoever wants it", () => {
  const words: TrayWords = trayWords("en", clock);
  const near = { ...day, costMicroUsd: 4_999_999, allowedMicroUsd: 5_000_000 };
  expect(words.title(near, "allowance")).toBe("99%");
  expect(words.title({ ...near, costMicroUsd: 5_000_000 }, "allowance")).toBe("100%");
  expect(words.title({ ...near, isAtLeast: true }, "allowance")).toBe("≥99%");
  expect(words.title({ ...near, costMicroUsd: null }, "allowance")).toBe("—");
  expect(words.title(day, "allowance")).toBe("—");
  expect(words.tooltip(words.routing.direct, near, "allowance", false)).toBe(
    "Sluice: 99% of $5.00 today. Direct, not through Cloudflare",
  );
  expect(words.tooltip(words.routing.direct, near, "none", true)).toBe(
    "Sluice, practice: Direct, not through Cloudflare",
  );
});

test("what is left of the allowance is said as far as it is known", () => {
  const { allowance }: TrayWords = trayWords("en", clock);
  const left = { is: "left", ofMicroUsd: 5_000_000, leftMicroUsd: 3_160_000 } as const;
  expect(allowance({ ...left, isAtMost: false })).toBe("Allowance: $3.16 left today");
  expect(allowance({ ...left, isAtMost: true })).toBe("Allowance: at most $3.16 left today");
  expect(allowance({ is: "unknown", ofMicroUsd: 5_000_000 })).toBe("Allowance: $5.00 today");
  expect(allowance({ is: "usedUp", ofMicroUsd: 5_000_000 })).toBe("Allowance used up: $5.00");
});

test("French keeps its space before a colon, in the tooltip too", () => {
  const words: TrayWords = trayWords("fr", clock);
  expect(words.tooltip(words.routing.direct, day, "spend", false)).toMatch(/^Sluice\u00a0: 1,84/);
});

test("the words are made again only for another language or zone", () => {
  const wordsIn = createTrayWords();
  const words = wordsIn("en", "Europe/Copenhagen");
  expect(words.spend(day)).toContain("14:02");
  expect(wordsIn("en", "Europe/Copenhagen")).toBe(words);
  expect(wordsIn("en", "UTC").spend(day)).toContain("13:02");
  expect(wordsIn("nl", "UTC").toggle).not.toBe(words.toggle);
});

test("unknown is a dash, a known zero is a zero", () => {
  const words = trayWords("en", clock);
  const none = { ...day, costMicroUsd: null, asOf: null, requests: 0 };
  expect(words.spend(none)).toBe("Today —, no requests yet");
  expect(words.spend({ ...none, requests: 2, asOf: now })).toBe("Today —, no price known");
  expect(words.title(none, "spend")).toBe("—");
  expect(words.spend({ ...none, costMicroUsd: 0 })).toBe("Today $0.00, no requests yet");
  expect(words.title({ ...none, costMicroUsd: 0 }, "spend")).toBe("$0.00");
});

describe.each(languages)("in %s", (language) => {
  const words: TrayWords = trayWords(language, clock);

  test("every tooltip is whole within 63 characters", () => {
    const { routing } = words;
    const statuses = [
      routing.verified(now),
      routing.verified(now - 90_000_000),
      routing.tested(now - 90_000_000),
      ...[15, 60, 1_440].map((minutes) => routing.pausedUntil(now + minutes * minute)),
      routing.pausedUntil(midnight),
      ...[routing.unverified, routing.asked, routing.direct, routing.paused],
      ...[routing.notLinked, routing.notFound, routing.notRunning],
      ...refusalReasons.map((reason) => routing.refused(reason)),
      ...errorCodes.map((code) => routing.needsYou(code)),
    ];
    for (const status of statuses)
      for (const costMicroUsd of [null, 0, 2800, 1_840_000, 12_345_678_900])
        for (const figure of ["spend", "allowance", "none"] as const) {
          const today = { ...day, costMicroUsd, allowedMicroUsd: 5_000_000 };
          const text = words.tooltip(status, today, figure, figure === "spend");
          expect(text.length, text).toBeLessThanOrEqual(63);
          expect(text).toContain(status);
        }
  });

  test("every scene has a tray, with a title where there is room for one", () => {
    for (const [name, state] of Object.entries(scenes)) {
      expect(trayOf(state, words, "win32").tooltip, name).not.toMatch(/…|^$/);
      expect(trayOf(state, words, "darwin").title, name).not.toBe("");
    }
  });

  test("every row is whole and says something of its own, on every system", () => {
    const all: AppState = {
      ...verified,
      profiles: [profile, { ...profile, id: "p2", name: "work" }],
      models: {
        ...verified.models,
        known: [
          ...verified.models.known,
          { provider: "openai", model: "gpt-5.5", name: "GPT-5.5" },
        ],
      },
      openclaw: {
        ...verified.openclaw,
        link: { kind: "own", providers: ["anthropic", "openai"], applied: true },
      },
    };
    for (const [name, state] of Object.entries({ ...scenes, all }))
      for (const platform of ["darwin", "win32", "linux"]) {
        const { menu } = trayOf(state, words, platform);
        const rows = menu.flatMap((item) =>
          item.type === "submenu" ? [item, ...item.items] : [item],
        );
        const labels = rows.flatMap((item) => (item.type === "separator" ? [] : [item.label]));
        // As wide as a menu may be before systems shorten it themselves.
        for (const label of labels) expect(label, name).toMatch(/^[^…]{2,72}…?$/);
        // A name somebody else chose is cut; a row of ours ends so where it asks for more.
        const own = rows.filter(({ type }) => type === "normal");
        const asking = own.filter((item) => "label" in item && item.label.endsWith("…"));
        expect(asking, name).toHaveLength(state.setup.status === "done" ? 1 : 2);
        expect(new Set(labels).size, name).toBe(labels.length);
      }
  });
});
