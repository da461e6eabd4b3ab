/** A press on the icon or on a key does what the menu would do, and where it can do nothing it opens the window. */
import { describe, expect, test } from "vitest";
import { iconPressOf, pressOf } from "../../main/core/press.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { routed, verified, withOpenClaw } from "./tray-states.ts";

const setTo = (route: string, pauseFor?: object) => ({
  kind: "command",
  command: { type: "route.set", route, ...(pauseFor && { pauseFor }) },
});
const window = { kind: "window" };
const off = routed({ asked: "direct", applied: "direct" });
const paused = routed({ asked: "paused", applied: "paused", resumesTo: "direct" });
const usedUp = routed({ refusing: "allowance" });
const unlinked = withOpenClaw({ link: null });
const nobody: AppState = { ...verified, profile: null };

describe("the keys", () => {
  test.each([
    ["open", verified, window],
    ["open", paused, window],
    ["route", verified, setTo("direct")],
    ["route", off, setTo("cloudflare")],
    ["route", paused, window],
    ["route", usedUp, window],
    ["route", unlinked, window],
    ["route", nobody, window],
    ["pause", verified, setTo("paused", { minutes: 60 })],
    ["pause", off, setTo("paused", { minutes: 60 })],
    ["pause", paused, setTo("direct")],
    ["pause", usedUp, window],
    ["pause", unlinked, window],
  ] as const)("%s (row %#)", (name, state, expected) => {
    expect(pressOf(name, state)).toEqual(expected);
  });
});

describe("the left button on the icon", () => {
  test.each([
    ["darwin", "window", verified, window],
    ["darwin", "menu", verified, { kind: "menu" }],
    ["win32", "menu", paused, { kind: "menu" }],
    ["darwin", "route", verified, setTo("direct")],
    ["win32", "route", off, setTo("cloudflare")],
    ["win32", "route", paused, window],
    ["win32", "route", unlinked, window],
    // What a Linux desktop calls a click may be a key or a row of the menu.
    ["linux", "menu", verified, window],
    ["linux", "route", verified, window],
    ["freebsd", "route", verified, window],
  ] as const)("on %s, set to %s (row %#)", (platform, leftClick, state, expected) => {
    expect(iconPressOf(leftClick, platform, state)).toEqual(expected);
  });
});
