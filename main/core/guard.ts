/** Decides from a request's head alone whether it may enter, before anything of its body is read. */
import type { RouteName } from "../../preload/contract/state.ts";
import type { Bytes } from "./bytes.ts";
import { SPACE } from "./http-head.ts";
import {
  CREDENTIAL,
  credentialNames,
  DROPPED,
  type HeadFault,
  NOTE_SIZE,
  type RequestHead,
  WAY,
} from "./http-head-request.ts";

/** Why a request is turned away without being an exchange. */
export type GuardFault =
  | HeadFault
  | "headTooLarge"
  | "headTimeout"
  | "wrongHost"
  | "origin"
  | "method"
  | "upgrade"
  | "expectation"
  | "wrongKey"
  | "misplacedKey"
  | "path"
  | "unknownProvider";

/** Who may enter: the addresses the router answers to and the keys that open it, null for a key there is none of. */
export type Door = {
  readonly hosts: readonly string[];
  readonly localKey: string | null;
  readonly checkKey: string | null;
};

/** What the guard found out about a request that may enter; used again for the next one. */
export class Admission {
  by: "openclaw" | "sluice" = "openclaw";
  /** Our key stood where a provider's key belongs: the provider's own is to be put there instead. */
  stoodForProvider = false;
  /** Bits of `credentialNames`: the headers that still hold a key of the client's own. */
  kept = 0;
  /** The way Sluice's own trial asked for, whatever the route; null: the route's. */
  way: Way | null = null;
}

/** The ways a request can leave by. */
export type Way = Exclude<RouteName, "paused">;

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Null when the request may enter; `admission` is then filled in, and the lines that hold our key are marked in `head` so
 * that they do not pass. The order matters: a caller without the key learns nothing but that it has none.
 */
export function judge(
  head: RequestHead,
  bytes: Bytes,
  door: Door,
  admission: Admission,
): GuardFault | null {
  if (!door.hosts.includes(head.host)) return "wrongHost";
  // Only browsers send it: no page has business here.
  if (head.hasOrigin) return "origin";
  if (!methods.has(head.method)) return "method";
  if (head.hasUpgrade) return "upgrade";
  if (head.expectation !== "" && head.expectation !== "100-continue") return "expectation";
  admission.by = "openclaw";
  admission.way = null;
  if (takeKey(head, bytes, door.localKey, admission)) return misplaced(head, bytes, door.localKey);
  admission.by = "sluice";
  if (takeKey(head, bytes, door.checkKey, admission))
    return readWay(head, bytes, admission) ?? misplaced(head, bytes, door.checkKey);
  return "wrongKey";
}

/** Only our own checks may choose: OpenClaw goes where the person said. A way nobody knows must not become another one. */
function readWay(head: RequestHead, bytes: Bytes, admission: Admission): GuardFault | null {
  const { notes } = head;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    if (notes[at] !== WAY) continue;
    const said = bytes.latin1Slice(notes[at + 3] as number, notes[at + 4] as number);
    if (admission.way !== null || (said !== "direct" && said !== "cloudflare")) return "malformed";
    admission.way = said;
  }
  return null;
}

/** Marks every line whose value is the key. True when there was one. */
function takeKey(
  head: RequestHead,
  bytes: Bytes,
  key: string | null,
  admission: Admission,
): boolean {
  if (key === null) return false;
  const { notes } = head;
  let isFound = false;
  admission.stoodForProvider = false;
  admission.kept = 0;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    const bit = (notes[at] as number) - CREDENTIAL;
    if (bit <= 0) continue;
    const to = notes[at + 4] as number;
    let from = notes[at + 3] as number;
    if (bit === credentialNames.authorization) from = afterBearer(bytes, from, to);
    if (bit > credentialNames["x-goog-api-key"] && bit < credentialNames["x-sluice-key"])
      admission.kept |= bit;
    else if (isSame(bytes, from, to, key)) {
      isFound = true;
      notes[at] = DROPPED;
      if (bit !== credentialNames["x-sluice-key"]) admission.stoodForProvider = true;
    } else admission.kept |= bit;
  }
  return isFound;
}

/** The key anywhere else in the head would leave with it: such a request is not sent, rather than sent altered. */
function misplaced(head: RequestHead, bytes: Bytes, key: string | null): GuardFault | null {
  if (key === null) return "wrongKey";
  if (!hasRoomFor(head, key.length)) return null;
  const lines = bytes.subarray(0, head.linesTo);
  for (let at = lines.indexOf(key); at >= 0; at = lines.indexOf(key, at + 1)) {
    if (!isInDroppedLine(head, at)) return "misplacedKey";
  }
  return null;
}

