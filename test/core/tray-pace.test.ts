/** A menu that may be open is replaced for what matters at once, and for the age of a figure once a minute at most. */
import { describe, expect, test } from "vitest";
import { type TrayModel, trayOf } from "../../main/core/tray.ts";
import { createMenuPace } from "../../main/core/tray-pace.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { routed, verified, withModels, words } from "./tray-states.ts";

function start() {
  const handed: string[] = [];
  let waiting: (() => void) | null = null;
  const pace = createMenuPace(
    (menu) => handed.push(menu.map((item) => ("label" in item ? item.label : "—")).join("|")),
    (run, afterMs) => {
      expect(afterMs).toBeLessThanOrEqual(60_000);
      waiting = run;
      return () => {
        waiting = null;
      };
    },
  );
  return {
    handed,
    pace,
    isWaiting: () => waiting !== null,
    wait() {
      const run = waiting;
      waiting = null;
      run?.();
    },
  };
}

const model = (state: AppState): TrayModel => trayOf(state, words, "linux");
const spent = (costMicroUsd: number, state: AppState = verified): AppState => ({
  ...state,
  usage: { ...state.usage, today: { ...state.usage.today, costMicroUsd, asOf: costMicroUsd } },
});
const provenAt = (at: number): AppState => routed({ verified: { at, by: "openclaw", logId: "1" } });

test("the same menu is never handed over twice, whatever else has changed", () => {
  const { handed, isWaiting, pace } = start();
  pace.draw(model(verified));
  pace.draw(model({ ...verified, rev: 2 }));
  const recent = { ...verified.usage, recent: [] };
  pace.draw(model({ ...verified, rev: 3, usage: recent, version: "9" }));
  expect(handed).toHaveLength(1);
  expect(isWaiting()).toBe(false);
});

describe("figures that only grow older", () => {
  test("wait, and the last of them is shown", () => {
    const { handed, pace, wait } = start();
    pace.draw(model(spent(1)));
    pace.draw(model(spent(2)));
    pace.draw(model(spent(3)));
    expect(handed).toHaveLength(1);
    wait();
    expect(handed).toHaveLength(2);
    expect(handed.at(-1)).toContain("as of 3");
  });

  test("are the spend, and the time of a proof that still holds", () => {
    const { handed, isWaiting, pace } = start();
    pace.draw(model(provenAt(1)));
    pace.draw(model(provenAt(60_001)));
    expect(handed).toHaveLength(1);
    expect(isWaiting()).toBe(true);
  });

  test("are not handed over when they are as they were", () => {
    const { handed, pace, wait } = start();
    pace.draw(model(spent(1)));
    pace.draw(model(spent(2)));
    pace.draw(model(spent(1)));
    wait();
    expect(handed).toHaveLength(1);
  });
});

test.each([
  ["the first proof", routed({}), verified],
  ["another route", verified, routed({ asked: "direct", applied: "direct" })],
  ["what the status says", routed({}), routed({ refusing: "tokenRejected" })],
  ["a choice", withModels("anthropic"), withModels("anthropic", "openai")],
])("%s is handed over at once, with the figures that were waiting", (_, before, after) => {
  const { handed, isWaiting, pace } = start();
  pace.draw(model(spent(1, before)));
  pace.draw(model(spent(2, before)));
  expect(isWaiting()).toBe(true);
  pace.draw(model(spent(2, after)));
  expect(handed).toHaveLength(2);
  expect(handed.at(-1)).toContain("as of 2");
  expect(isWaiting()).toBe(false);
});

test("after a click the menu is handed over again, for the mark the system has turned over", () => {
  const { handed, pace } = start();
  pace.draw(model(verified));
  pace.again();
  expect(handed).toEqual([handed[0], handed[0]]);
});

test("nothing is handed to a tray that is gone", () => {
  const { handed, isWaiting, pace } = start();
  pace.draw(model(spent(1)));
  pace.draw(model(spent(2)));
  pace.stop();
  pace.again();
  expect(handed).toHaveLength(1);
  expect(isWaiting()).toBe(false);
});
