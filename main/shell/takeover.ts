/** Tells of what the window has had changed, in a notification of our own with the way back: a window that was taken over must not go unnoticed. */
import type { Reply } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import type { Language } from "../../renderer/copy/language.ts";
import { type TakeoverWords, takeoverWords } from "../../renderer/copy/takeover.ts";
import { rememberOf, type Takeover, type TakeoverState, takeoversOf } from "../core/takeover.ts";
import type { TrayAction } from "../core/tray.ts";
import { postNotification } from "./notification.ts";

type Send = (input: unknown) => Promise<Reply>;

/**
 * Wraps the way commands of the window take. What they change is told whether the window is looked at or not, in quiet hours, and to those who want no
 * notifications: none of that can be believed of a window that was taken over. Before OpenClaw was linked there is nothing to take.
 */
export function tellTakeovers(
  send: Send,
  parts: {
    state(): AppState;
    language(): Language;
    act(action: TrayAction): Promise<void>;
  },
): Send {
  let underWay = 0;
  let isLinked = false;
  let last: TakeoverState | null = null;
  /** One of a kind stands at a time. */
  const standing = new Map<Takeover["kind"], () => void>();

  function tell(takeover: Takeover): void {
    const { kind, undo } = takeover;
    const words = takeoverWords[parts.language()];
    const { head, text } = saidOf(takeover, words);
    const open = (): void => void parts.act({ kind: "open", page: "settings" });
    standing.get(kind)?.();
    standing.set(
      kind,
      postNotification({
        ...{ title: head, body: text, onClick: open },
        actions:
          undo === null
            ? []
            : [{ text: words.undo, run: () => void parts.act({ kind: "command", command: undo }) }],
      }),
    );
  }

  /** @param isWindows what has changed since the last look is the window's doing */
  function look(isWindows: boolean): void {
    const now = parts.state();
    isLinked ||= now.openclaw.link !== null;
    if (isWindows && last !== null && isLinked)
      for (const each of takeoversOf(last, now)) tell(each);
    last = rememberOf(last, now);
  }

  return async (input) => {
    // Between its commands others have theirs: the tray, for one.
    if (underWay === 0) look(false);
    underWay += 1;
    try {
      return await send(input);
    } finally {
      underWay -= 1;
      look(true);
    }
  };
}

function saidOf(takeover: Takeover, words: TakeoverWords): TakeoverWords["payloads"] {
  if (takeover.kind === "account") return words.account(takeover);
  if (takeover.kind === "place") return words.place(takeover);
  if (takeover.kind === "key") return words.key(takeover);
  if (takeover.kind === "proxy") return words.proxy(takeover);
  return words[takeover.kind];
}
