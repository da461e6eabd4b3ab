/** Where nothing starts programs at login, the line for the window manager's own configuration. */
import { describe, expect, test } from "vitest";
import { byHandOf } from "../../../main/core/login/by-hand.ts";

const program = ["/opt/Sluice/sluice"] as const;

describe("the line", () => {
  test.each([
    ["sway", { XDG_CURRENT_DESKTOP: "sway" }, "exec /opt/Sluice/sluice --hidden"],
    ["sway", { SWAYSOCK: "/run/user/1000/sway.sock" }, "exec /opt/Sluice/sluice --hidden"],
    ["sway", { XDG_CURRENT_DESKTOP: "sway:wlroots" }, "exec /opt/Sluice/sluice --hidden"],
    ["i3", { I3SOCK: "/run/i3" }, "exec --no-startup-id /opt/Sluice/sluice --hidden"],
    ["Hyprland", { XDG_CURRENT_DESKTOP: "Hyprland" }, "exec-once = /opt/Sluice/sluice --hidden"],
  ] as const)("of %s, told by %j", (desktop, env, line) => {
    expect(byHandOf(env, program)).toEqual({ desktop, line });
  });

  test("is one a shell takes apart as it was meant", () => {
    expect(byHandOf({ SWAYSOCK: "/s" }, ["/home/a/My 'apps'/sluice", "/app"])?.line).toBe(
      String.raw`exec '/home/a/My '\''apps'\''/sluice' /app --hidden`,
    );
  });
});

test("a desktop with a list of programs to start needs none, started inside another or not", () => {
  expect(byHandOf({}, program)).toBeNull();
  expect(byHandOf({ XDG_CURRENT_DESKTOP: "GNOME" }, program)).toBeNull();
  expect(byHandOf({ XDG_CURRENT_DESKTOP: "KDE", SWAYSOCK: "/s" }, program)).toBeNull();
});

test("for a program that will not be there tomorrow there is none", () => {
  expect(byHandOf({ SWAYSOCK: "/s" }, null)).toBeNull();
});
