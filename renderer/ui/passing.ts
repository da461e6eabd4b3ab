/** Choosing with the arrows passes over what one does not want: what weighs something takes effect only when it is confirmed. */
import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { useFace } from "../face.ts";
import { say } from "../voice.ts";

const confirming: ReadonlySet<string> = new Set(["Enter", " "]);
const isPassingKey = ({ altKey, key }: KeyboardEvent): boolean =>
  !altKey && /^(?:Arrow|Page|Home$|End$|[^ ]$)/.test(key);

export type Passing<T> = {
  /** What is shown as chosen. */
  readonly shown: T | null;
  /** It has not been confirmed. */
  readonly isPassing: boolean;
  readonly take: (value: T) => void;
  readonly hands: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: () => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
};

/** @param isWeighty otherwise what is passed over is chosen at once. */
export function usePassing<T>(
  value: T | null,
  choose: (value: T) => void,
  isWeighty: boolean,
): Passing<T> {
  const { words } = useFace();
  const [passing, setPassing] = useState<{ readonly value: T } | null>(null);
  const isKeyed = useRef(false);

  const confirm = (): void => {
    if (passing) choose(passing.value);
    setPassing(null);
  };
  return {
    shown: passing ? passing.value : value,
    isPassing: passing !== null,
    take(next) {
      if (!isWeighty || !isKeyed.current) {
        setPassing(null);
        return choose(next);
      }
      if (passing === null) say(words.app.passing);
      setPassing(next === value ? null : { value: next });
    },
    hands: {
      onKeyDown(event) {
        const { currentTarget, key, target } = event;
        // A list that lies open is confirmed by its own keys.
        const isOpen = (target as Element).matches("select:open");
        isKeyed.current = !isOpen && isPassingKey(event);
        if (!passing || isOpen) return;
        if (key === "Escape") {
          setPassing(null);
          // The chosen one of several has the stop of Tab.
          requestAnimationFrame(() =>
            currentTarget.querySelector<HTMLElement>(":checked:not(option)")?.focus(),
          );
        } else if (confirming.has(key)) confirm();
        else return;
        event.preventDefault();
      },
      onPointerDown() {
        isKeyed.current = false;
      },
      onBlur({ currentTarget, relatedTarget }) {
        // Another window in front is no answer.
        if (document.hasFocus() && !currentTarget.contains(relatedTarget)) confirm();
      },
    },
  };
}
