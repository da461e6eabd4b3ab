/** Keeps the figures honest: asks Cloudflare what it saw and charged, and OpenClaw what it thinks, at the pace the core sets. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { Profile } from "../../preload/contract/state.ts";
import { type Cloudflare, createCloudflare } from "../cloudflare/cloudflare.ts";
import { createDispatcher } from "../cloudflare/dispatcher.ts";
import type { Settled } from "../core/analytics.ts";
import { createBudget } from "../core/budget.ts";
import { type Attention, analyticsDueAt } from "../core/cadence.ts";
import { createSettling } from "../core/settle.ts";
import { quarterMs, quarterOf } from "../core/spend.ts";
import { dayBounds, dayOf, neighbourDay } from "../core/zone.ts";
import type { Conductor } from "./conductor.ts";
import { createEstimate } from "./estimate.ts";
import type { Outcome } from "./linker.ts";
import { createLogRows } from "./log-rows.ts";
import type { Parts } from "./parts.ts";

export type Meter = {
  /** Compares with what it works with; to be called when a profile, a key or the network may have changed. */
  refresh(): void;
  /** How much anybody cares right now. */
  attend(attention: Partial<Attention>): void;
  /** Tries what a token may see: the one that is saved, or another that is not kept. */
  look(other?: { readonly token?: string; readonly accountId?: string }): Promise<Outcome>;
  create(accountId: string, id: string, token?: string): Promise<Outcome>;
  /** By the saved token, or by another that is not kept; null: there is none. */
  cloudflare(token?: string): Promise<Cloudflare | null>;
  /** The person wants the newest figures now. */
  ask(): Promise<void>;
  stop(): void;
};

const dayMs = 86_400_000;
/** Cloudflare keeps 62 days and answers for 32 at once; a month is what the window shows most. */
const backfillMs = 31 * dayMs;
/** Handed to the router's thread in pieces, for it has streams to serve. */
const quartersAtOnce = 96;
/** Clocks are set by hand, and a timer that is too long fires at once. */
const lookAgainMs = 30 * 60_000;

/** A token that is no good or may not, an account or an aiGateway that is not there. */
const needsPerson = /\.(needs|token|account|aiGateway)/;

type Work = { readonly profile: Profile; readonly token: string; readonly cloudflare: Cloudflare };

