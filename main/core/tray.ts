/** What the tray shows for a state, as plain data: icon, tooltip, title and menu. The shell draws it and nothing more. */
import type { Command, WindowPage } from "../../preload/contract/command.ts";
import type { OpenClawModelInfo } from "../../preload/contract/openclaw.ts";
import type { AppState, Notice, RefusalReason, Settings } from "../../preload/contract/state.ts";
import { dayOf, type TrayAllowance, type TrayDay } from "./tray-figure.ts";
import { menuOf } from "./tray-menu.ts";
import { type QuitStyle, traySystemOf } from "./tray-system.ts";

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

/** Everything the tray says, in one language. Times are epoch ms; one line each. */
export type TrayWords = {
  readonly routing: {
    verified(atMs: number): string;
    /** Sluice's own test went through; OpenClaw's own request is still to come. */
    tested(atMs: number): string;
    readonly unverified: string;
    /** The router has not confirmed yet what was asked. */
    readonly asked: string;
    readonly direct: string;
    readonly paused: string;
    pausedUntil(untilMs: number): string;
    refused(reason: RefusalReason): string;
    readonly notLinked: string;
    readonly notFound: string;
    readonly notRunning: string;
    needsYou(code: Notice["code"]): string;
  };
  spend(day: TrayDay): string;
  allowance(allowance: TrayAllowance): string;
  /** Nothing of it is real. */
  readonly practice: string;
  /** Beside the icon on macOS; more than eight characters are not shown. */
  title(day: TrayDay, figure: TrayFigure): string;
  readonly setUp: string;
  readonly toggle: string;
  readonly pauseFor: string;
  readonly pauses: {
    minutes(minutes: number): string;
    readonly untilTomorrow: string;
    readonly untilResumed: string;
  };
  readonly resume: string;
  /** More of the allowance, for this day. */
  raise(microUsd: number): string;
  /** The allowance left aside, for this day. */
  readonly ignore: string;
  /** @param name of the one that is chosen. */
  model(name: string): string;
  profile(name: string): string;
  /** A provider's own name for itself, by its slug. */
  provider(slug: string): string;
  /** How the requests of a model travel. */
  way(route: OpenClawModelInfo["route"]): string;
  readonly moreModels: string;
  readonly test: string;
  readonly open: string;
  readonly usage: string;
  readonly dashboard: string;
  readonly settings: string;
  /** @param leaves what becomes of OpenClaw then; null when it is not connected. */
  quit(style: QuitStyle, leaves: AppState["settings"]["onQuit"] | null): string;
  /** @param status the status row. More than 63 characters are cut: Windows does so without a mark. */
  tooltip(status: string, day: TrayDay, figure: TrayFigure, isPractice: boolean): string;
  /** A notification: what happened, and what to do next. */
  notice(code: Notice["code"]): { readonly head: string; readonly text: string };
  /** On a notification: so many others came just before it. */
  more(count: number): string;
  readonly goDirect: string;
  readonly skipCache: string;
};

export type TrayFigure = Settings["trayFigure"];

export type TrayAction =
  /** @property then the page the window is opened at afterwards. */
  | { readonly kind: "command"; readonly command: Command; readonly then?: WindowPage }
  /** Without a page the window opens where it was: a key may be half typed there. */
  | { readonly kind: "open"; readonly page?: WindowPage }
  /** A page in the person's own browser, by name: its address is the shell's. */
  | { readonly kind: "browse"; readonly site: "cloudflare" }
  | { readonly kind: "quit" };

