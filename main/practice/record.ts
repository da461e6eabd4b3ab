/** Remembers what reached either side and how it was answered, so that a test can ask instead of guess. */
import type { IncomingHttpHeaders } from "node:http";
import type { Usage } from "../core/traffic.ts";

export type Seen = {
  /** Grows with every request; one request through the aiGateway is two entries. */
  readonly id: number;
  readonly which: "aiGateway" | "provider";
  /** The provider's slug; null when the path named none. */
  readonly slug: string | null;
  /** The host that would have been asked where the providers share one server here; null for all others. */
  readonly host: string | null;
  readonly method: string;
  /** As it stood in the request line, query included. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value … exactly as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly at: number;
  readonly status: number | null;
  /** What the answer reported to the last byte; null when it reported nothing or did not get that far. Provider side only. */
  readonly usage: Usage | null;
  /** Null while it lasts · whole · cut: broken off on purpose · aborted: the other side left. */
  readonly ended: Ended | null;
};

export type Ended = "whole" | "cut" | "aborted";

export type Entry = (change: Partial<Pick<Seen, "status" | "usage" | "ended">>) => void;

/** Runs `work` for `entry`; a defect in it leaves a broken connection, and an entry that says so. */
export async function recorded<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    entry({ ended: "cut" });
    throw error;
  }
}

export type SeenRequest = Omit<Seen, "id" | "at" | "status" | "usage" | "ended">;

export type Recorder = {
  open(request: SeenRequest): Entry;
  list(): readonly Seen[];
  /** The first entry that matches, now or as soon as there is one. */
  until(matches: (seen: Seen) => boolean): Promise<Seen>;
  forget(): void;
};

/** Keeps the last `keep` requests with their bodies. */
export function createRecorder(keep: number, now: () => number): Recorder {
  const entries = new Map<number, Seen>();
  const waiting = new Set<(seen: Seen) => void>();
  let lastId = 0;

  const put = (seen: Seen) => {
    entries.set(seen.id, seen);
    for (const tell of [...waiting]) tell(seen);
  };

  return {
    open: (request) => {
      lastId += 1;
      const id = lastId;
      let seen: Seen = { ...request, id, at: now(), status: null, usage: null, ended: null };
      put(seen);
      for (const old of entries.keys()) {
        if (entries.size <= keep) break;
        entries.delete(old);
      }
      return (change) => {
        seen = { ...seen, ...change };
        if (entries.has(id)) put(seen);
      };
    },
    list: () => [...entries.values()],
    until: (matches) => {
      const found = [...entries.values()].find(matches);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => {
        const tell = (seen: Seen) => {
          if (!matches(seen)) return;
          waiting.delete(tell);
          resolve(seen);
        };
        waiting.add(tell);
      });
    },
    forget: () => entries.clear(),
  };
}
