/** A made-up week of requests: what each was, what Sluice sees of it, and what Cloudflare writes down and charges. */
import { costOf } from "../../main/core/price.ts";
import type { Exchange, Usage } from "../../main/core/traffic.ts";
import { ulid, uuidV7 } from "../../main/practice/ids.ts";
import type { Given } from "../../main/practice/log.ts";
import { type Chance, createChance } from "../support/chance.ts";
import { exchangeOf } from "../support/exchange.ts";

/** What passed Sluice has an exchange, what reached Cloudflare has a row; what it really cost is null where nobody knows. */
export type Event = {
  readonly endedAt: number;
  readonly exchange: Exchange | null;
  readonly row: Given | null;
  readonly costMicroUsd: number | null;
};

export type Span = { readonly fromMs: number; readonly toMs: number };

export type WeekPlan = Span & {
  readonly seed: number;
  readonly sessionsADay: number;
  /** Sluice is closed, and OpenClaw asks Cloudflare by itself. */
  readonly closed: readonly Span[];
  /** The machine sleeps; others go on. */
  readonly asleep: Span;
  /** From then on log ids are UUIDs. */
  readonly uuidAt: number;
  /** From then on Cloudflare calls models by its catalogue's names and charges Sonnet 1.5 % more than the list. */
  readonly renamedAt: number;
  /** From then on a model is used that nobody has a price for; null: never. */
  readonly homeMadeAt: number | null;
  readonly hasLogs: boolean;
  /** For so long Cloudflare's analytics count what is new for a fifth more. */
  readonly overcountMs: number;
};

const minute = 60_000;
const hour = 60 * minute;

type Model = {
  readonly provider: string;
  readonly path: string;
  /** As the answer names it. */
  readonly model: string;
  /** As Cloudflare does, before and after its renaming. */
  readonly seenAs: readonly [string, string];
  readonly seenProvider: string;
};

const sonnet: Model = {
  ...{ provider: "anthropic", path: "/v1/messages", model: "claude-sonnet-4-6-20260217" },
  ...{ seenAs: ["claude-sonnet-4-6", "anthropic/claude-sonnet-4.6"], seenProvider: "anthropic" },
};
const gpt: Model = {
  ...{ provider: "openai", path: "/chat/completions", model: "gpt-5.4-2026-03-05" },
  ...{ seenAs: ["gpt-5.4", "openai/gpt-5.4"], seenProvider: "compat" },
};
/** Cloudflare knows its price, Sluice does not. */
const gemini: Model = {
  ...{ provider: "google-ai-studio", path: "/v1beta/openai/chat/completions" },
  ...{ model: "models/gemini-2.5-flash", seenAs: ["gemini-2.5-flash", "gemini-2.5-flash"] },
  seenProvider: "google-ai-studio",
};
const homeMade: Model = {
  ...{ provider: "custom-lab", path: "/chat/completions", model: "home-made-1" },
  ...{ seenAs: ["home-made-1", "home-made-1"], seenProvider: "custom-lab" },
};

const usageOf = (chance: Chance): Usage => ({
  tokensIn: 200 + chance.below(20_000),
  tokensOut: 50 + chance.below(3000),
  cacheRead: chance.oneIn(2) ? chance.below(80_000) : 0,
  ...{ cacheWrite: 0, cacheWrite1h: 0 },
});

/** Seconds mostly, minutes sometimes. */
const durationOf = (chance: Chance): number =>
  chance.oneIn(12) ? chance.below(7 * minute) : 800 + chance.below(45_000);

