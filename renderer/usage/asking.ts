/** Asks for what is looked at: again when there may be more, at most once a second, and an answer that was overtaken never shows. */
import { useEffect, useRef, useState } from "react";
import type { Bridge, Query, QueryReply } from "../../preload/contract/command.ts";

/** Between two times the same is asked. */
export const pauseMs = 1_000;

export type Asking<T> = {
  /** The newest answer, to an earlier question while a new one is on its way; null: none yet. */
  readonly answer: T | null;
  /** What is shown answers the question before. */
  readonly isBehind: boolean;
};

/**
 * @param ask another function is another question, and is asked at once.
 * @param stamp another one: the same question may have another answer by now.
 */
export function useAsking<T>(ask: () => Promise<T>, stamp: string): Asking<T> {
  const [held, setHeld] = useState<{ readonly ask: () => Promise<T>; readonly answer: T } | null>(
    null,
  );
  const asked = useRef<{ ask: () => Promise<T>; stamp: string; at: number } | null>(null);

  useEffect(() => {
    const go = () => {
      const mine = { ask, stamp, at: performance.now() };
      asked.current = mine;
      void ask().then((answer) => {
        if (asked.current === mine) setHeld({ ask, answer });
      });
    };
    const last = asked.current;
    if (last?.ask !== ask) go();
    else if (last.stamp !== stamp) {
      const timer = setTimeout(go, Math.max(last.at + pauseMs - performance.now(), 0));
      return () => clearTimeout(timer);
    }
    return;
  }, [ask, stamp]);

  useEffect(
    () => () => {
      asked.current = null;
    },
    [],
  );
  return { answer: held?.answer ?? null, isBehind: held !== null && held.ask !== ask };
}

/** A bridge that throws is a defect of ours; the person is told all the same. */
export const readOf =
  (read: Bridge["read"]) =>
  (query: Query): Promise<QueryReply> =>
    read(query).catch((): QueryReply => ({ ok: false, error: { code: "app.failed" } }));
