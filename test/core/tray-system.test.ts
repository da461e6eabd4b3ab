/** Every difference between the systems, as it is drawn. */
import { describe, expect, test } from "vitest";
import { trayOf } from "../../main/core/tray.ts";
import { traySystemOf } from "../../main/core/tray-system.ts";
import { routed, verified, withOpenClaw, words } from "./tray-states.ts";

const states = {
  verified,
  direct: routed({ asked: "direct", applied: "direct" }),
  paused: routed({ asked: "paused", applied: "paused", pausedUntil: 1530 }),
  notLinked: withOpenClaw({ link: null }),
  notFound: withOpenClaw({ status: "notFound" }),
};

describe.each(Object.entries(states))("%s", (_, state) => {
  test.each([
    ["darwin", { hasTitle: true, hasTooltip: false }],
    ["win32", { hasTitle: false, hasTooltip: true }],
    ["linux", { hasTitle: false, hasTooltip: true }],
    ["freebsd", { hasTitle: false, hasTooltip: true }],
  ])("on %s shows its figure where the system has a place for it", (platform, has) => {
    const { icon, menu, title, tooltip } = trayOf(state, words, platform);
    expect(title).toBe(has.hasTitle ? "$1.84" : "");
    expect(tooltip.includes("$1.84")).toBe(has.hasTooltip);
    // The first two rows carry it on all of them.
    expect(menu[1]).toMatchObject({ id: "spend", label: "today $1.84 as of 1402" });
    expect(icon).toBe(trayOf(state, words, "linux").icon);
  });
});

test.each([
  ["darwin", "whenAsked", true, true, true, false, false, true],
  ["win32", "whenAsked", false, false, false, true, false, true],
  ["linux", "ahead", false, false, false, false, true, false],
] as const)("on %s the icon behaves as icons do there", (platform, ...expected) => {
  const system = traySystemOf(platform);
  expect([
    system.menu,
    system.hasControlClick,
    system.ignoresDoubleClick,
    system.tintsIcon,
    system.remembersIcon,
    system.isHostLate,
    system.hasBounds,
  ]).toEqual(expected);
});
