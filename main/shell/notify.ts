/** Says once, outside the window, that something needs the person; takes it back when it no longer does. */
import type { Notice } from "../../preload/contract/state.ts";

export type NotifyParts = {
  /** What to say for a code, in the person's language. */
  words(code: Notice["code"]): { readonly head: string; readonly text: string };
  /** True while the person is looking at the window, where the notice stands anyway. */
  isSeen(): boolean;
  /** Shows a notification; returns the way to take it back. */
  post(head: string, text: string): () => void;
};

/** @returns what to call with every state's notice. */
export function createNotify({
  words,
  isSeen,
  post,
}: NotifyParts): (notice: Notice | null) => void {
  let lastCode: Notice["code"] | null = null;
  let takeBack = (): void => {};
  return (notice) => {
    const code = notice?.code ?? null;
    if (code === lastCode) return;
    lastCode = code;
    takeBack();
    takeBack = () => {};
    if (code === null || isSeen()) return;
    const { head, text } = words(code);
    takeBack = post(head, text);
  };
}
