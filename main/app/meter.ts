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
import { readOpenClawUsage } from "../openclaw/usage.ts";
import type { Conductor } from "./conductor.ts";
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
  /** The person wants the newest figures now. */
  ask(): Promise<void>;
  stop(): void;
};

const dayMs = 86_400_000;
/** Cloudflare keeps 62 days and answers for 32 at once; a month is what the window shows most. */
const backfillMs = 31 * dayMs;
/** Handed to the router's thread in pieces, for it has streams to serve. */
const quartersAtOnce = 96;
const estimateEveryMs = 5 * 60_000;
const estimateAgainMs = 30_000;

/** A token that is no good or may not, an account or an aiGateway that is not there. */
const needsPerson = /\.(needs|token|account|aiGateway)/;

type Work = { readonly profile: Profile; readonly token: string; readonly cloudflare: Cloudflare };

export function createMeter(parts: Parts, conductor: Conductor): Meter {
  const { daemon, farEnds, log, now, zone } = parts;
  const { secrets, shown, traffic } = conductor;
  const budget = createBudget(now);
  let attention: Attention = { isSeen: false, isOnBattery: false, isOnline: true };
  let work: Work | null = null;
  let key = "";
  let settling = createSettling();
  let askedAt: number | null = null;
  let trafficAt: number | null = null;
  let failures = 0;
  let notBefore = 0;
  let isRefused = false;
  let estimateAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | null = null;
  let isStopped = false;
  const end = new AbortController();
  const rows = createLogRows({
    traffic,
    now,
    source: () => work && { cloudflare: work.cloudflare, ...work.profile },
    onConfirmed: () => void show(),
  });
  conductor.setOnAiGateway((at) => {
    trafficAt = at;
    rows.expect();
    arm();
  });

  /** One for each token; its connections are closed by themselves when nobody uses them. */
  async function clientOf(token: string): Promise<Cloudflare> {
    const dispatcher = await createDispatcher(conductor.proxies());
    const { signal } = end;
    const base = farEnds().cloudflareApi;
    return createCloudflare({ base, token, dispatcher, now, budget, log, signal });
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
    settling = createSettling();
    askedAt = null;
    failures = 0;
    notBefore = 0;
    isRefused = false;
    shown.setCloudflare(null);
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
    if (isStopped || reading) return;
    const due = Math.min(work ? analyticsDue() : Number.POSITIVE_INFINITY, estimateDue());
    if (!Number.isFinite(due)) return;
    timer = setTimeout(() => void tick(), Math.max(due - now(), 50));
    timer.unref();
  }

  const analyticsDue = (): number =>
    analyticsDueAt({
      ...{ now: now(), askedAt, trafficAt, failures, notBefore, isRefused, attention },
    });

  const estimateDue = (): number =>
    attention.isSeen || trafficAt !== null ? estimateAt : Number.POSITIVE_INFINITY;

  async function tick(): Promise<void> {
    if (work && analyticsDue() <= now()) await read();
    if (estimateDue() <= now()) await estimate();
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
    const given = { profile: id, readAt: now(), fromMs, toMs, groups: answer.value };
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

  async function estimate(): Promise<void> {
    const day = dayOf(now(), zone());
    const said =
      conductor.store.state().openclaw.daemon === null
        ? null
        : await readOpenClawUsage(daemon.call, { day, zone: zone() });
    estimateAt = now() + (said === "later" ? estimateAgainMs : estimateEveryMs);
    if (said !== "later") shown.setEstimate({ day, of: said });
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
    const cloudflare = token === undefined && begun ? begun.cloudflare : await clientOf(asked);
    shown.setCloudflare({ status: "looking", error: null });
    const account = accountId ?? profile?.accountId ?? null;
    const isOwn = account === profile?.accountId;
    const seen = await cloudflare.look(account, isOwn ? (profile?.aiGatewayId ?? null) : null);
    if (isStopped) return { ok: false, code: "app.quitting" };
    if (token === undefined && seen.capabilities.token.status !== "unknown")
      secrets.judge("analytics", undefined, seen.capabilities.token.status === "yes", now());
    if (token === undefined) tell(seen.error);
    if (begun === work) shown.setCloudflare({ ...seen, askedAt: now() });
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
      if (attention.isSeen && !before.isSeen) estimateAt = Math.min(estimateAt, now());
      arm();
    },
    async create(accountId, id, token) {
      const asked = token ?? secrets.value("analytics");
      if (asked === null) return { ok: false, code: "cloudflare.noToken" };
      const made = await (await clientOf(asked)).createAiGateway(accountId, id);
      return made.ok ? { ok: true } : made;
    },
    async ask() {
      notBefore = 0;
      if (work) await read();
      await estimate();
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
