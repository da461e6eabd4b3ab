/** Popover or ordinary window, and what ends its time in front: every system and every moment as one table. */
import { describe, expect, test } from "vitest";
import {
  clickOf,
  formOf,
  hidesOnBlur,
  holdsSessionEnd,
  isFetched,
  isFirstRunOpen,
  isQuitKey,
  layerOf,
  sizeOf,
  traitsOf,
} from "../../main/core/window-form.ts";

test.each([
  ["darwin", false, true, "popover"],
  ["win32", false, true, "popover"],
  ["linux", false, true, "window"],
  ["freebsd", false, true, "window"],
  ["darwin", true, true, "firstRun"],
  ["win32", true, true, "firstRun"],
  ["linux", true, true, "firstRun"],
  // The system does not show our icon: the Dock is the only way back, a taskbar's corner is good enough.
  ["darwin", false, false, "window"],
  ["win32", false, false, "popover"],
] as const)("on %s, first run %s, icon seen %s: %s", (platform, isFirstRun, isIconSeen, form) => {
  expect(formOf({ platform, isFirstRun, isIconSeen })).toBe(form);
});

test("the first run is open as long as it says so, whatever else is there", () => {
  const at = (status: "open" | "left" | "done") =>
    isFirstRunOpen({ setup: { status, step: "check", skipped: [] } });
  expect([at("open"), at("left"), at("done")]).toEqual([true, false, false]);
});

describe("the room a page gets", () => {
  const popover = { form: "popover", isFirstRun: false, page: "" } as const;
  test.each([
    ["Home in a popover", popover, [380, 560]],
    ["Usage", { ...popover, page: "usage" }, [960, 680]],
    ["the requests", { ...popover, page: "requests" }, [960, 680]],
    ["the checks", { ...popover, page: "checks" }, [960, 680]],
    ["the settings", { ...popover, page: "settings" }, [960, 680]],
    ["OpenClaw", { ...popover, page: "openclaw" }, [960, 680]],
    ["the first run gone through again", { ...popover, isFirstRun: true }, [660, 600]],
    ["the first run", { ...popover, form: "firstRun", isFirstRun: true }, [660, 600]],
    ["an ordinary window, on every page", { ...popover, form: "window" }, [380, 560]],
    ["in the settings, too", { ...popover, form: "window", page: "settings" }, [380, 560]],
  ] as const)("%s", (_what, at, [width, height]) => {
    expect(sizeOf(at)).toEqual({ width, height });
  });
});

test("a popover has no frame, no place in the taskbar and cannot be moved, an ordinary window has all of it", () => {
  expect(traitsOf("popover")).toMatchObject({ frame: false, skipTaskbar: true, movable: false });
  expect(traitsOf("window")).toMatchObject({ frame: true, skipTaskbar: false, movable: true });
  expect(traitsOf("popover").hiddenInMissionControl).toBe(true);
  expect(traitsOf("firstRun")).toEqual(traitsOf("window"));
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
    isFirstRun: false,
    page: "",
    isDevToolsFocused: false,
  } as const;
  test.each([
    ["a popover on Home goes", popover, true],
    ["an ordinary window stays", { ...popover, form: "window" }, false],
    ["and the first run's", { ...popover, form: "firstRun" }, false],
    ["in the first run a key is being fetched", { ...popover, isFirstRun: true }, false],
    ["in the settings, too", { ...popover, page: "settings" }, false],
    ["and at OpenClaw's keys", { ...popover, page: "openclaw" }, false],
    ["figures are looked at, not filled in", { ...popover, page: "usage" }, true],
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

describe("the key that quits", () => {
  const press = {
    ...{ type: "keyDown", key: "q", control: true, alt: false },
    ...{ shift: false, meta: false, isAutoRepeat: false },
  };
  test.each([
    ["Ctrl+Q", press, true],
    ["with Caps Lock", { ...press, key: "Q" }, true],
    ["not its release", { ...press, type: "keyUp" }, false],
    ["not a letter alone", { ...press, control: false }, false],
    ["not another letter", { ...press, key: "w" }, false],
    ["not AltGr, which some keyboards write with", { ...press, alt: true }, false],
    ["nor with Shift", { ...press, shift: true }, false],
    ["nor one that is held down since before", { ...press, isAutoRepeat: true }, false],
  ] as const)("%s", (_what, key, quits) => {
    expect(isQuitKey("linux", key)).toBe(quits);
  });

  test("is the menu bar's on macOS, and none on Windows", () => {
    expect([isQuitKey("darwin", press), isQuitKey("win32", press)]).toEqual([false, false]);
  });
});

test("a session's end is held unless it is forced", () => {
  expect(holdsSessionEnd(["shutdown"])).toBe(true);
  expect(holdsSessionEnd(["logoff"])).toBe(true);
  expect(holdsSessionEnd(["close-app", "critical"])).toBe(false);
});
