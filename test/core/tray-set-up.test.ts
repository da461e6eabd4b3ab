/** The way back into the first run stands in the menu as long as something of it is undone. */
import { expect, test } from "vitest";
import { trayOf } from "../../main/core/tray.ts";
import type { SetupState } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { verified, words } from "./tray-states.ts";

const rowIn = (setup: SetupState, more: Partial<AppState> = {}) =>
  trayOf({ ...verified, ...more, setup }, words, "linux").menu.find(
    (item) => "id" in item && item.id === "setup",
  );
const goTo = (step: string) => ({
  action: { kind: "command", command: { type: "setup.go", step }, then: "home" },
});

test.each<readonly [string, SetupState, object | null]>([
  ["open", { status: "open", step: "cloudflare", skipped: [] }, { action: { kind: "open" } }],
  ["put off", { status: "left", step: "cloudflare", skipped: ["modelKey"] }, goTo("cloudflare")],
  ["put off at its end", { status: "left", step: "done", skipped: ["check"] }, goTo("check")],
  ["put off with nothing undone", { status: "left", step: "done", skipped: [] }, null],
  ["gone through", { status: "done", step: "done", skipped: ["check"] }, null],
])("while it is %s", (_what, setup, expected) => {
  if (expected === null) expect(rowIn(setup)).toBeUndefined();
  else expect(rowIn(setup)).toMatchObject(expected);
});

test("practice has keys of its own and needs none", () => {
  expect(
    rowIn({ status: "left", step: "welcome", skipped: [] }, { practice: true }),
  ).toBeUndefined();
});

test("it stands before the switch", () => {
  const setup = { status: "left", step: "check", skipped: [] } as const;
  const ids = trayOf({ ...verified, setup }, words, "linux").menu.map((item) =>
    "id" in item ? item.id : "—",
  );
  expect(ids.slice(2, 5)).toEqual(["—", "setup", "toggle"]);
});
