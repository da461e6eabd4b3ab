/** The way through the window's pages: what Back leads to, from wherever one came. */
import { describe, expect, test } from "vitest";
import { atHome, type Door, goBack, goOn, goTo, seenOf, type Trail } from "../../renderer/trail.ts";

const door: Door = { name: "Usage", tag: "BUTTON", at: 7 };
const names = (trail: Trail) => trail.map(({ is }) => is);

describe("Back", () => {
  test("leads to where one came from, and to the control it was left by", () => {
    const usage = goOn(atHome, { is: "usage" }, door);
    const requests = goOn(usage, { is: "requests" }, null);
    expect(names(requests)).toEqual(["home", "usage", "requests"]);
    expect(seenOf(goBack(requests)).is).toBe("usage");
    expect(seenOf(goBack(goBack(requests)))).toEqual({ is: "home", door });
  });

  test("ends at Home", () => {
    expect(goBack(atHome)).toBe(atHome);
    expect(seenOf([]).is).toBe("home");
  });
});

test("a page that is on the trail is gone back to, and opened anew: no circle grows", () => {
  const settings = goOn(atHome, { is: "settings" }, door);
  const openclaw = goOn(settings, { is: "openclaw" }, door);
  const again = goOn(openclaw, { is: "settings", place: "modelKey" }, door);
  expect(names(again)).toEqual(["home", "settings"]);
  expect(seenOf(again)).toEqual({ is: "settings", place: "modelKey", door: null });
});

test("straight to a page, there is only Home behind it, as it was left", () => {
  const deep = goOn(goOn(atHome, { is: "usage" }, door), { is: "requests" }, null);
  const settings = goTo(deep, "settings");
  expect(names(settings)).toEqual(["home", "settings"]);
  expect(seenOf(goBack(settings)).door).toEqual(door);
  expect(goTo(deep, "home")).toBe(atHome);
});
