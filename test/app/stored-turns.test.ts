/** Agents that get old answers: said once while it goes on, over when it is skipped or nothing was heard of it for a while. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createNotices } from "../../main/app/notices.ts";
import { createStoredTurns } from "../../main/app/stored-turns.ts";
import type { Dials } from "../../preload/contract/dials.ts";

const minute = 60_000;
const hit = { provider: "anthropic", model: "m", at: 1_000 };
const kept: Dials = { all: { cache: "asSet" }, models: {} };
let dials: Dials | undefined = kept;
const notices = createNotices(() => undefined);
const turns = createStoredTurns(notices, () => dials);

beforeEach(() => {
  vi.useFakeTimers();
  dials = kept;
});
afterEach(() => {
  notices.clear("stored");
  vi.useRealTimers();
});

test("it is the same as long as hits go on, and over ten minutes after the last", () => {
  turns.hear(hit);
  const said = { code: "cache.answeredTurn", at: 1_000, model: "anthropic/m" };
  expect(notices.top()).toEqual(said);
  vi.advanceTimersByTime(9 * minute);
  turns.hear({ ...hit, at: 541_000 });
  vi.advanceTimersByTime(9 * minute);
  expect(notices.top()).toEqual(said);
  vi.advanceTimersByTime(minute);
  expect(notices.top()).toBeNull();
});

test("it names the model as something is set for it already", () => {
  dials = { ...kept, models: { "anthropic/m-20260115": { attempts: 2 } } };
  turns.hear(hit);
  expect(notices.top()?.model).toBe("anthropic/m-20260115");
});

test("it is over once the cache is skipped, for the model or for all, and what was under way then is not said", () => {
  for (const skipped of [
    { ...kept, models: { "anthropic/m": { cache: "skip" } } } as const,
    { all: {}, models: {} },
    undefined,
  ]) {
    dials = kept;
    turns.hear(hit);
    expect(notices.top()).not.toBeNull();
    turns.settle();
    expect(notices.top()).not.toBeNull();
    dials = skipped;
    turns.settle();
    expect(notices.top()).toBeNull();
    turns.hear(hit);
    expect(notices.top()).toBeNull();
  }
});
