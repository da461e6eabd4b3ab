/** What the person chose and the app has not answered yet, so that the knob moves within the frame of the click. */
import { useRef, useState } from "react";
import type { RouteName } from "../../preload/contract/state.ts";
import { useLate } from "../clock.ts";
import { type Refusal, useFace, useSender } from "../face.ts";
import type { PauseLength } from "./pause.ts";
import type { Moment } from "./view.ts";

/** Asked is drawn only when applied takes longer than this. */
const asksAfterMs = 150;

export type Chosen = {
  readonly moment: Moment;
  readonly refusal: Refusal | null;
  readonly choose: (route: RouteName) => void;
  readonly pause: (length: PauseLength) => void;
  /** Goes on without the allowance for the rest of the day. */
  readonly ignoreAllowance: () => void;
};

export function useRoute(): Chosen {
  const { state } = useFace();
  const { refusal, send } = useSender();
  const [wish, setWish] = useState<RouteName | null>(null);
  const clicks = useRef(0);
  const { applied, asked } = state.route;

  const ask = (route: RouteName, pauseFor?: PauseLength) => {
    clicks.current += 1;
    const mine = clicks.current;
    setWish(route);
    void send({ type: "route.set", route, ...(pauseFor && { pauseFor }) }).then(() => {
      // A later click has a wish of its own.
      if (clicks.current === mine) setWish(null);
    });
  };
  return {
    moment: { wish, isLate: useLate((wish ?? asked) !== applied, asksAfterMs) },
    refusal,
    choose: (route) => ask(route),
    pause: (length) => ask("paused", length),
    ignoreAllowance: () => void send({ type: "allowance.ignore" }),
  };
}