/** False when no line that passes is long enough to hold a key of this length, as in most requests: then nothing is searched. */
function hasRoomFor({ longestPlain, noted, notes }: RequestHead, length: number): boolean {
  if (longestPlain >= length) return true;
  for (let at = 0; at < noted; at += NOTE_SIZE) {
    const isLong = (notes[at + 2] as number) - (notes[at + 1] as number) >= length;
    if (isLong && passes(notes[at] as number, false)) return true;
  }
  return false;
}

function isInDroppedLine(head: RequestHead, index: number): boolean {
  const { notes } = head;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    const isInside = index >= (notes[at + 1] as number) && index < (notes[at + 2] as number);
    if (isInside) return !passes(notes[at] as number, false);
  }
  return false;
}

/** Whether a noted line goes on to the far end; `isDirect` means that no aiGateway is between, `isKeyless` that no key of a provider goes along. */
export function passes(kind: number, isDirect: boolean, isKeyless = false): boolean {
  if (kind === DROPPED || kind === WAY) return false;
  if (kind === CREDENTIAL + credentialNames["x-sluice-key"]) return false;
  return kind > CREDENTIAL ? !isKeyless : !isDirect;
}

/** Constant in time for keys of one length, so that the answer's delay tells nothing of how much was right. */
function isSame(bytes: Bytes, from: number, to: number, key: string): boolean {
  if (to - from !== key.length) return false;
  let difference = 0;
  for (let index = 0; index < key.length; index++) {
    difference |= (bytes[from + index] as number) ^ key.charCodeAt(index);
  }
  return difference === 0;
}

const bearer = [..."bearer"].map((letter) => letter.charCodeAt(0));

/** Where the value begins behind "Bearer "; `to`, an empty value, when it is something else. */
function afterBearer(bytes: Bytes, from: number, to: number): number {
  let at = from;
  for (const letter of bearer) if (((bytes[at++] as number) | 32) !== letter) return to;
  if (bytes[at] !== SPACE) return to;
  while (at < to && bytes[at] === SPACE) at++;
  return at;
}

/** The status and the sentence of each. `code` in the answer is the fault's name. */
export const guardAnswers: Readonly<
  Record<GuardFault, { readonly status: number; readonly reason: string; readonly message: string }>
> = {
  malformed: {
    status: 400,
    reason: "Bad Request",
    message: "This is not a well-formed HTTP/1.1 request. Send it again with a standard client.",
  },
  host: {
    status: 400,
    reason: "Bad Request",
    message: "A request needs exactly one Host header. Send it again with a standard client.",
  },
  version: {
    status: 505,
    reason: "HTTP Version Not Supported",
    message: "Sluice speaks HTTP/1.1 only. Send the request again as HTTP/1.1.",
  },
  headTooLarge: {
    status: 431,
    reason: "Request Header Fields Too Large",
    message: "The request's headers are larger than 64 KB. Send fewer or shorter headers.",
  },
  headTimeout: {
    status: 408,
    reason: "Request Timeout",
    message: "The request's headers did not arrive in time. Send the request again.",
  },
  wrongHost: {
    status: 403,
    reason: "Forbidden",
    message: "Sluice answers to its own address on this computer only. Use the base URL it set.",
  },
  origin: {
    status: 403,
    reason: "Forbidden",
    message: "Sluice does not answer web pages. Send the request from a program instead.",
  },
  method: {
    status: 405,
    reason: "Method Not Allowed",
    message: "Sluice forwards GET, HEAD, POST, PUT, PATCH and DELETE. Use one of these.",
  },
  upgrade: {
    status: 501,
    reason: "Not Implemented",
    message: "Sluice does not forward WebSockets or other upgrades. Use plain HTTP/1.1.",
  },
  expectation: {
    status: 417,
    reason: "Expectation Failed",
    message: "Sluice knows no expectation but 100-continue. Leave the Expect header out.",
  },
  wrongKey: {
    status: 401,
    reason: "Unauthorized",
    message: "The key is not the one Sluice gave out. Open Sluice and link OpenClaw again.",
  },
  misplacedKey: {
    status: 400,
    reason: "Bad Request",
    message:
      "Sluice's own key stands where it would be sent on. Put it in x-sluice-key, x-api-key, x-goog-api-key or Authorization only.",
  },
  path: {
    status: 400,
    reason: "Bad Request",
    message:
      "The path is not a plain /provider/path. Leave out dot segments, encoded slashes and doubled slashes.",
  },
  unknownProvider: {
    status: 404,
    reason: "Not Found",
    message: "The path begins with no provider Sluice knows. Begin it with one, as in /anthropic.",
  },
};

/** The body of the answer: `{"error":{"type","code","message"}}`. */
export function guardBody(fault: GuardFault): string {
  const { message } = guardAnswers[fault];
  return JSON.stringify({ error: { type: "sluice_error", code: fault, message } });
}