/** Labels are as Electron wants them: "&&" is shown as "&". */
export type TrayItem =
  | { readonly type: "separator" }
  /** The head of a group; not a choice. */
  | { readonly type: "header"; readonly label: string }
  | {
      readonly type: "normal";
      readonly id:
        | "status"
        | "spend"
        | "allowance"
        | "practice"
        | "setup"
        | "pause15"
        | "pause60"
        | "pauseToday"
        | "pause"
        | "resume"
        | "raise"
        | "ignore"
        | "test"
        | "open"
        | "usage"
        | "moreModels"
        | "dashboard"
        | "settings"
        | "quit";
      readonly label: string;
      /** Electron's name of a key, shown beside the label. */
      readonly accelerator?: string;
      readonly action: TrayAction;
    }
  | {
      readonly type: "checkbox";
      readonly id: "toggle";
      readonly label: string;
      readonly checked: boolean;
      readonly action: TrayAction;
    }
  | {
      readonly type: "radio";
      /** What it chooses; unlike the others, as many as there are choices. */
      readonly id: string;
      readonly label: string;
      readonly checked: boolean;
      readonly action: TrayAction;
    }
  | {
      readonly type: "submenu";
      readonly id: "pauseFor" | "model" | "profile";
      readonly label: string;
      readonly items: readonly TrayItem[];
    };

export type TrayModel = {
  readonly icon: TrayIcon;
  /** Empty where the system's own icons have none. */
  readonly tooltip: string;
  /** Empty where the system shows no text beside an icon. */
  readonly title: string;
  readonly menu: readonly TrayItem[];
};

const longestTitle = 8;
const longestTooltip = 63;

/** @param platform Node's name for the operating system. */
export function trayOf(state: AppState, words: TrayWords, platform: string): TrayModel {
  const system = traySystemOf(platform);
  const { icon, status } = routingOf(state, words.routing);
  const day = dayOf(state);
  const { practice, settings } = state;
  const { trayFigure } = settings;
  const title = system.hasTitle && trayFigure !== "none" ? words.title(day, trayFigure) : "";
  const tooltip = system.hasTooltip ? words.tooltip(status, day, trayFigure, practice) : "";
  return {
    icon,
    tooltip: cut(tooltip, longestTooltip),
    title: title.length <= longestTitle ? title : "",
    menu: menuOf(state, words, { status, day, system }),
  };
}

/** No news to somebody who paused, and nothing to be done yet on the way to the allowance: the figure beside it says how far. */
const calm: ReadonlySet<Notice["code"]> = new Set(["paused", "allowance.half", "allowance.near"]);

/** Needs you wins over all; then paused, not found, direct, hollow, solid. */
function routingOf(
  state: AppState,
  words: TrayWords["routing"],
): { readonly icon: TrayIcon; readonly status: string } {
  const { notice, openclaw, route, router } = state;
  if (notice !== null && !calm.has(notice.code))
    return { icon: "needs-you", status: words.needsYou(notice.code) };
  if (openclaw.status === "unreadable")
    return { icon: "needs-you", status: words.needsYou("config.unreadable") };
  if (router.status === "failed")
    return { icon: "needs-you", status: words.needsYou(router.error ?? "router.failed") };
  if (route.refusing !== null && route.refusing !== "paused")
    return { icon: "needs-you", status: words.refused(route.refusing) };
  if (route.asked === "paused" && route.applied === "paused") {
    const { pausedUntil } = route;
    const status = pausedUntil === null ? words.paused : words.pausedUntil(pausedUntil);
    return { icon: "paused", status };
  }
  // Without a file yet it is there all the same when it runs, or lies on the disk.
  const isNowhere = openclaw.daemon?.status !== "running" && !openclaw.installs?.length;
  if (openclaw.status === "notFound" && isNowhere)
    return { icon: "not-found", status: words.notFound };
  // A request of OpenClaw's own came through: then something of it runs, if not the daemon.
  const isSeen = route.verified?.by === "openclaw";
  if (openclaw.daemon?.status === "stopped" && !isSeen)
    return { icon: "not-found", status: words.notRunning };
  // Not linked, OpenClaw goes its own way whatever our route says.
  if (!openclaw.link?.applied) return { icon: "direct", status: words.notLinked };
  // Drawn is what holds, not what was asked.
  const holds = route.applied ?? route.asked;
  if (route.asked !== route.applied)
    return { icon: holds === "cloudflare" ? "hollow" : holds, status: words.asked };
  if (route.applied === "direct") return { icon: "direct", status: words.direct };
  const { verified } = route;
  if (verified === null) return { icon: "hollow", status: words.unverified };
  return verified.by === "openclaw"
    ? { icon: "verified", status: words.verified(verified.at) }
    : { icon: "hollow", status: words.tested(verified.at) };
}

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
