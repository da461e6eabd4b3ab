/** Sluice's meter on a clock of the test's: the real ledger, client, settling and pace, as the app puts them together. */
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { createBudget } from "../../main/core/budget.ts";
import { analyticsDueAt, rowDueAfterMs } from "../../main/core/cadence.ts";
import { createSettling } from "../../main/core/settle.ts";
import { quarterMs, quarterOf } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";
import { dayBounds, dayOf, neighbourDay } from "../../main/core/zone.ts";
import { type Practice, practiceProfile } from "../../main/practice/practice.ts";
import { usageOf, usageRange } from "../../main/usage/collector.ts";
import { openLedger } from "../../main/usage/ledger.ts";
import { createManualTimer } from "../support/manual-timer.ts";

export type World = {
  readonly practice: Practice;
  readonly path: string;
  readonly now: () => number;
  readonly zone: () => string;
  readonly hasLogs: boolean;
  /** Called whenever a person could look. */
  readonly onShown: (sluice: Sluice) => void;
};

export type Sluice = {
  add(exchange: Exchange): void;
  /** When it wants to do something next. */
  dueAt(): number;
  /** Does what is due. */
  work(): Promise<void>;
  usage(): ReturnType<typeof usageOf>;
  days(fromMs: number, toMs: number): ReturnType<typeof usageRange>;
  isSeen(isSeen: boolean): void;
  close(): void;
};

const { accountId, aiGatewayId } = practiceProfile;
const profile = "p1";
const lookBackMs = 600_000;

type Try = { readonly logId: string; readonly tries: number; readonly dueAt: number };

export function startSluice({ practice, path, now, zone, hasLogs, onShown }: World): Sluice {
  const timer = createManualTimer();
  const opened = openLedger(path, { now, schedule: timer.schedule });
  if (!opened.ok) throw new Error(opened.code);
  const { ledger } = opened;
  const cloudflare = createCloudflare({
    ...{ base: practice.cloudflareApi, token: practice.secrets.analytics, now },
    budget: createBudget(now),
  });
  const settling = createSettling();
  const awaited = new Map<number, Try>();
  const done = new Set<number>();
  let isSeen = true;
  let askedAt: number | null = null;
  let trafficAt: number | null = null;
  let failures = 0;

  const turn = () => {
    while (timer.waiting().length > 0) timer.run();
  };
  const readDueAt = () =>
    analyticsDueAt({
      ...{ now: now(), askedAt, trafficAt, failures, notBefore: 0, isRefused: false },
      attention: { isSeen, isOnBattery: false, isOnline: true },
    });

  async function read(): Promise<void> {
    const toMs = quarterOf(now()) + quarterMs;
    const today = dayOf(now(), zone());
    const fromMs = quarterOf(dayBounds(neighbourDay(today, -1), zone()).startAt);
    askedAt = now();
    const answer = await cloudflare.quarters(accountId, aiGatewayId, fromMs, toMs);
    // The log has rows the analytics have not heard of yet: nobody can say what nothing means.
    failures = answer.ok ? 0 : failures + 1;
    if (!answer.ok && answer.code === "cloudflare.analyticsEmpty") return;
    if (!answer.ok) throw new Error(`${answer.code} ${answer.detail ?? ""}`);
    const given = { profile, readAt: now(), toMs, ...answer.value };
    ledger.settle(settling.add(given, now()));
    onShown(sluice);
  }

  function expectRows(): void {
    for (const row of ledger.awaiting({ profile, sinceMs: now() - lookBackMs, limit: 200 }))
      if (!awaited.has(row.id) && !done.has(row.id))
        awaited.set(row.id, { logId: row.logId, tries: 0, dueAt: now() + (rowDueAfterMs(0) ?? 0) });
  }

  async function readRows(): Promise<void> {
    const due = [...awaited].filter(([, one]) => one.dueAt <= now());
    const told = await Promise.all(
      due.map(async ([id, row]) => {
        const answer = await cloudflare.log(accountId, aiGatewayId, row.logId);
        const isTold = answer.ok && answer.value !== "later";
        const afterMs = isTold ? null : rowDueAfterMs(row.tries + 1);
        if (afterMs === null) {
          awaited.delete(id);
          done.add(id);
        } else awaited.set(id, { ...row, tries: row.tries + 1, dueAt: now() + afterMs });
        return isTold ? [{ id, costMicroUsd: answer.value.costMicroUsd }] : [];
      }),
    );
    if (told.flat().length > 0) ledger.confirm(told.flat());
  }

  const sluice: Sluice = {
    add(exchange) {
      ledger.add(exchange);
      if (exchange.profile !== null) trafficAt = now();
      onShown(sluice);
      turn();
      if (hasLogs) expectRows();
      onShown(sluice);
    },
    dueAt: () => Math.min(readDueAt(), ...[...awaited.values()].map(({ dueAt }) => dueAt)),
    async work() {
      if (hasLogs) {
        await readRows();
        onShown(sluice);
      }
      if (readDueAt() <= now()) await read();
      turn();
      onShown(sluice);
    },
    usage: () => usageOf(ledger, now(), zone(), profile),
    days: (from, to) => usageRange(ledger, { from, to, by: "day" }, zone()),
    isSeen(seen) {
      isSeen = seen;
    },
    close: () => ledger.close(),
  };
  return sluice;
}
