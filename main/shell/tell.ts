/** Puts what needs the person into a notification: in their language, with the one or two things that can be done about it. */
import type { WindowPage } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { createNotify, type Notify } from "../core/notify.ts";
import { type NoticeAction, noticeActionsOf, pageOf } from "../core/notify-rules.ts";
import type { TrayAction, TrayWords } from "../core/tray.ts";
import { raiseMicroUsd } from "../core/tray-menu.ts";
import { postNotification } from "./notification.ts";

export type TellParts = {
  words(): TrayWords;
  state(): AppState;
  isSeen(): boolean;
  open(page: WindowPage): void;
  act(action: TrayAction): Promise<void>;
  /** Started by the system at login: networks and daemons are only coming up. */
  readonly isEarly: boolean;
};

export function createTelling(parts: TellParts): Notify {
  const { act, isSeen, open, state, words } = parts;

  const wordOf = ({ name }: NoticeAction): string => {
    const { goDirect, ignore, open: openWord, raise, skipCache } = words();
    return { goDirect, ignore, open: openWord, raise: raise(raiseMicroUsd), skipCache }[name];
  };

  const notify = createNotify({
    now: Date.now,
    later(run, afterMs) {
      const timer = setTimeout(run, afterMs);
      timer.unref();
      return () => clearTimeout(timer);
    },
    isSeen,
    post({ code }, others) {
      const { head, text } = words().notice(code);
      return postNotification({
        title: head,
        body: others > 0 ? `${text} ${words().more(others)}` : text,
        onClick: () => open(pageOf(code)),
        actions: noticeActionsOf(code, state()).map((action) => ({
          text: wordOf(action),
          run: () =>
            action.command === null
              ? open(pageOf(code))
              : void act({ kind: "command", command: action.command }),
        })),
      });
    },
  });
  if (parts.isEarly) notify.wake();
  return notify;
}
