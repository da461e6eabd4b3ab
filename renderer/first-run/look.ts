/** Asks Cloudflare what the saved token may see: once by itself when nothing is known yet, and whenever it is asked to. */
import { useCallback, useEffect, useRef } from "react";
import { type Refusal, useSender } from "../face.ts";
import { useFace } from "../page-face.ts";

export type Look = {
  readonly isLooking: boolean;
  readonly refusal: Refusal | null;
  /** With an account: what that one has. */
  readonly again: (accountId?: string) => void;
};

export function useLook(hasToken: boolean): Look {
  const { state } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { askedAt, status } = state.cloudflare;
  const again = useCallback(
    (accountId?: string) =>
      void send({ type: "cloudflare.look", ...(accountId !== undefined && { accountId }) }),
    [send],
  );
  const isAsked = useRef(false);
  const isUnknown = hasToken && askedAt === null && status === "off";
  useEffect(() => {
    if (!isUnknown || isAsked.current) return;
    isAsked.current = true;
    again();
  }, [again, isUnknown]);
  return { isLooking: isBusy || status === "looking", refusal, again };
}
