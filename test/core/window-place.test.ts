/** The popover stands beside its icon, wholly on the icon's display, wherever bars and displays are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Display,
  gapOf,
  isDictated,
  isIconSeen,
  placeKept,
  placeOf,
  type Rect,
} from "../../main/core/window-place.ts";

const rect = (x: number, y: number, width: number, height: number): Rect => ({
  x,
  y,
  width,
  height,
});
/** A display with a bar taken from its edges: top, right, bottom, left. */
const display = (
  bounds: Rect,
  [top, right, bottom, left]: readonly [number, number, number, number],
) => ({
  bounds,
  workArea: rect(
    bounds.x + left,
    bounds.y + top,
    bounds.width - left - right,
    bounds.height - top - bottom,
  ),
});
test.each([
  ["a tile of half a screen", { width: 960, height: 1060 }, true],
  ["a tile as wide as it wished, and as high as the screen", { width: 380, height: 1060 }, true],
  ["what it asked for", { width: 380, height: 560 }, false],
  ["the same, rounded on a scaled screen", { width: 381, height: 559 }, false],
] as const)("%s is the window manager's size: %s", (_what, given, isTheirs) => {
  expect(isDictated({ width: 380, height: 560 }, given)).toBe(isTheirs);
});

const nowhere = rect(0, 0, 0, 0);
const size = { width: 380, height: 560 };
const full = rect(0, 0, 1920, 1080);
const noBar = display(full, [0, 0, 0, 0]);
const windows = display(full, [0, 0, 48, 0]);
const mac = display(rect(0, 0, 1512, 982), [37, 0, 0, 0]);
/** To the left of the first and higher than it: negative coordinates. */
const second = display(rect(-2560, -200, 2560, 1440), [0, 0, 48, 0]);

type Row = readonly [
  what: string,
  platform: "darwin" | "win32",
  icon: Rect,
  displays: readonly Display[],
  expected: readonly [x: number, y: number],
];
const rows: readonly Row[] = [
  ["macOS: centred below the icon", "darwin", rect(1000, 0, 30, 37), [mac], [825, 42]],
  ["macOS: an icon near the end of the bar", "darwin", rect(1480, 0, 30, 37), [mac], [1127, 42]],
  ["macOS: a menu bar that hides itself", "darwin", rect(700, 0, 30, 24), [noBar], [525, 29]],
  [
    "macOS: the Dock on the left is not the bar",
    "darwin",
    rect(700, 0, 30, 24),
    [display(full, [24, 0, 0, 70])],
    [525, 29],
  ],
  ["Windows: taskbar below", "win32", rect(1600, 1040, 24, 32), [windows], [1422, 462]],
  [
    "Windows: taskbar below, icon at the corner",
    "win32",
    rect(1890, 1040, 24, 32),
    [windows],
    [1530, 462],
  ],
  [
    "Windows: taskbar above",
    "win32",
    rect(1600, 8, 24, 32),
    [display(full, [48, 0, 0, 0])],
    [1422, 58],
  ],
  [
    "Windows: taskbar on the left",
    "win32",
    rect(20, 1000, 24, 24),
    [display(full, [0, 0, 0, 62])],
    [72, 510],
  ],
  [
    "Windows: taskbar on the right",
    "win32",
    rect(1880, 1000, 24, 24),
    [display(full, [0, 62, 0, 0])],
    [1468, 510],
  ],
  [
    "Windows: in the open overflow, above the taskbar",
    "win32",
    rect(1850, 960, 24, 24),
    [windows],
    [1530, 462],
  ],
  ["Windows: a taskbar that hides itself", "win32", rect(1600, 1040, 24, 32), [noBar], [1422, 470]],
  [
    "Windows: on the second display",
    "win32",
    rect(-200, 1200, 24, 32),
    [windows, second],
    [-390, 622],
  ],
  [
    "Windows: an icon nobody sees: the corner by the taskbar",
    "win32",
    nowhere,
    [windows],
    [1530, 462],
  ],
  [
    "Windows: nobody sees it, taskbar on the left",
    "win32",
    nowhere,
    [display(full, [0, 0, 0, 62])],
    [72, 510],
  ],
  [
    "Windows: nobody sees it, taskbar above",
    "win32",
    nowhere,
    [display(full, [48, 0, 0, 0])],
    [1530, 58],
  ],
  [
    "macOS: an icon that is not allowed: the corner of the menu bar",
    "darwin",
    rect(0, -22, 0, 0),
    [mac],
    [1127, 42],
  ],
];

test.each(rows)("%s", (_what, platform, icon, displays, [x, y]) => {
  const gap = platform === "darwin" ? 5 : 10;
  const place = placeOf({ icon, displays, pointer: { x: 960, y: 540 }, size, gap, platform });
  expect(place).toEqual({ x, y, ...size });
});

test("without an icon the display is the one the pointer is on", () => {
  const place = placeOf({
    icon: nowhere,
    displays: [windows, second],
    pointer: { x: -100, y: 100 },
    size,
    gap: 0,
    platform: "win32",
  });
  expect(place).toEqual({ x: -380, y: 632, ...size });
});

