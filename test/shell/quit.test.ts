/** Leaving waits for the app, but not for ever, and happens once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createQuit } from "../../main/shell/quit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the process ends after the app has stopped, not before", async () => {
  const stopping = Promise.withResolvers<void>();
  const exit = vi.fn();
  createQuit({ begin() {}, stop: () => stopping.promise, exit, patienceMs: 3_500 })();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(exit).not.toHaveBeenCalled();
  stopping.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(exit).toHaveBeenCalledTimes(1);
});

test("an app that does not stop, or fails to, does not keep the process", async () => {
  const late = vi.fn();
  createQuit({ begin() {}, stop: () => new Promise(() => {}), exit: late, patienceMs: 3_500 })();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(late).toHaveBeenCalledTimes(1);
  const failed = vi.fn();
  createQuit({
    begin() {},
    stop: () => Promise.reject(new Error("no")),
    exit: failed,
    patienceMs: 3_500,
  })();
  await vi.advanceTimersByTimeAsync(0);
  expect(failed).toHaveBeenCalledTimes(1);
});

test("the window goes at once, before the app has stopped", () => {
  const begin = vi.fn();
  createQuit({ begin, stop: () => new Promise(() => {}), exit() {}, patienceMs: 3_500 })();
  expect(begin).toHaveBeenCalledTimes(1);
});

test("asking again changes nothing", async () => {
  const stop = vi.fn(async () => {});
  const exit = vi.fn();
  const quit = createQuit({ begin() {}, stop, exit, patienceMs: 3_500 });
  quit();
  quit();
  await vi.advanceTimersByTimeAsync(10_000);
  quit();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([stop.mock.calls.length, exit.mock.calls.length]).toEqual([1, 1]);
});
