/** What is known of a key while it is typed: that there is something, and, once the typing stops, that it belongs elsewhere. Never the key. */
import { useEffect, useRef, useState } from "react";
import type { SecretKind } from "../../preload/contract/state.ts";
import { type Swap, swappedAs } from "./key-shape.ts";

const stopsAfterMs = 300;

export function useTyped(asked: {
  readonly kind: SecretKind;
  readonly provider: string;
  readonly onFilled: ((isFilled: boolean) => void) | undefined;
}): {
  readonly swap: Swap | null;
  readonly type: (text: string) => void;
  /** Looks at once. */
  readonly look: (text: string) => Swap | null;
} {
  const [swap, setSwap] = useState<Swap | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function look(text: string): Swap | null {
    clearTimeout(timer.current);
    const seen = swappedAs(asked.kind, asked.provider, text);
    setSwap(seen);
    asked.onFilled?.(text.trim() !== "" && seen === null);
    return seen;
  }
  return {
    swap,
    look,
    type(text) {
      clearTimeout(timer.current);
      // What was said was said of what stood there before.
      setSwap(null);
      asked.onFilled?.(text.trim() !== "");
      timer.current = setTimeout(() => look(text), stopsAfterMs);
    },
  };
}
