/** Where the popover stands: beside the tray icon, inside the work area of the icon's own display. Everything in DIP. */

export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
type Point = Pick<Rect, "x" | "y">;
/** A display as Electron tells it; the work area is what bars and docks leave free. */
export type Display = { readonly bounds: Rect; readonly workArea: Rect };
type Side = "top" | "bottom" | "left" | "right";

/** An icon further from its edge is in a flyout, not in the bar. */
const thickestBar = 80;
const sides: readonly Side[] = ["top", "bottom", "left", "right"];

/** The gap to the bar. Windows 11 (build 22000) keeps 10 px there, Windows 10 none. @param release as `os.release()` gives it. */
export function gapOf(platform: string, release: string): number {
  if (platform !== "win32") return 5;
  return Number(release.split(".")[2] ?? 0) >= 22_000 ? 10 : 0;
}

/** False for the bounds of an icon the system does not show: empty, or on no display (macOS 26 lets people forbid it). */
export function isIconSeen(icon: Rect, displays: readonly Display[]): boolean {
  return (
    icon.width > 0 &&
    icon.height > 0 &&
    displays.some(({ bounds }) => contains(bounds, centreOf(icon)))
  );
}

export function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}

/**
 * The popover's bounds: whole pixels, never outside the work area, smaller than asked only where the area is.
 * @param icon the tray icon's bounds, wherever they may be. @param pointer where to look for the person when the icon is nowhere.
 * @returns null when there is no display at all.
 */
export function placeOf(ask: {
  readonly icon: Rect;
  readonly displays: readonly Display[];
  readonly pointer: Point;
  readonly size: Pick<Rect, "width" | "height">;
  readonly gap: number;
  readonly platform: string;
}): Rect | null {
  const { icon, displays, gap, platform } = ask;
  const isSeen = isIconSeen(icon, displays);
  const display = nearest(displays, isSeen ? centreOf(icon) : ask.pointer);
  if (!display) return null;
  const side = platform === "darwin" ? "top" : barSideOf(display, isSeen ? icon : null);
  const free = shrink(freeArea(display, side, isSeen ? icon : null), gap);
  const width = Math.min(ask.size.width, free.width);
  const height = Math.min(ask.size.height, free.height);
  const anchor = isSeen ? centreOf(icon) : cornerOf(free, side);
  const x = between(free.x, anchor.x - width / 2, free.x + free.width - width);
  const y = between(free.y, anchor.y - height / 2, free.y + free.height - height);
  return {
    x: Math.round(side === "left" ? free.x : side === "right" ? free.x + free.width - width : x),
    y: Math.round(side === "top" ? free.y : side === "bottom" ? free.y + free.height - height : y),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** So much of a window must lie on a screen for a hand to find it; less, and it comes back whole. */
const leastSeen = 120;

/**
 * Where an ordinary window was left, on a screen that still exists: whole, and never larger than it.
 * @returns null when there is no screen, or the place is none.
 */
export function placeKept(kept: Rect, displays: readonly Display[]): Rect | null {
  const overlapOf = ({ workArea: area }: Display): number =>
    Math.max(0, Math.min(kept.x + kept.width, area.x + area.width) - Math.max(kept.x, area.x)) *
    Math.max(0, Math.min(kept.y + kept.height, area.y + area.height) - Math.max(kept.y, area.y));
  const best = displays.toSorted((a, b) => overlapOf(b) - overlapOf(a))[0];
  if (!best || !(kept.width > 0) || !(kept.height > 0)) return null;
  const { workArea: area } = best;
  const width = Math.min(kept.width, area.width);
  const height = Math.min(kept.height, area.height);
  // Half over an edge is how some people like it; the title bar is what it is moved by.
  const isReachable =
    kept.y >= area.y &&
    kept.y <= area.y + area.height - leastSeen / 2 &&
    kept.x + width >= area.x + leastSeen &&
    kept.x <= area.x + area.width - leastSeen;
  return {
    x: Math.round(isReachable ? kept.x : between(area.x, kept.x, area.x + area.width - width)),
    y: Math.round(isReachable ? kept.y : between(area.y, kept.y, area.y + area.height - height)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** A frame or the rounding of a scaled screen makes less of a difference. */
const tolerated = 8;

/** True where a window manager gave a window another size than was asked for: a tile is nobody's wish, and is not to be kept as one. */
export const isDictated = (
  asked: Pick<Rect, "width" | "height">,
  given: Pick<Rect, "width" | "height">,
): boolean =>
  Math.abs(asked.width - given.width) > tolerated ||
  Math.abs(asked.height - given.height) > tolerated;

/** The side the taskbar is on. An icon in the overflow flyout lies inside the work area: then only sides with a bar count. */
function barSideOf({ bounds, workArea }: Display, icon: Rect | null): Side {
  const inset = distances(bounds, workArea);
  const barred = sides.filter((side) => inset[side] > 0);
  if (icon === null) return barred.toSorted((a, b) => inset[b] - inset[a])[0] ?? "bottom";
  const { x, y } = centreOf(icon);
  const away = distances(bounds, { x, y, width: 0, height: 0 });
  const nearestOf = (among: readonly Side[]): Side | undefined =>
    among.toSorted((a, b) => away[a] - away[b])[0];
  if (contains(workArea, { x, y })) return nearestOf(barred) ?? nearestOf(sides) ?? "bottom";
  return nearestOf(barred.filter((side) => away[side] < inset[side])) ?? "bottom";
}

/** The work area; where a bar hides itself and so takes none of it, less what the bar covers while it is there. */
function freeArea({ bounds, workArea }: Display, side: Side, icon: Rect | null): Rect {
  if (icon === null || distances(bounds, workArea)[side] > 0) return workArea;
  const { x, y, width, height } = workArea;
  const depths: Readonly<Record<Side, number>> = {
    top: icon.y + icon.height - y,
    left: icon.x + icon.width - x,
    bottom: y + height - icon.y,
    right: x + width - icon.x,
  };
  const depth = depths[side] > thickestBar ? 0 : Math.max(0, depths[side]);
  const isUpright = side === "top" || side === "bottom";
  return {
    x: side === "left" ? x + depth : x,
    y: side === "top" ? y + depth : y,
    width: isUpright ? width : width - depth,
    height: isUpright ? height - depth : height,
  };
}

/** Where the icon would most likely be: the end of the bar. */
function cornerOf({ x, y, width, height }: Rect, side: Side): Point {
  return { x: side === "left" ? x : x + width, y: side === "top" ? y : y + height };
}

/** How far each side of the inner rectangle is from the outer's. */
function distances(outer: Rect, inner: Rect): Readonly<Record<Side, number>> {
  return {
    top: inner.y - outer.y,
    left: inner.x - outer.x,
    bottom: outer.y + outer.height - inner.y - inner.height,
    right: outer.x + outer.width - inner.x - inner.width,
  };
}

function nearest(displays: readonly Display[], point: Point): Display | undefined {
  const away = ({ bounds: { x, y, width, height } }: Display): number =>
    Math.hypot(point.x - between(x, point.x, x + width), point.y - between(y, point.y, y + height));
  return displays.toSorted((a, b) => away(a) - away(b))[0];
}

const centreOf = ({ x, y, width, height }: Rect): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});

const between = (low: number, value: number, high: number): number =>
  Math.max(low, Math.min(value, high));

const shrink = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});
