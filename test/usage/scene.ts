/** A ledger in a folder of its own, and the few words its tests share. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { AnalyticsGroup, Settled } from "../../main/core/analytics.ts";
import { nothing, plus, quarterMs } from "../../main/core/spend.ts";
import { type Ledger, type LedgerOptions, openLedger } from "../../main/usage/ledger.ts";

/** 2026-11-21 12:00 UTC: where a quarter begins. */
export const noon = Date.UTC(2026, 10, 21, 12, 0);
export const profile = "p1";
export const all = (ledger: Ledger) => ledger.buckets(0, Number.MAX_SAFE_INTEGER);
export const sumOf = (ledger: Ledger) => all(ledger).reduce(plus, nothing);

/** A million of these cost 3 dollars: claude-sonnet-4-6. */
export const million = {
  ...{ tokensIn: 1_000_000, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
};

export function groupOf(startAt: number, more: Partial<AnalyticsGroup> = {}): AnalyticsGroup {
  return {
    ...{ startAt, provider: "anthropic", model: "claude-sonnet-4-6", requests: 1 },
    ...{ costMicroUsd: 3_000_000, tokensIn: 1_000_000, tokensOut: 0, errors: 0, cacheHits: 0 },
    ...more,
  };
}

/** One group a quarter, from a quarter on. */
export const settledOf = (
  fromMs: number,
  groups: readonly (Partial<AnalyticsGroup> | null)[],
  more: Partial<Settled> = {},
): Settled => ({
  ...{ profile, readAt: fromMs + 3_600_000 },
  quarters: groups.map((group, index) => {
    const startAt = fromMs + index * quarterMs;
    return { startAt, groups: group === null ? [] : [groupOf(startAt, group)] };
  }),
  ...more,
});

/** Every look at it is later by more than a piece of work may take: each piece is the smallest there is. */
export function createSlowClock(): () => number {
  let at = 0;
  return () => {
    at += 10;
    return at;
  };
}

/** To be called once at the top of a file of tests. */
export function createScene() {
  const opened: Ledger[] = [];
  const scene = {
    folder: "",
    path: "",
    /** What is scheduled is never done by itself, unless a timer is given; it is noon, and no work takes time. */
    open(options: LedgerOptions = {}): Ledger {
      const idle = { schedule: () => () => {}, now: () => noon, clock: () => 0 };
      const result = openLedger(scene.path, { ...idle, ...options });
      if (!result.ok) throw new Error(result.code);
      opened.push(result.ledger);
      return result.ledger;
    },
    closeAll() {
      for (const ledger of opened.splice(0)) ledger.close();
    },
  };
  beforeEach(() => {
    scene.folder = mkdtempSync(join(tmpdir(), "sluice-ledger-"));
    scene.path = join(scene.folder, "data", "ledger.sqlite");
  });
  afterEach(() => {
    scene.closeAll();
    rmSync(scene.folder, { recursive: true });
  });
  return scene;
}
