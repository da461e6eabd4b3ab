import { describe, expect, test } from "vitest";
import { dayBounds, dayOf, hoursOf, isZone, neighbourDay } from "../../main/core/zone.ts";

const hour = 3_600_000;
const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
const lengths = (day: string, zone: string) => {
  const bounds = dayBounds(day, zone);
  const starts = hoursOf(bounds, zone);
  return starts.map((at, index) => ((starts[index + 1] ?? bounds.endAt) - at) / 60_000);
};

describe("a local day", () => {
  test.each([
    ["2026-11-21", "UTC", "2026-11-21T00:00", 24],
    ["2026-11-21", "Asia/Kolkata", "2026-11-20T18:30", 24],
    ["2026-11-21", "Asia/Kathmandu", "2026-11-20T18:15", 24],
    ["2026-11-21", "America/St_Johns", "2026-11-21T03:30", 24],
    ["2026-11-21", "Pacific/Kiritimati", "2026-11-20T10:00", 24],
    ["2026-11-21", "Pacific/Pago_Pago", "2026-11-21T11:00", 24],
    // Clocks go forward, and back.
    ["2026-03-29", "Europe/Amsterdam", "2026-03-28T23:00", 23],
    ["2026-10-25", "Europe/Amsterdam", "2026-10-24T22:00", 25],
    ["2026-03-08", "America/St_Johns", "2026-03-08T03:30", 23],
    ["2026-11-01", "America/St_Johns", "2026-11-01T02:30", 25],
    // By half an hour.
    ["2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30", 23.5],
    ["2026-04-05", "Australia/Lord_Howe", "2026-04-04T13:00", 24.5],
    // At midnight: the day begins at 01:00, and one that ends at midnight has 25 hours.
    ["2026-03-29", "Asia/Beirut", "2026-03-28T22:00", 23],
    ["2026-10-24", "Asia/Beirut", "2026-10-23T21:00", 25],
    ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00", 23],
    ["2026-10-29", "Africa/Cairo", "2026-10-28T21:00", 25],
    // At 01:00 back to midnight: midnight happens twice.
    ["2026-11-01", "America/Havana", "2026-11-01T04:00", 25],
  ])("%s in %s begins at %s UTC and has %d hours", (day, zone, start, hours) => {
    const { startAt, endAt } = dayBounds(day, zone);
    expect(iso(startAt)).toBe(start);
    expect((endAt - startAt) / hour).toBe(hours);
    expect(dayOf(startAt, zone)).toBe(day);
    expect(dayOf(startAt - 1, zone)).toBe(neighbourDay(day, -1));
    expect(dayOf(endAt - 1, zone)).toBe(day);
  });

  test("a day a zone skipped is empty, and its neighbours touch", () => {
    const skipped = dayBounds("2011-12-30", "Pacific/Apia");
    expect(skipped.startAt).toBe(skipped.endAt);
    expect(dayBounds("2011-12-29", "Pacific/Apia").endAt).toBe(skipped.startAt);
    expect(dayBounds("2011-12-31", "Pacific/Apia").startAt).toBe(skipped.endAt);
    expect(hoursOf(skipped, "Pacific/Apia")).toEqual([]);
  });

  test("days of ten years in every zone touch the next, on a quarter of an hour, with hours that fill them", {
    timeout: 120_000,
  }, () => {
    // Every 61st day of every zone, and every day of the zones that do something odd.
    const odd = [
      "Australia/Lord_Howe",
      "Asia/Beirut",
      "Africa/Cairo",
      "America/Havana",
      "America/St_Johns",
    ];
    for (const zone of [...odd, ...Intl.supportedValuesOf("timeZone")]) {
      const step = odd.includes(zone) ? 1 : 61;
      let day = "2024-01-01";
      while (day < (odd.includes(zone) ? "2028-01-01" : "2034-01-01")) {
        const { startAt, endAt } = dayBounds(day, zone);
        expect(startAt % 900_000).toBe(0);
        expect(endAt).toBe(dayBounds(neighbourDay(day, 1), zone).startAt);
        expect(dayOf(startAt, zone)).toBe(day);
        expect(dayOf(endAt - 1, zone)).toBe(day);
        const hours = hoursOf({ startAt, endAt }, zone);
        expect(hours[0]).toBe(startAt);
        expect(hours.every((at, index) => at > (hours[index - 1] ?? 0) && at < endAt)).toBe(true);
        expect([23, 24, 25]).toContain(hours.length);
        day = neighbourDay(day, step);
      }
    }
  });
});

describe("the hours of a day", () => {
  test("are as long as hours, but for one where clocks move by half an hour", () => {
    expect(lengths("2026-11-21", "Asia/Kathmandu")).toEqual(Array(24).fill(60));
    expect(lengths("2026-03-29", "Europe/Amsterdam")).toEqual(Array(23).fill(60));
    expect(lengths("2026-10-25", "Europe/Amsterdam")).toEqual(Array(25).fill(60));
    expect(lengths("2026-03-29", "Asia/Beirut")).toEqual(Array(23).fill(60));
    expect(lengths("2026-10-04", "Australia/Lord_Howe")).toEqual([
      60,
      60,
      30,
      ...Array(21).fill(60),
    ]);
    expect(lengths("2026-04-05", "Australia/Lord_Howe")).toEqual([60, 90, ...Array(22).fill(60)]);
  });
});

test("a zone this system does not know is told apart", () => {
  expect(isZone("Europe/Amsterdam")).toBe(true);
  expect(isZone("Europe/Atlantis")).toBe(false);
  expect(() => dayOf(0, "Europe/Atlantis")).toThrow(RangeError);
  expect(() => dayBounds("yesterday", "UTC")).toThrow(RangeError);
});
