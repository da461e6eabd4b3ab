/** What the switch and the pause mean right now, whoever presses them: a row of the menu, the icon itself, a key that works everywhere. */
import type { Command, CommandOf } from "../../preload/contract/command.ts";
import type { ShortcutName } from "../../preload/contract/desk.ts";
import type { AppState, RouteName, Settings } from "../../preload/contract/state.ts";

type RouteCommand = CommandOf<"route.set">;
export type PauseLength = RouteCommand["pauseFor"];

/** What a press does: a command, or the window, where what stands in the way is explained. */
export type Press =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "window" };

const window: Press = { kind: "window" };
const pauseMinutes = 60;

export const routeTo = (route: RouteName, pauseFor?: PauseLength): RouteCommand => ({
  type: "route.set",
  route,
  ...(pauseFor !== undefined && { pauseFor }),
});

/** The switch as it stands, and what a press on it asks for; null without an account or a link, in a pause, and with the day's allowance used up. */
export function switchOf({
  openclaw,
  profile,
  route,
}: Pick<AppState, "openclaw" | "profile" | "route">): {
  readonly isOn: boolean;
  readonly command: RouteCommand;
} | null {
  if (route.asked === "paused" || route.refusing === "allowance") return null;
  if (profile === null || openclaw.link === null) return null;
  const isOn = route.asked === "cloudflare";
  return { isOn, command: routeTo(isOn ? "direct" : "cloudflare") };
}

/** The pause is an hour's, and its end. */
export function pressOf(
  key: ShortcutName,
  state: Pick<AppState, "openclaw" | "profile" | "route">,
): Press {
  if (key === "open") return window;
  const { asked, resumesTo } = state.route;
  const toggle = switchOf(state);
  if (key === "pause" && asked === "paused")
    return { kind: "command", command: routeTo(resumesTo) };
  if (toggle === null) return window;
  return {
    kind: "command",
    command: key === "route" ? toggle.command : routeTo("paused", { minutes: pauseMinutes }),
  };
}

/** The left button on the icon. Linux does not tell a click: what its desktops call so may be a key or a row of the menu. */
export function iconPressOf(
  leftClick: Settings["leftClick"],
  platform: string,
  state: Pick<AppState, "openclaw" | "profile" | "route">,
): Press | { readonly kind: "menu" } {
  const isTold = platform === "darwin" || platform === "win32";
  if (!isTold || leftClick === "window") return window;
  return leftClick === "menu" ? { kind: "menu" } : pressOf("route", state);
}
