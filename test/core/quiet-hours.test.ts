/** Quiet hours follow the person's own clock, over midnight and over the days on which it is moved. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { quietForMs } from "../../main/core/quiet-hours.ts";

const minute = 60_000;
const hour = 60 * minute;
const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };
const lunch = { fromMinute: 12 * 60, toMinute: 13 * 60 };
const at = (text: string): number => Date.parse(text);

test.each([
  ["before they begin", night, "2026-11-22T21:59:00Z", "UTC", 0],
  ["as they begin", night, "2026-11-22T22:00:00Z", "UTC", 9 * hour],
  ["after midnight", night, "2026-11-22T03:00:30Z", "UTC", 4 * hour - minute / 2],
  ["in their last minute", night, "2026-11-22T06:59:59Z", "UTC", 1_000],
  ["as they end", night, "2026-11-22T07:00:00Z", "UTC", 0],
  ["within one day", lunch, "2026-11-22T12:15:00Z", "UTC", 45 * minute],
  ["before, within one day", lunch, "2026-11-22T11:59:59Z", "UTC", 0],
  [
    "elsewhere: 22:30 in Copenhagen",
    night,
    "2026-11-22T21:30:00Z",
    "Europe/Copenhagen",
    8.5 * hour,
  ],
  [
    "by half an hour: 12:45 in Kathmandu",
    lunch,
    "2026-11-22T07:00:00Z",
    "Asia/Kathmandu",
    15 * minute,
  ],
  ["none", null, "2026-11-22T03:00:00Z", "UTC", 0],
  ["of no length", { fromMinute: 60, toMinute: 60 }, "2026-11-22T01:00:00Z", "UTC", 0],
] as const)("%s", (_what, hours, now, zone, expected) => {
  expect(quietForMs(hours, at(now), zone)).toBe(expected);
});

test("a zone the system does not know does not make them fail", () => {
  expect(() => quietForMs(night, at("2026-11-22T03:00:00Z"), "Nowhere/Else")).not.toThrow();
});

test("whoever waits as long as is said, and asks again, has come out of them within two waits", () => {
  const moment = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-01-01T00:00:00Z") });
  const minuteOfDay = fc.integer({ min: 0, max: 1_439 });
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Copenhagen",
    "America/St_Johns",
    "Australia/Lord_Howe",
  );
  fc.assert(
    fc.property(moment, minuteOfDay, minuteOfDay, zone, (now, fromMinute, toMinute, where) => {
      const hours = { fromMinute, toMinute };
      const first = quietForMs(hours, now, where);
      expect(first).toBeLessThanOrEqual(24 * hour);
      // The night the clock is set back is an hour longer.
      const second = first === 0 ? 0 : quietForMs(hours, now + first, where);
      expect(second).toBeLessThanOrEqual(first === 0 ? 0 : hour);
      if (second > 0) expect(quietForMs(hours, now + first + second, where)).toBe(0);
    }),
    { numRuns: 300 },
  );
});