export function makeWeek(plan: WeekPlan): readonly Event[] {
  const chance = createChance(plan.seed);
  const events: Event[] = [];
  const isIn = (at: number, { fromMs, toMs }: Span) => fromMs <= at && at < toMs;

  for (let day = plan.fromMs; day < plan.toMs; day += 24 * hour) {
    for (let count = 0; count < plan.sessionsADay; count++) {
      // Some at night, and always some around the end of a quarter and of the local day.
      let at = day + (count === 0 ? 23.9 * hour : chance.below(24) * hour + chance.below(hour));
      const isOther = count % 4 === 3;
      for (let left = 3 + chance.below(isOther ? 6 : 18); left > 0; left--) {
        at += 500 + chance.below(50_000);
        if (at < plan.toMs) events.push(eventAt(at, isOther));
      }
    }
  }
  // One that Cloudflare hears of as late as it ever did, at the end of a quarter.
  const lateAt = lateOf(plan);
  if (lateAt < plan.toMs) events.push(eventAt(lateAt, true, 1000));
  return events.sort((a, b) => a.endedAt - b.endedAt);

  function eventAt(at: number, isOther: boolean, lasts?: number): Event {
    const isLab = plan.homeMadeAt !== null && at >= plan.homeMadeAt && chance.oneIn(25);
    const kind = chance.below(24);
    const anyModel = isLab ? homeMade : chance.pick([sonnet, sonnet, sonnet, gpt, gemini]);
    const model = kind === 3 ? sonnet : anyModel;
    const durationMs = lasts ?? durationOf(chance);
    const [endedAt, usage] = [at + durationMs, usageOf(chance)];
    const isAway = [...plan.closed, plan.asleep].some(
      (span) =>
        isIn(at, { fromMs: span.fromMs - 2 * minute, toMs: span.toMs }) ||
        isIn(endedAt, { fromMs: span.fromMs - 2 * minute, toMs: span.toMs }),
    );
    const isRenamed = at >= plan.renamedAt;
    const ids = at < plan.uuidAt ? ulid : uuidV7;
    const { provider, path, model: name } = model;
    const asked = {
      startedAt: at,
      durationMs,
      firstByteMs: Math.min(700, durationMs),
      provider,
      path,
    };
    const plain = exchangeOf({ ...asked, model: name, usage, logId: ids(at) });
    const listed =
      costOf(plain).costMicroUsd ??
      costOf({ ...plain, provider: "openai", model: "gpt-5" }).costMicroUsd;
    const factor = isRenamed && model === sonnet && plan.hasLogs ? 1.015 : 1;
    const charged = model === homeMade ? null : Math.round((listed ?? 0) * factor);
    const row: Given = {
      ...{ id: plain.logId ?? "", createdAt: at, durationMs, usage, costMicroUsd: charged },
      ...{ provider: model.seenProvider, model: model.seenAs[isRenamed ? 1 : 0] },
    };
    if (isOther || isAway) return { endedAt, exchange: null, row, costMicroUsd: charged };
    const own = (more: Partial<Exchange>, seen: Given | null, cost: number | null): Event => ({
      ...{ endedAt, exchange: { ...plain, ...more }, row: seen, costMicroUsd: cost },
    });
    switch (kind) {
      case 0: {
        const unnamed = { ...row, model: "unknown", status: 401, usage: null, costMicroUsd: 0 };
        return own({ status: 401, outcome: "providerError", usage: null }, unnamed, 0);
      }
      case 1:
        return own({ cacheHit: true }, { ...row, isCached: true, costMicroUsd: 0 }, 0);
      case 2:
        // Broken off by the client: its answer said nothing of what it used, Cloudflare's log does.
        return own({ outcome: "aborted", usage: null }, row, charged);
      case 3:
        return own({ by: "sluice" }, row, 0);
      case 4:
        return own(
          {
            route: "paused",
            outcome: "refused",
            refusal: "paused",
            status: null,
            usage: null,
            profile: null,
            logId: null,
          },
          null,
          0,
        );
      case 5:
        return model === sonnet || model === gpt
          ? own({ route: "direct", profile: null, logId: null }, null, listed)
          : own({}, row, charged);
      case 6:
        // Not to be logged: only the analytics have it. Sonnet's price differs, so that Sluice's own would stay.
        return own({}, { ...row, isStored: model === sonnet }, charged);
      default:
        return own({}, row, charged);
    }
  }
}

/** When the one passes Sluice that Cloudflare's analytics have 14 minutes late. */
const lateOf = ({ fromMs }: WeekPlan): number => fromMs + 30 * hour - 2000;

/** 139 to 365 s by the row's id, so that it is the same whenever it is asked for. */
export function lagOf(plan: WeekPlan) {
  const lateAt = lateOf(plan);
  return ({ id, createdAt }: { readonly id: string; readonly createdAt: number }): number => {
    if (createdAt === lateAt) return 14 * minute;
    let sum = 0;
    for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 226_001;
    return 139_000 + sum;
  };
}
