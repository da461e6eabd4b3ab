/** What is left of the allowance, and that nothing is said of it that is not known. */
import { expect, test } from "vitest";
import { trayOf } from "../../main/core/tray.ts";
import { allowanceOf } from "../../main/core/tray-figure.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { verified, words } from "./tray-states.ts";

type Allowance = AppState["allowance"];
const at = (
  allowance: Partial<Allowance>,
  today: Partial<AppState["usage"]["today"]> = {},
  route: Partial<AppState["route"]> = {},
): AppState => ({
  ...verified,
  allowance: { ...verified.allowance, microUsdPerDay: 5_000_000, ...allowance },
  usage: { ...verified.usage, today: { ...verified.usage.today, ...today } },
  route: { ...verified.route, ...route },
});

test.each<readonly [string, AppState, object | null]>([
  ["none is set", verified, null],
  ["some of it is left", at({}), { is: "left", leftMicroUsd: 3_160_000, isAtMost: false }],
  [
    "more was added for today",
    at({ extraMicroUsd: 1_000_000 }),
    { is: "left", ofMicroUsd: 6_000_000, leftMicroUsd: 4_160_000 },
  ],
  [
    "a request in it has no price",
    at({}, { uncertaintyMicroUsd: null }),
    { is: "left", leftMicroUsd: 3_160_000, isAtMost: true },
  ],
  [
    "the day went over it before the stop",
    at({}, { costMicroUsd: 6_000_000 }),
    { is: "left", leftMicroUsd: 0 },
  ],
  ["it is used up", at({ reached: true, level: 100 }), { is: "usedUp", ofMicroUsd: 5_000_000 }],
  [
    "it refuses, and nobody can read what was spent",
    at({}, {}, { refusing: "allowance" }),
    { is: "usedUp" },
  ],
  ["it is ignored for today", at({ isIgnored: true, level: 100 }), { is: "ignored" }],
  ["nothing of today has a known cost", at({}, { costMicroUsd: null }), { is: "unknown" }],
])("where %s", (_what, state, expected) => {
  if (expected === null) expect(allowanceOf(state)).toBeNull();
  else expect(allowanceOf(state)).toMatchObject(expected);
});

test("it has a row of its own, which leads to where it is changed, and none without an allowance", () => {
  const rowIn = (state: AppState) =>
    trayOf(state, words, "linux").menu.find((item) => "id" in item && item.id === "allowance");
  expect(rowIn(at({}))).toMatchObject({
    label: "$3.16 left of $5",
    action: { kind: "open", page: "settings" },
  });
  expect(rowIn(verified)).toBeUndefined();
});
