/** Says once, outside the window, that something needs the person. */
import { Notification } from "electron";
import type { Notice } from "../../preload/contract/state.ts";

export type Notify = (notice: Notice | null) => void;

/**
 * @param words what to say for a code, in the person's language.
 * @param isSeen true while the person is looking at the window, where the notice stands anyway.
 */
export function createNotify(
  words: (code: Notice["code"]) => { readonly head: string; readonly text: string },
  isSeen: () => boolean,
  onClick: () => void,
): Notify {
  let lastCode: Notice["code"] | null = null;
  // Kept from the collector: without a reference the click would be lost.
  let shown: Notification | null = null;
  return (notice) => {
    const code = notice?.code ?? null;
    if (code === lastCode) return;
    lastCode = code;
    shown?.close();
    shown = null;
    if (code === null || isSeen() || !Notification.isSupported()) return;
    const { head, text } = words(code);
    shown = new Notification({ title: head, body: text, silent: true });
    shown.on("click", onClick);
    shown.show();
  };
}
