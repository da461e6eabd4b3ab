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
  "vault",
  "ledger",
  "settings",
  "allowance",
  "traffic",
] as const;
export type NoticeSource = (typeof sources)[number];

export type Notices = {
  raise(source: NoticeSource, code: Notice["code"], at: number): void;
  clear(source: NoticeSource): void;
  top(): Notice | null;
};

export function createNotices(): Notices {
  const raised = new Map<NoticeSource, Notice>();
  return {
    raise(source, code, at) {
      if (raised.get(source)?.code !== code) raised.set(source, { code, at });
    },
    clear: (source) => void raised.delete(source),
    top: () => {
      const source = sources.find((name) => raised.has(name));
      return source ? (raised.get(source) ?? null) : null;
    },
  };
}
