/** Closes the router the moment the allowance is used up: between two requests of a tool loop there are only milliseconds. */
import { costOf } from "./price.ts";
import type { Exchange } from "./traffic.ts";

export type Brake = {
  /** `stopAtMicroUsd` null: never. `spentMicroUsd` is the day's figure so far, everything counted; `isAtLeast`: it may be more, and what was counted here is not forgotten. */
  set(stopAtMicroUsd: number | null, spentMicroUsd: number | null, isAtLeast?: boolean): void;
  /** True from the exchange on with which the day's spending has come to the limit. */
  add(exchange: Exchange): boolean;
  isClosed(): boolean;
};

export function createBrake(): Brake {
  let stopAt: number | null = null;
  let spent = 0;
  const isClosed = (): boolean => stopAt !== null && spent >= stopAt;
  return {
    isClosed,
    set(stopAtMicroUsd, spentMicroUsd, isAtLeast = false) {
      stopAt = stopAtMicroUsd;
      spent = Math.max(spentMicroUsd ?? 0, isAtLeast ? spent : 0);
    },
    add(exchange) {
      if (stopAt !== null && exchange.by === "openclaw")
        spent += costOf(exchange).costMicroUsd ?? 0;
      return isClosed();
    },
  };
}
