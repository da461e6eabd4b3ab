/** What the tray says fits what the tray asks for, and what its systems show. */
import { describe, expect, test } from "vitest";
import { type TrayWords, trayOf } from "../../main/core/tray.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { trayWords } from "../../renderer/copy/tray.ts";
import { scenes } from "./scenes.ts";
import { now } from "./snapshots.ts";

const clock = { zone: "Europe/Copenhagen", now: () => now };
const day = { costMicroUsd: 1_840_000, asOf: now, priced: 64, requests: 64 };

test("English says what the design says", () => {
  const words: TrayWords = trayWords("en", clock);
  expect(words.routing.verified(now - 60_000)).toBe("Routing through Cloudflare, verified 14:01");
  expect(words.spend(day)).toBe("Today $1.84, as of 14:02");
  expect(words.spend({ ...day, priced: 61 })).toBe("Today $1.84, as of 14:02, 61 of 64 priced");
  expect(words.title(day)).toBe("$1.84");
  expect(words.tooltip(words.routing.direct, day)).toBe(
    "Sluice: $1.84 today. Direct, not through Cloudflare",
  );
});

test("unknown is a dash, a known zero is a zero", () => {
  const words = trayWords("en", clock);
  const none = { costMicroUsd: null, asOf: null, priced: 0, requests: 0 };
  expect(words.spend(none)).toBe("Today —, no requests yet");
  expect(words.spend({ ...none, requests: 2, asOf: now })).toBe("Today —, no price known");
  expect(words.title(none)).toBe("—");
  expect(words.spend({ ...none, costMicroUsd: 0 })).toBe("Today $0.00, no requests yet");
  expect(words.title({ ...none, costMicroUsd: 0 })).toBe("$0.00");
});

describe.each(languages)("in %s", (language) => {
  const words: TrayWords = trayWords(language, clock);

  test("every tooltip is whole within 63 characters", () => {
    const { routing } = words;
    const statuses = [
      routing.verified(now),
      routing.verified(now - 90_000_000),
      ...[routing.unverified, routing.asked, routing.direct, routing.paused],
      ...[routing.notLinked, routing.notFound, routing.notRunning],
      ...refusalReasons.map((reason) => routing.refused(reason)),
      ...errorCodes.map((code) => routing.needsYou(code)),
    ];
    for (const status of statuses)
      for (const costMicroUsd of [null, 0, 2800, 1_840_000, 12_345_678_900]) {
        const text = words.tooltip(status, { ...day, costMicroUsd });
        expect(text.length, text).toBeLessThanOrEqual(63);
        expect(text).toContain(status);
      }
  });

  test("every scene has a tray, with a title where there is room for one", () => {
    for (const [name, state] of Object.entries(scenes)) {
      const { menu, title, tooltip } = trayOf(state, words, "darwin");
      expect(tooltip, name).not.toContain("…");
      expect(title, name).not.toBe("");
      for (const item of menu) if (item.type !== "separator") expect(item.label).not.toBe("");
    }
  });
});
