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
  "traffic",
  "cloudflare",
  "allowanceStep",
] as const;
export type NoticeSource = (typeof sources)[number];

export type Notices = {
  raise(source: NoticeSource, code: Notice["code"], at: number): void;
  /** For what is said once and then over: it is cleared by itself after some minutes. */
  mention(source: NoticeSource, code: Notice["code"], at: number): void;
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
  const raise: Notices["raise"] = (source, code, at) => {
    if (raised.get(source)?.code !== code) raised.set(source, { code, at });
  };
  return {
    raise,
    mention(source, code, at) {
      raise(source, code, at);
      const mentioned = raised.get(source);
      const over = (): void => {
        if (raised.get(source) !== mentioned) return;
        raised.delete(source);
        onOver();
      };
      setTimeout(over, mentionForMs).unref();
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
