/** Keeps at most one trouble per source and shows the one that matters most. */
import type { Notice } from "../../preload/contract/state.ts";

/** Most important first. */
const sources = [
  "router",
  "settingsFile",
  "crashes",
  "openclaw",
  "link",
  "late",
  "hold",
  "vault",
  "ledger",
  "setAside",
  "settings",
  "allowance",
  "stored",
  "traffic",
  "cloudflare",
  "allowanceStep",
] as const;
export type NoticeSource = (typeof sources)[number];

export type Notices = {
  raise(source: NoticeSource, code: Notice["code"], at: number, model?: string): void;
  /** For what is said and then over: it is cleared by itself some minutes after it was said last. */
  mention: Notices["raise"];
  clear(source: NoticeSource): void;
  top(): Notice | null;
  /** The most important first, each with where it came from. */
  all(): readonly (Notice & { readonly source: NoticeSource })[];
};

/** Long enough to be seen in the window of somebody who comes back with a coffee. */
const mentionForMs = 10 * 60_000;

/** @param onOver called when something mentioned is cleared by itself. */
export function createNotices(onOver: () => void): Notices {
  const raised = new Map<NoticeSource, Notice>();
  const ends = new Map<NoticeSource, NodeJS.Timeout>();
  const raise: Notices["raise"] = (source, code, at, model) => {
    if (raised.get(source)?.code === code) return;
    raised.set(source, { code, at, ...(model !== undefined && { model }) });
  };
  return {
    raise,
    mention(source, code, at, model) {
      raise(source, code, at, model);
      const mentioned = raised.get(source);
      const over = (): void => {
        if (raised.get(source) !== mentioned) return;
        raised.delete(source);
        onOver();
      };
      clearTimeout(ends.get(source));
      ends.set(source, setTimeout(over, mentionForMs).unref());
    },
    clear: (source) => void raised.delete(source),
    top: () => {
      const source = sources.find((name) => raised.has(name));
      return source ? (raised.get(source) ?? null) : null;
    },
    all: () =>
      sources.flatMap((source) => {
        const notice = raised.get(source);
        return notice ? [{ ...notice, source }] : [];
      }),
  };
}
