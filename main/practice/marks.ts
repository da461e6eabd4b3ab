/** The headers Cloudflare writes on every answer of an aiGateway, errors included. None of them carries a cost. */
import type { IncomingHttpHeaders } from "node:http";
import { ray, ulid, uuidV7 } from "./ids.ts";
import type { PracticeSettings } from "./settings.ts";

export type Marking = {
  readonly ids: PracticeSettings["ids"];
  readonly at: number;
  /** Of the request: it may name its own event. */
  readonly headers: IncomingHttpHeaders;
  /** Which of the providers asked in turn has answered. */
  readonly step: number;
  /** Null: the cache was not asked, and nothing is said of it. */
  readonly cache: "HIT" | "MISS" | null;
};

export const edgeMarks = (): readonly string[] => ["server", "cloudflare", "cf-ray", ray()];

/** Name, value, name, value … Since 2026-10-08 one UUID is log, event and request id; before, each had a ULID or none. */
export function marks({ ids, at, headers, step, cache }: Marking): readonly string[] {
  const isNew = ids === "uuid";
  const id = isNew ? uuidV7(at) : ulid(at);
  const own = headers["cf-aig-event-id"];
  const event = isNew ? id : ulid(at);
  return [
    "cf-aig-log-id",
    id,
    "cf-aig-event-id",
    typeof own === "string" ? own : event,
    "cf-aig-step",
    String(step),
    ...(isNew ? ["cf-aig-request-id", id] : []),
    ...(cache === null ? [] : ["cf-aig-cache-status", cache]),
    ...edgeMarks(),
  ];
}
