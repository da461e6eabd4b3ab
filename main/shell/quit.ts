/** Ends the process once, after the app has taken its link back or the patience is over. */

export type QuitParts = {
  /** What a person sees first: called at once. */
  begin(): void;
  /** Leaves OpenClaw as it was found; may be called more than once. */
  stop(): Promise<void>;
  /** Ends the process. */
  exit(): void;
  /** How long `stop` may take, in milliseconds. */
  readonly patienceMs: number;
};

/** @returns a function to call from every way of leaving: Quit, Cmd-Q, a signal, a shutdown. */
export function createQuit({ begin, stop, exit, patienceMs }: QuitParts): () => void {
  let isLeaving = false;
  return () => {
    if (isLeaving) return;
    isLeaving = true;
    begin();
    let isGone = false;
    const leave = (): void => {
      clearTimeout(timer);
      if (isGone) return;
      isGone = true;
      exit();
    };
    // A stop that fails must not keep the process: the next start repairs what was left.
    const timer = setTimeout(leave, patienceMs);
    stop().then(leave, leave);
  };
}
