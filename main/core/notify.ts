/** When something that needs the person is told outside the window: once per episode, not in their quiet hours, not on waking, and taken back when it is over. */
import type { AppState, Notice } from "../../preload/contract/state.ts";
import { isAlwaysNews, isWorthTelling, newsForMs } from "./notify-rules.ts";
import { quietForMs } from "./quiet-hours.ts";

export type NotifyState = Pick<AppState, "notice" | "openclaw" | "settings" | "setup" | "usage">;

export type NotifyParts = {
  /** Epoch ms. */
  now(): number;
  /** Runs something once after so many milliseconds; returns the way to stop it. */
  later(run: () => void, afterMs: number): () => void;
  /** True while the person is looking at the window, where the notice stands anyway. */
  isSeen(): boolean;
  /** Shows a notification; returns the way to take it back. @param others how many were told just before it. */
  post(notice: Notice, others: number): () => void;
};

export type Notify = {
  /** To be called with every state. */
  follow(state: NotifyState): void;
  /** The machine came back from a sleep, or has only just begun. */
  wake(): void;
};

/** What is over within these two seconds was never worth a look; what comes within them is one. */
const settleMs = 2_000;
/** After a sleep networks and daemons need a moment: what they say meanwhile is no news. */
const wakeMs = 60_000;
/** Notifications closer together than this are one that counts them. */
const groupMs = 60_000;
/** Over and back within this time it is the same episode: a line that flickers is told once. */
const episodeMs = 10 * 60_000;

export function createNotify({ now, later, isSeen, post }: NotifyParts): Notify {
  let latest: NotifyState | null = null;
  /** The last episode of each code, told or let pass; `overAt` is null while it lasts. */
  const dealtWith = new Map<Notice["code"], { at: number; overAt: number | null }>();
  /** Whether the last episode of each code was news when it was first heard of. */
  const heard = new Map<Notice["code"], { readonly at: number; readonly isFresh: boolean }>();
  let standing: { readonly code: Notice["code"]; takeBack(): void } | null = null;
  let posted: { readonly code: Notice["code"]; readonly at: number }[] = [];
  let awakeAt = Number.NEGATIVE_INFINITY;
  let wishes = "";
  let stopWaiting = (): void => {};

  function isDealtWith({ at, code }: Notice): boolean {
    const last = dealtWith.get(code);
    if (last === undefined) return false;
    const isSame =
      last.at === at ||
      (!isAlwaysNews(code) && (last.overAt === null || now() - last.overAt < episodeMs));
    if (isSame) dealtWith.set(code, { at, overAt: null });
    return isSame;
  }

  function wait(afterMs: number): void {
    stopWaiting();
    stopWaiting = later(look, afterMs);
  }

  function look(): void {
    stopWaiting();
    const notice = latest?.notice ?? null;
    if (standing !== null && standing.code !== notice?.code) {
      standing.takeBack();
      standing = null;
    }
    if (latest === null || notice === null || isDealtWith(notice)) return;
    const { openclaw, settings, setup, usage } = latest;
    const pass = (): void => {
      dealtWith.set(notice.code, { at: notice.at, overAt: null });
    };
    // In the middle of setting up everything is new; gone through again, or left half done, it stops nobody from hearing.
    const isSettingUp = setup.status === "open" && openclaw.link === null;
    const isWanted = settings.notifications && !isSettingUp;
    const isNews = isWorthTelling(notice.code) && heard.get(notice.code)?.isFresh === true;
    if (isSeen() || !isWanted || !isNews) {
      pass();
      return;
    }
    const quietMs = Math.max(
      awakeAt + wakeMs - now(),
      quietForMs(settings.quietHours, now(), usage.today.zone),
    );
    if (quietMs > 0) {
      wait(quietMs);
      return;
    }
    pass();
    tell(notice);
  }

  function tell(notice: Notice): void {
    const at = now();
    posted = posted.filter((each) => at - each.at < groupMs && each.code !== notice.code);
    // One stands at a time: what it took the place of is counted on it.
    standing?.takeBack();
    standing = { code: notice.code, takeBack: post(notice, posted.length) };
    posted.push({ code: notice.code, at });
  }

  return {
    follow(state) {
      const before = latest?.notice ?? null;
      latest = state;
      const { notice, settings } = state;
      if (before !== null && before.code !== notice?.code) {
        const last = dealtWith.get(before.code);
        if (last) last.overAt = now();
      }
      // A quiet night is that of the zone the person is in.
      const { zone } = state.usage.today;
      const wished = JSON.stringify([settings.notifications, settings.quietHours, zone]);
      const isWishNew = wished !== wishes;
      wishes = wished;
      if (notice === null) {
        look();
        return;
      }
      const { at, code } = notice;
      const isKnown = before?.code === code && before.at === at;
      if (heard.get(code)?.at !== at)
        heard.set(code, { at, isFresh: now() - at <= newsForMs(code) });
      if (!isKnown || isWishNew) wait(settleMs);
    },
    wake() {
      awakeAt = now();
      wait(wakeMs);
    },
  };
}
