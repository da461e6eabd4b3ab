/** Popover or ordinary window, and what ends its time in front: every system and every moment as one table. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clickOf,
  closeOf,
  formOf,
  hidesOnBlur,
  holdsSessionEnd,
  isFetched,
  isSetupNeeded,
  layerOf,
  startOf,
  traitsOf,
} from "../../main/core/window-form.ts";
import type { AppState, SecretInfo } from "../../preload/contract/state.ts";
import { isSetupNeeded as isSetupShown } from "../../renderer/setup/steps.ts";

test.each([
  ["darwin", false, true, "popover"],
  ["win32", false, true, "popover"],
  ["linux", false, true, "window"],
  ["freebsd", false, true, "window"],
  ["darwin", true, true, "window"],
  ["win32", true, true, "window"],
  // The system does not show our icon: the Dock is the only way back, a taskbar's corner is good enough.
  ["darwin", false, false, "window"],
  ["win32", false, false, "popover"],
] as const)("on %s, set-up needed %s, icon seen %s: %s", (platform, setUp, isSeen, form) => {
  expect(formOf({ platform, isSetupNeeded: setUp, isIconSeen: isSeen })).toBe(form);
});

test("a popover has no frame, no place in the taskbar and cannot be moved, an ordinary window has all of it", () => {
  expect(traitsOf("popover")).toMatchObject({ frame: false, skipTaskbar: true, movable: false });
  expect(traitsOf("window")).toMatchObject({ frame: true, skipTaskbar: false, movable: true });
  expect(traitsOf("popover").hiddenInMissionControl).toBe(true);
});

test.each([
  ["darwin", "popover", true, { isOnTop: false, isOnAllWorkspaces: true }],
  ["win32", "popover", true, { isOnTop: true, isOnAllWorkspaces: false }],
  // Left standing while a key is fetched, it must not cover a full-screen program.
  ["darwin", "popover", false, { isOnTop: false, isOnAllWorkspaces: false }],
  ["win32", "popover", false, { isOnTop: false, isOnAllWorkspaces: false }],
  ["darwin", "window", true, { isOnTop: false, isOnAllWorkspaces: false }],
  ["win32", "window", true, { isOnTop: false, isOnAllWorkspaces: false }],
  ["linux", "window", true, { isOnTop: false, isOnAllWorkspaces: false }],
] as const)("over others on %s, %s, focused %s", (platform, form, isFocused, expected) => {
  expect(layerOf({ platform, form, isFocused })).toEqual(expected);
});

describe("losing the focus", () => {
  const popover = {
    form: "popover",
    isSetupNeeded: false,
    page: "",
    isDevToolsFocused: false,
  } as const;
  test.each([
    ["a popover on Home goes", popover, true],
    ["an ordinary window stays", { ...popover, form: "window" }, false],
    ["in set-up a key is being fetched", { ...popover, isSetupNeeded: true }, false],
    ["in the settings, too", { ...popover, page: "settings" }, false],
    ["the developer tools took it", { ...popover, isDevToolsFocused: true }, false],
  ] as const)("%s", (_why, at, hides) => {
    expect(hidesOnBlur(at)).toBe(hides);
  });
});

describe("a click on the icon", () => {
  const hidden = { platform: "win32", isVisible: false, isFocused: false, blur: null } as const;
  const justNow = { agoMs: 120, wasPointerOnIcon: false };
  const slowPress = { agoMs: 900, wasPointerOnIcon: true };
  const before = { agoMs: 900, wasPointerOnIcon: false };
  test.each([
    ["opens what is hidden", hidden, "show"],
    ["puts away what is in front", { ...hidden, isVisible: true, isFocused: true }, "hide"],
    ["does not open again what its own press has hidden", { ...hidden, blur: justNow }, "nothing"],
    ["nor after a slow press on the icon", { ...hidden, blur: slowPress }, "nothing"],
    ["opens what another program has hidden a while ago", { ...hidden, blur: before }, "show"],
    [
      "puts away what stayed, when its press took the focus",
      { ...hidden, isVisible: true, blur: slowPress },
      "hide",
    ],
    [
      "brings back what has stayed behind the browser",
      { ...hidden, isVisible: true, blur: before },
      "show",
    ],
    [
      "only ever opens on Linux",
      { platform: "linux", isVisible: true, isFocused: true, blur: justNow },
      "show",
    ],
  ] as const)("%s", (_what, at, means) => {
    expect(clickOf(at)).toBe(means);
  });
});

test.each([
  ["linux", true, false, true],
  ["linux", true, true, false],
  ["linux", false, false, false],
  ["darwin", true, false, false],
  ["win32", true, false, false],
] as const)(
  "fetched to this workspace on %s, visible %s, focused %s: %s",
  (platform, isVisible, isFocused, fetched) => {
    expect(isFetched({ platform, isVisible, isFocused })).toBe(fetched);
  },
);

test("closing minimizes only where a hidden window could not be found again", () => {
  expect([closeOf(true), closeOf(false)]).toEqual(["hide", "minimize"]);
});

test.each([
  [false, true, "open"],
  [false, false, "open"],
  [true, true, "tray"],
  [true, false, "minimized"],
] as const)("started hidden %s, tray %s: %s", (isHidden, hasTrayHost, start) => {
  expect(startOf({ isHidden, hasTrayHost })).toBe(start);
});

test("a session's end is held unless it is forced", () => {
  expect(holdsSessionEnd(["shutdown"])).toBe(true);
  expect(holdsSessionEnd(["logoff"])).toBe(true);
  expect(holdsSessionEnd(["close-app", "critical"])).toBe(false);
});

test("the shell and the window agree on when set-up is needed", () => {
  const secret = fc.record({
    kind: fc.constantFrom("provider", "aiGateway", "analytics"),
    provider: fc.constantFrom("anthropic", "openai"),
    tail: fc.constant("abcd"),
    status: fc.constantFrom("saved", "missing", "unknown", "rejected"),
    checkedAt: fc.constant(null),
  }) as fc.Arbitrary<SecretInfo>;
  const state = fc.record({
    profile: fc.constantFrom(null, { id: "1", name: "a", accountId: "b", aiGatewayId: "c" }),
    secrets: fc.array(secret, { maxLength: 3 }),
    openclaw: fc.record({
      link: fc.constantFrom(
        null,
        { kind: "own", providers: [], applied: true },
        { kind: "overlay", providers: [], applied: true },
      ),
    }),
    models: fc.record({ selected: fc.constant({ provider: "anthropic", model: "m" }) }),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<AppState>;
  fc.assert(
    fc.property(state, (each) => {
      expect(isSetupNeeded(each)).toBe(isSetupShown(each));
    }),
    { numRuns: 500 },
  );
});
