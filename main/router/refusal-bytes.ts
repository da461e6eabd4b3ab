/** The answer Sluice gives in the far end's place, as it goes onto the wire. */

import type { RefusalReason } from "../../preload/contract/state.ts";
import { type GuardFault, guardAnswers, guardBody } from "../core/guard.ts";
import { type RefusedRequest, refusalAnswer, type Stamp } from "../core/refusal.ts";
import { ownAnswer } from "./outgoing.ts";

export function refusalBytes(
  reason: RefusalReason,
  request: RefusedRequest,
  stamp: Stamp,
  framing: Pick<Parameters<typeof ownAnswer>[0], "isHead" | "isKept" | "keepAlive">,
): Buffer {
  const { body, contentType, status } = refusalAnswer(reason, request, stamp);
  return ownAnswer({
    status,
    reason: status === 200 ? "OK" : "Bad Request",
    contentType,
    lines: `x-sluice-refusal: ${reason}\r\n`,
    body,
    ...framing,
  });
}

/** What a request is told that may not enter; the connection ends with it. */
export function turnedAwayBytes(fault: GuardFault, isHead: boolean): Buffer {
  const { reason, status } = guardAnswers[fault];
  return ownAnswer({
    status,
    reason,
    contentType: "application/json",
    lines: status === 405 ? "Allow: GET, HEAD, POST, PUT, PATCH, DELETE\r\n" : "",
    body: guardBody(fault),
    isHead,
    isKept: false,
    keepAlive: "",
  });
}
