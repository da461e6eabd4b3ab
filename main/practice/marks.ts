/** The headers Cloudflare writes on every answer of an aiGateway, errors included. None of them carries a cost. */
import type { IncomingHttpHeaders } from "node:http";
import { ray, ulid, uuidV7 } from "./ids.ts";
import type { PracticeSettings } from "./settings.ts";

/** What one request is called. */
export type Identity = {
  readonly logId: string;
  readonly eventId: string;
  /** Null before 2026-10-08. */
  readonly requestId: string | null;
};

export type Marking = {
  /** Which of the providers asked in turn has answered. */
  readonly step: number;
  /** Null: the cache was not asked, and nothing is said of it. */
  readonly cache: "HIT" | "MISS" | null;
  readonly atMs: number;
};

/** Everything that stands behind Cloudflare tells the time, too: the practice room's own. */
export const edgeMarks = (atMs: number): readonly string[] => [
  "date",
  new Date(atMs).toUTCString(),
  "server",
  "cloudflare",
  "cf-ray",
  ray(),
];

/** Since 2026-10-08 one UUID is log, event and request id; before, each had a ULID or none. `headers` may name their own event. */
export function identify(
  ids: PracticeSettings["ids"],
  atMs: number,
  headers: IncomingHttpHeaders,
): Identity {
  const isNew = ids === "uuid";
  const logId = isNew ? uuidV7(atMs) : ulid(atMs);
  const own = headers["cf-aig-event-id"];
  const eventId = typeof own === "string" ? own : isNew ? logId : ulid(atMs);
  return { logId, eventId, requestId: isNew ? logId : null };
}

/** Name, value, name, value … */
export function marks(identity: Identity, { step, cache, atMs }: Marking): readonly string[] {
  const { logId, eventId, requestId } = identity;
  return [
    "cf-aig-log-id",
    logId,
    "cf-aig-event-id",
    eventId,
    "cf-aig-step",
    String(step),
    ...(requestId === null ? [] : ["cf-aig-request-id", requestId]),
    ...(cache === null ? [] : ["cf-aig-cache-status", cache]),
    ...edgeMarks(atMs),
  ];
}
