/** Every request Cloudflare knows of: what its log shows at once and its analytics show minutes later. */
import type { Usage } from "../core/traffic.ts";
import type { PracticeSettings } from "./settings.ts";

export type PracticeLog = {
  /** `cf-aig-log-id`. */
  readonly id: string;
  readonly accountId: string;
  readonly aiGatewayId: string;
  /** When the request came, epoch ms: its place in the analytics. */
  readonly createdAt: number;
  readonly durationMs: number;
  /** As Cloudflare names them: a slug or "compat", and "claude-sonnet-4-6", "anthropic/claude-sonnet-4.6" or "unknown". */
  readonly provider: string;
  readonly model: string;
  readonly path: string;
  readonly status: number;
  /** Answered from the aiGateway's response cache. */
  readonly isCached: boolean;
  /** As the answer reported it; null when it reported nothing or did not get that far. */
  readonly usage: Usage | null;
  /** What Cloudflare says it cost; null: it knows no price, or no tokens. */
  readonly costMicroUsd: number | null;
  /** False: it was not to be logged. Analytics count it all the same. */
  readonly isStored: boolean;
  readonly eventId: string;
  readonly step: number;
  readonly metadata: Readonly<Record<string, string | number | boolean>> | null;
  readonly hasCustomCost: boolean;
  /** Paid by Unified Billing. */
  readonly isWholesale: boolean;
  readonly userAgent: string;
  /** Null: they were not to be kept. */
  readonly bodies: { readonly request: string; readonly response: string } | null;
};

/** A made-up request: what is left out is that of an ordinary answered one on the practice account. */
export type Given = Pick<PracticeLog, "id" | "createdAt" | "provider" | "model" | "usage"> &
  Partial<PracticeLog>;

/** "median 273 s, p95 319 s, range 139–365 s, once >14 min": from the end of a request until the analytics have it. */
export type Lag = number | ((row: PracticeLog) => number);

export const lagOf = (lag: Lag, row: PracticeLog): number =>
  typeof lag === "number" ? lag : lag(row);

export const endOf = (row: PracticeLog): number => row.createdAt + row.durationMs;

export type Logs = {
  add(row: PracticeLog): void;
  /** All of them, oldest first, those to come included. */
  all(): readonly PracticeLog[];
  /** Of one account, `createdAt` in `[fromMs, toMs)`, oldest first, whether shown yet or not. */
  between(accountId: string, fromMs: number, toMs: number): readonly PracticeLog[];
  /** What the log shows at this moment. */
  shown(accountId: string, aiGatewayId: string): readonly PracticeLog[];
  find(accountId: string, aiGatewayId: string, id: string): PracticeLog | null;
  note(id: string, feedback: Feedback): void;
  noted(id: string): Feedback;
  /** From the log; the analytics keep it. */
  remove(rows: readonly PracticeLog[]): void;
};

/** What a person said of an answer, `PATCH …/logs/{id}`. */
export type Feedback = {
  readonly feedback?: unknown;
  readonly score?: unknown;
  readonly metadata?: unknown;
};

/** Keeps the bodies of the last `keep` requests. */
export function createLogs(
  keep: number,
  now: () => number,
  settings: () => PracticeSettings,
): Logs {
  let rows: PracticeLog[] = [];
  let isSorted = true;
  const byId = new Map<string, PracticeLog>();
  const withBodies: string[] = [];
  const bodies = new Map<string, PracticeLog["bodies"]>();
  const notes = new Map<string, Feedback>();
  const removed = new Set<string>();

  function sorted(): readonly PracticeLog[] {
    if (!isSorted) rows = rows.sort((a, b) => a.createdAt - b.createdAt);
    isSorted = true;
    return rows;
  }

  /** The place of the first row of `atMs` or later. */
  function placeOf(atMs: number): number {
    const all = sorted();
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.createdAt ?? atMs) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const whole = (row: PracticeLog): PracticeLog => ({ ...row, bodies: bodies.get(row.id) ?? null });

  function isShown(row: PracticeLog, atMs: number): boolean {
    if (!row.isStored || removed.has(row.id)) return false;
    return endOf(row) + lagOf(settings().logDelayMs, row) <= atMs;
  }

  const between: Logs["between"] = (accountId, fromMs, toMs) =>
    sorted()
      .slice(placeOf(fromMs), placeOf(toMs))
      .filter((row) => row.accountId === accountId);

  return {
    add: (row) => {
      if (row.bodies !== null) {
        bodies.set(row.id, row.bodies);
        withBodies.push(row.id);
        if (withBodies.length > keep) bodies.delete(withBodies.shift() ?? "");
      }
      isSorted &&= (rows.at(-1)?.createdAt ?? row.createdAt) <= row.createdAt;
      const kept = { ...row, bodies: null };
      rows.push(kept);
      byId.set(row.id, kept);
    },
    all: sorted,
    between,
    shown: (accountId, aiGatewayId) => {
      const atMs = now();
      return between(accountId, 0, atMs + 1).filter(
        (row) => row.aiGatewayId === aiGatewayId && isShown(row, atMs),
      );
    },
    find: (accountId, aiGatewayId, id) => {
      const atMs = now();
      const row = byId.get(id);
      const isThere = row?.accountId === accountId && row.aiGatewayId === aiGatewayId;
      return row !== undefined && isThere && isShown(row, atMs) ? whole(row) : null;
    },
    note: (id, feedback) => {
      notes.set(id, { ...notes.get(id), ...feedback });
    },
    noted: (id) => notes.get(id) ?? {},
    remove: (gone) => {
      for (const { id } of gone) removed.add(id);
    },
  };
}

/** `given` with everything an ordinary answered request has. */
export function practiceLog(given: Given, accountId: string, aiGatewayId: string): PracticeLog {
  return {
    accountId,
    aiGatewayId,
    durationMs: 0,
    path: given.provider === "anthropic" ? "v1/messages" : "chat/completions",
    status: 200,
    isCached: false,
    costMicroUsd: null,
    isStored: true,
    eventId: given.id,
    step: 0,
    metadata: null,
    hasCustomCost: false,
    isWholesale: false,
    userAgent: "practice",
    bodies: null,
    ...given,
  };
}