export function createMeter(parts: Parts, conductor: Conductor): Meter {
  const { farEnds, log, now, zone } = parts;
  const { secrets, shown, traffic } = conductor;
  const budget = createBudget(now);
  /** A token that is only tried must not use up what the figures are asked with. */
  const otherBudget = createBudget(now);
  let attention: Attention = { isSeen: false, isOnBattery: false, isOnline: true };
  let work: Work | null = null;
  let key = "";
  const settling = createSettling();
  let askedAt: number | null = null;
  let trafficAt: number | null = null;
  let failures = 0;
  let notBefore = 0;
  let isRefused = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | null = null;
  let isStopped = false;
  const end = new AbortController();
  const estimate = createEstimate(parts, conductor);
  const rows = createLogRows({
    traffic,
    now,
    source: () => work && { cloudflare: work.cloudflare, ...work.profile },
    onConfirmed: () => void show(),
  });
  // What was handed over is not in the ledger that was begun since: it is to be settled once more.
  conductor.setOnLedgerLost(() => {
    settling.forget();
    askedAt = null;
    arm();
  });
  conductor.setOnAiGateway((at) => {
    trafficAt = at;
    rows.expect();
    arm();
  });

  /** One for each token; its connections are closed by themselves when nobody uses them. */
  async function clientOf(token: string, from = budget): Promise<Cloudflare> {
    const dispatcher = await createDispatcher(conductor.proxies());
    const { signal } = end;
    const base = farEnds().cloudflareApi;
    return createCloudflare({ base, token, dispatcher, now, budget: from, log, signal });
  }

  async function cloudflareBy(token?: string): Promise<Cloudflare | null> {
    if (token !== undefined) return clientOf(token, otherBudget);
    const saved = secrets.value("analytics");
    if (saved === null) return null;
    return work?.token === saved ? work.cloudflare : clientOf(saved);
  }

  function refresh(): void {
    if (isStopped) return;
    const profile = conductor.profile();
    const token = secrets.value("analytics");
    const next = JSON.stringify([profile?.id, profile?.accountId, profile?.aiGatewayId, token]);
    const wires = JSON.stringify(conductor.proxies());
    if (`${next} ${wires}` === key) return;
    const isOther = !key.startsWith(`${next} `);
    key = `${next} ${wires}`;
    work = null;
    if (isOther) forget();
    if (profile && token) void open(profile, token, isOther);
  }

  /** What was found out with another token or about another aiGateway. */
  function forget(): void {
    rows.forget();
    tell(null);
    settling.forget();
    askedAt = null;
    failures = 0;
    notBefore = 0;
    isRefused = false;
    shown.setCloudflare(null);
    shown.setAiGateway(null);
    void show();
    arm();
  }

  async function open(profile: Profile, token: string, isOther: boolean): Promise<void> {
    const meant = key;
    const cloudflare = await clientOf(token);
    if (meant !== key || isStopped) return;
    work = { profile, token, cloudflare };
    if (isOther) await look();
    rows.expect();
    arm();
  }

  function arm(): void {
    clearTimeout(timer);
    if (isStopped || reading || estimate.isAsking()) return;
    const due = Math.min(work ? analyticsDue() : Number.POSITIVE_INFINITY, estimateDue());
    if (!Number.isFinite(due)) return;
    timer = setTimeout(() => void tick(), Math.min(Math.max(due - now(), 50), lookAgainMs));
    timer.unref();
  }

  const analyticsDue = (): number =>
    analyticsDueAt({
      ...{ now: now(), askedAt, trafficAt, failures, notBefore, isRefused, attention },
    });

  const estimateDue = (): number =>
    attention.isSeen || trafficAt !== null ? estimate.dueAt() : Number.POSITIVE_INFINITY;

  async function tick(): Promise<void> {
    if (work && analyticsDue() <= now()) await read();
    if (estimateDue() <= now()) await estimate.ask();
    arm();
  }

  function read(): Promise<void> {
    reading ??= readQuarters().finally(() => {
      reading = null;
    });
    return reading;
  }

  async function readQuarters(): Promise<void> {
    const begun = work;
    if (!begun) return;
    const { accountId, aiGatewayId, id } = begun.profile;
    const toMs = quarterOf(now()) + quarterMs;
    const fromMs = await firstUnsettled();
    askedAt = now();
    const answer = await begun.cloudflare.quarters(accountId, aiGatewayId, fromMs, toMs);
    if (begun !== work || isStopped) return;
    if (!answer.ok) return failed(answer.code, answer.retryAfterMs);
    failures = 0;
    isRefused = false;
    tell(null);
    shown.setCloudflare({ status: "ok", error: null, askedAt });
    const given = { profile: id, readAt: now(), toMs, ...answer.value };
    const settled = settling.add(given, now());
    for (const piece of piecesOf(settled)) await traffic.settle(piece);
    if (settled.quarters.length > 0) await show();
  }

  /** Yesterday and today are always read again, for late rows and corrections; what is missing from before, until it is there. */
  async function firstUnsettled(): Promise<number> {
    const yesterday = dayBounds(neighbourDay(dayOf(now(), zone()), -1), zone()).startAt;
    const oldest = quarterOf(now() - backfillMs);
    const until = (await traffic.settledUntil(oldest)) ?? oldest;
    return Math.min(until, yesterday);
  }

  /** What only the person can mend is brought before them; the rest passes, and the figures say how old they are. */
  function tell(code: CloudflareCode | null): void {
    if (code !== null && needsPerson.test(code)) conductor.notices.raise("cloudflare", code, now());
    else conductor.notices.clear("cloudflare");
  }

  function failed(code: CloudflareCode, retryAfterMs: number | null): void {
    // Cloudflare answered; whether there was nothing, or nothing to be seen, nobody can say.
    if (code === "cloudflare.analyticsEmpty") {
      failures = 0;
      shown.setCloudflare({ status: "ok", error: code, askedAt });
      return;
    }
    failures += 1;
    isRefused = needsPerson.test(code);
    tell(code);
    notBefore = now() + (retryAfterMs ?? 0);
    shown.setCloudflare({ status: "failed", error: code, askedAt });
  }

  async function show(): Promise<void> {
    const usage = await traffic.usage();
    if (usage && !isStopped) await conductor.setUsage(usage);
  }

  async function look({
    accountId,
    token,
  }: {
    readonly token?: string;
    readonly accountId?: string;
  } = {}): Promise<Outcome> {
    const asked = token ?? secrets.value("analytics");
    if (asked === null) return { ok: false, code: "cloudflare.noToken" };
    const begun = work;
    const { profile } = begun ?? { profile: null };
    const isOther = token !== undefined;
    const cloudflare =
      !isOther && begun ? begun.cloudflare : await clientOf(asked, isOther ? otherBudget : budget);
    const isBeside = isOther && begun !== null;
    if (!isBeside) shown.setCloudflare({ status: "looking", error: null });
    const account = accountId ?? profile?.accountId ?? null;
    const isOwn = account === profile?.accountId;
    const seen = await cloudflare.look(account, isOwn ? (profile?.aiGatewayId ?? null) : null);
    if (isStopped) return { ok: false, code: "app.quitting" };
    if (token === undefined && seen.capabilities.token.status !== "unknown")
      secrets.judge("analytics", undefined, seen.capabilities.token.status === "yes", now());
    if (token === undefined) tell(seen.error);
    // Over another way out of the network it is still the same token and the same aiGateway.
    const isSame = begun?.token === work?.token && begun?.profile === work?.profile;
    const { accounts, aiGateways } = seen;
    // What the saved token may see stays as it was found.
    if (isSame)
      shown.setCloudflare(isBeside ? { accounts, aiGateways } : { ...seen, askedAt: now() });
    isRefused = false;
    arm();
    return seen.error === null ? { ok: true } : { ok: false, code: seen.error };
  }

  return {
    refresh,
    look,
    attend(change) {
      const before = attention;
      attention = { ...attention, ...change };
      if (attention.isSeen && !before.isSeen) estimate.hasten();
      arm();
    },
    cloudflare: cloudflareBy,
    async create(accountId, id, token) {
      const client = await cloudflareBy(token);
      if (client === null) return { ok: false, code: "cloudflare.noToken" };
      const made = await client.createAiGateway(accountId, id);
      return made.ok ? { ok: true } : made;
    },
    async ask() {
      notBefore = 0;
      if (work) await read();
      // Nobody waits for OpenClaw, which takes seconds when it is busy.
      estimate.hasten();
      arm();
    },
    stop() {
      isStopped = true;
      end.abort();
      clearTimeout(timer);
      rows.stop();
    },
  };
}

function piecesOf({ quarters, ...rest }: Settled): readonly Settled[] {
  const pieces: Settled[] = [];
  for (let from = 0; from < quarters.length; from += quartersAtOnce)
    pieces.push({ ...rest, quarters: quarters.slice(from, from + quartersAtOnce) });
  return pieces;
}
