/** The clock's own demands: midnight, the end of a pause, and both after a sleep. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAlarm } from "../../main/app/alarm.ts";

const minuteMs = 60_000;
let zone = "Europe/Copenhagen";
let done: string[] = [];
let alarm: ReturnType<typeof createAlarm>;

function startAt(time: string): void {
  vi.setSystemTime(new Date(time));
  alarm = createAlarm({
    now: Date.now,
    zone: () => zone,
    beginDay: () => done.push("day"),
    endPause: () => done.push("resume"),
  });
  alarm.look();
}

beforeEach(() => {
  vi.useFakeTimers();
  zone = "Europe/Copenhagen";
  done = [];
});
afterEach(() => {
  alarm.stop();
  vi.useRealTimers();
});

test("the day begins at local midnight, once, and again a day later", () => {
  startAt("2026-11-21T22:58:00Z");
  vi.advanceTimersByTime(2 * minuteMs - 1);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(["day"]);
  vi.advanceTimersByTime(24 * 60 * minuteMs);
  expect(done).toEqual(["day", "day"]);
});

test("a pause ends to the millisecond, and only once", () => {
  startAt("2026-11-21T12:00:00Z");
  alarm.setPauseEnd(Date.now() + 40 * minuteMs);
  vi.advanceTimersByTime(40 * minuteMs - 1);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(60 * minuteMs);
  expect(done).toEqual(["resume"]);
});

test("a pause that is resumed by hand or made longer does not end early", () => {
  startAt("2026-11-21T12:00:00Z");
  alarm.setPauseEnd(Date.now() + 5 * minuteMs);
  alarm.setPauseEnd(Date.now() + 30 * minuteMs);
  vi.advanceTimersByTime(10 * minuteMs);
  alarm.setPauseEnd(null);
  vi.advanceTimersByTime(60 * minuteMs);
  expect(done).toEqual([]);
});

test("what was due while the machine slept is done when it wakes", () => {
  startAt("2026-11-21T22:00:00Z");
  alarm.setPauseEnd(Date.now() + 15 * minuteMs);
  vi.setSystemTime(new Date("2026-11-22T07:00:00Z"));
  expect(done).toEqual([]);
  alarm.look();
  expect(done).toEqual(["day", "resume"]);
});

test("without a word from the system a sleep is noticed within a quarter of an hour", () => {
  startAt("2026-11-21T12:00:00Z");
  vi.setSystemTime(new Date("2026-11-22T12:00:00Z"));
  vi.advanceTimersByTime(15 * minuteMs);
  expect(done).toEqual(["day"]);
});

test("travelling across the date line begins the day of the new zone", () => {
  startAt("2026-11-21T12:00:00Z");
  zone = "Pacific/Auckland";
  vi.advanceTimersByTime(15 * minuteMs);
  expect(done).toEqual(["day"]);
});