test("a display smaller than the window makes it smaller, not cut off", () => {
  const small = display(rect(0, 0, 640, 480), [0, 0, 48, 0]);
  const icon = rect(560, 440, 24, 32);
  const asked = { icon, displays: [small], pointer: { x: 0, y: 0 }, size, gap: 10 };
  expect(placeOf({ ...asked, platform: "win32" })).toEqual(rect(250, 10, 380, 412));
});

test("without any display there is no place", () => {
  const pointer = { x: 0, y: 0 };
  expect(
    placeOf({ icon: nowhere, displays: [], pointer, size, gap: 5, platform: "darwin" }),
  ).toBeNull();
});

test("whatever the desk looks like, the popover lies inside the work area of one display", () => {
  const bar = fc.constantFrom(0, 2, 40, 62);
  const displays = fc.array(
    fc
      .tuple(
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: 640, max: 5120 }),
        fc.integer({ min: 480, max: 2880 }),
        fc.tuple(bar, bar, bar, bar),
      )
      .map(([x, y, width, height, bars]) => display(rect(x, y, width, height), bars)),
    { minLength: 1, maxLength: 4 },
  );
  const icon = fc
    .tuple(
      fc.integer({ min: -6000, max: 6000 }),
      fc.integer({ min: -6000, max: 6000 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
    )
    .map(([x, y, width, height]) => rect(x, y, width, height));
  const platform = fc.constantFrom("darwin", "win32");
  fc.assert(
    fc.property(displays, icon, platform, fc.constantFrom(0, 5, 10), (all, at, system, gap) => {
      const ask = { icon: at, displays: all, pointer: at, size, gap, platform: system };
      const place = placeOf(ask);
      expect(place).not.toBeNull();
      if (place === null) return;
      const { x, y, width, height } = place;
      const isInside = ({ workArea }: Display): boolean =>
        x >= workArea.x &&
        y >= workArea.y &&
        x + width <= workArea.x + workArea.width &&
        y + height <= workArea.y + workArea.height;
      expect([place, all.some(isInside)]).toEqual([place, true]);
    }),
    { numRuns: 2_000 },
  );
});

describe("an icon is seen", () => {
  test.each([
    ["on the display", rect(1000, 0, 30, 37), true],
    ["with no size", rect(1000, 0, 0, 0), false],
    ["above every display", rect(1000, -60, 30, 37), false],
    ["beside every display", rect(9000, 0, 30, 37), false],
  ])("%s", (_where, icon, isSeen) => {
    expect(isIconSeen(icon, [mac])).toBe(isSeen);
  });
});

test.each([
  ["darwin", "25.1.0", 5],
  ["win32", "10.0.22631", 10],
  ["win32", "10.0.26100", 10],
  ["win32", "10.0.19045", 0],
  ["win32", "", 0],
])("the gap on %s %s is %d", (platform, release, gap) => {
  expect(gapOf(platform, release)).toBe(gap);
});

describe("an ordinary window comes back", () => {
  const at = (...[x, y, width, height]: readonly [number, number, number, number]) =>
    rect(x, y, width, height);
  test.each([
    ["where it was left", at(300, 200, 500, 600), [windows], at(300, 200, 500, 600)],
    ["to the other display", at(-2000, 0, 900, 700), [windows, second], at(-2000, 0, 900, 700)],
    ["from a display that has gone", at(-2000, 100, 900, 700), [windows], at(0, 100, 900, 700)],
    [
      "half over an edge, as it was left",
      at(1500, 300, 800, 600),
      [windows],
      at(1500, 300, 800, 600),
    ],
    [
      "whole, when only a sliver was left",
      at(1900, 300, 800, 600),
      [windows],
      at(1120, 300, 800, 600),
    ],
    ["from under the bar", at(200, 1060, 500, 400), [windows], at(200, 632, 500, 400)],
    ["with its title below the menu bar", at(200, 0, 500, 400), [mac], at(200, 37, 500, 400)],
    ["no larger than the display", at(0, 0, 4000, 3000), [windows], at(0, 0, 1920, 1032)],
    ["nowhere without a display", at(0, 0, 500, 500), [], null],
    ["nowhere from a place that is none", at(0, 0, 0, 500), [windows], null],
  ] as const)("%s", (_what, kept, displays, expected) => {
    expect(placeKept(kept, displays)).toEqual(expected);
  });

  test("so that a hand can take it, wherever it was and whatever displays there are", () => {
    const coordinate = fc.integer({ min: -5_000, max: 5_000 });
    const length = fc.integer({ min: 1, max: 5_000 });
    const displays = fc.subarray([windows, mac, second], { minLength: 1 });
    fc.assert(
      fc.property(fc.tuple(coordinate, coordinate, length, length), displays, (kept, present) => {
        const placed = placeKept(at(...kept), present);
        const isTaken = present.some(
          ({ workArea: area }) =>
            placed !== null &&
            placed.width <= area.width &&
            placed.height <= area.height &&
            placed.y >= area.y &&
            placed.y < area.y + area.height &&
            placed.x < area.x + area.width &&
            placed.x + placed.width > area.x,
        );
        expect(isTaken).toBe(true);
      }),
    );
  });
});
