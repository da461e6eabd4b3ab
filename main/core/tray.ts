/** What the tray shows for a state, as plain data: icon, tooltip, title and menu. The shell draws it and nothing more. */
import type { Command } from "../../preload/contract/command.ts";
import type {
  AppState,
  Figure,
  Notice,
  RefusalReason,
  RouteName,
} from "../../preload/contract/state.ts";

/** One shape per state; drawn in `build/tray/`. */
export const trayIcons = [
  "verified",
  "hollow",
  "direct",
  "paused",
  "needs-you",
  "not-found",
] as const;
export type TrayIcon = (typeof trayIcons)[number];

/** Today's figure as far as a menu row can carry it. Null is "not known", never zero. */
export type TrayDay = Pick<Figure, "costMicroUsd" | "priced" | "requests"> & {
  readonly asOf: number | null;
};

/** Everything the tray says, in one language. Times are epoch ms; one line each. */
export type TrayWords = {
  readonly routing: {
    verified(atMs: number): string;
    readonly unverified: string;
    /** The router has not confirmed yet what was asked. */
    readonly asked: string;
    readonly direct: string;
    readonly paused: string;
    refused(reason: RefusalReason): string;
    readonly notLinked: string;
    readonly notFound: string;
    readonly notRunning: string;
    needsYou(code: Notice["code"]): string;
  };
  spend(day: TrayDay): string;
  /** Beside the icon on macOS; more than eight characters are not shown. */
  title(day: TrayDay): string;
  readonly toggle: string;
  readonly pause: string;
  readonly resume: string;
  readonly open: string;
  readonly quit: string;
  /** @param status the status row. More than 63 characters are cut: Windows does so without a mark. */
  tooltip(status: string, day: TrayDay): string;
  /** A notification: what happened, and what to do next. */
  notice(code: Notice["code"]): { readonly head: string; readonly text: string };
};

export type TrayAction =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "open" }
  | { readonly kind: "quit" };

export type TrayItem =
  | { readonly type: "separator" }
  | {
      readonly type: "normal";
      readonly id: "status" | "spend" | "pause" | "resume" | "open" | "quit";
      readonly label: string;
      readonly action: TrayAction;
    }
  | {
      readonly type: "checkbox";
      readonly id: "toggle";
      readonly label: string;
      readonly checked: boolean;
      readonly action: TrayAction;
    };

export type TrayModel = {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  /** Empty where the system shows no text beside an icon. */
  readonly title: string;
  readonly menu: readonly TrayItem[];
};

const separator: TrayItem = { type: "separator" };
const longestTitle = 8;
const longestTooltip = 63;

/**
 * @param platform Node's name for the operating system: only macOS shows a title.
 */
export function trayOf(state: AppState, words: TrayWords, platform: string): TrayModel {
  const { icon, status } = routingOf(state, words.routing);
  const { costMicroUsd, priced, requests, asOf } = state.usage.today;
  const day = { costMicroUsd, priced, requests, asOf };
  const title = platform === "darwin" ? words.title(day) : "";
  return {
    icon,
    tooltip: cut(words.tooltip(status, day), longestTooltip),
    title: title.length <= longestTitle ? title : "",
    menu: [
      { type: "normal", id: "status", label: status, action: { kind: "open" } },
      { type: "normal", id: "spend", label: words.spend(day), action: { kind: "open" } },
      separator,
      ...controlsOf(state, words),
      { type: "normal", id: "open", label: words.open, action: { kind: "open" } },
      separator,
      { type: "normal", id: "quit", label: words.quit, action: { kind: "quit" } },
    ],
  };
}

/** A control that cannot apply is absent: no profile, nothing to route; no link, nothing to pause. */
function controlsOf(state: AppState, words: TrayWords): TrayItem[] {
  const { asked, resumesTo } = state.route;
  const items: TrayItem[] = [];
  if (asked === "paused") {
    items.push({ type: "normal", id: "resume", label: words.resume, action: routeTo(resumesTo) });
  } else {
    if (state.profile !== null) {
      const isOn = asked === "cloudflare";
      items.push({
        type: "checkbox",
        id: "toggle",
        label: words.toggle,
        checked: isOn,
        action: routeTo(isOn ? "direct" : "cloudflare"),
      });
    }
    if (state.openclaw.link !== null)
      items.push({ type: "normal", id: "pause", label: words.pause, action: routeTo("paused") });
  }
  return items.length > 0 ? [...items, separator] : items;
}

/** Needs you wins over all; then paused, not found, direct, hollow, solid. */
function routingOf(
  state: AppState,
  words: TrayWords["routing"],
): { readonly icon: TrayIcon; readonly status: string } {
  const { notice, openclaw, route, router } = state;
  // A request refused because the person paused is no news to them.
  if (notice !== null && notice.code !== "paused")
    return { icon: "needs-you", status: words.needsYou(notice.code) };
  if (openclaw.status === "unreadable")
    return { icon: "needs-you", status: words.needsYou("config.unreadable") };
  if (router.status === "failed")
    return { icon: "needs-you", status: words.needsYou(router.error ?? "router.failed") };
  if (route.refusing !== null && route.refusing !== "paused")
    return { icon: "needs-you", status: words.refused(route.refusing) };
  if (route.asked === "paused" && route.applied === "paused")
    return { icon: "paused", status: words.paused };
  if (openclaw.status === "notFound") return { icon: "not-found", status: words.notFound };
  if (openclaw.daemon?.status === "stopped") return { icon: "not-found", status: words.notRunning };
  // Not linked, OpenClaw goes its own way whatever our route says.
  if (!openclaw.link?.applied) return { icon: "direct", status: words.notLinked };
  // Drawn is what holds, not what was asked.
  const holds = route.applied ?? route.asked;
  if (route.asked !== route.applied)
    return { icon: holds === "cloudflare" ? "hollow" : holds, status: words.asked };
  if (route.applied === "direct") return { icon: "direct", status: words.direct };
  return route.verified?.by === "openclaw"
    ? { icon: "verified", status: words.verified(route.verified.at) }
    : { icon: "hollow", status: words.unverified };
}

const routeTo = (route: RouteName): TrayAction => ({
  kind: "command",
  command: { type: "route.set", route },
});

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
