/** What today's figure, the allowance and Cloudflare's figures can look like: one snapshot each. */
import type { AppState, UsageState } from "../../preload/contract/state.ts";
import { failedAt, holesAt, seenAt } from "./cloudflare-states.ts";
import { now, snapshot, verified } from "./snapshots.ts";

const { today } = verified.usage;
const minute = 60_000;
const analyticsToken = {
  kind: "analytics",
  tail: "w2Fd",
  status: "saved",
  checkedAt: now - minute,
} as const;

type Changes = Partial<Omit<UsageState["today"], "coverage">> & {
  readonly coverage?: Partial<UsageState["today"]["coverage"]>;
};

/** `verified` with another figure, everything in it priced. */
export const withToday = ({ coverage, ...changes }: Changes, from: AppState = verified): AppState =>
  snapshot(
    {
      usage: {
        today: {
          ...today,
          priced: today.requests,
          uncertaintyMicroUsd: 20_000,
          ...changes,
          coverage: { ...today.coverage, priced: today.requests, unpriced: [], ...coverage },
        },
      },
    },
    from,
  );

const settledUntil = now - 17 * minute;
const elsewhere = { requests: 12, costMicroUsd: 400_000, knownUntil: settledUntil };
const paused = (changes: Partial<AppState["allowance"]> = {}): AppState =>
  snapshot(
    {
      route: { verified: null, refusing: "allowance" },
      allowance: { level: 100, reached: true, ...changes },
      notice: { code: "allowance", at: now },
    },
    withToday({ costMicroUsd: 5_030_000 }),
  );
const keyed = (cloudflare: AppState["cloudflare"]): AppState =>
  snapshot({ cloudflare, secrets: [...verified.secrets, analyticsToken] });

/** The ones in which Home looks like no other. */
export const meterScenes: Readonly<Record<string, AppState>> = {
  own: withToday({}),
  confirmed: withToday({
    source: "analytics",
    confirmed: 64,
    uncertaintyMicroUsd: 0,
    coverage: { elsewhere: { requests: 0, costMicroUsd: null, knownUntil: settledUntil } },
  }),
  both: withToday({
    source: "mixed",
    confirmed: 48,
    uncertaintyMicroUsd: 31_000,
    coverage: { elsewhere },
    driftPercent: 3.4,
    openclaw: { costMicroUsd: 1_920_000, asOf: now - 2 * minute },
  }),
  allowanceNear: snapshot(
    { allowance: { level: 80 }, notice: { code: "allowance.near", at: now } },
    withToday({ costMicroUsd: 4_100_000 }),
  ),
  allowance: paused(),
  allowanceRaised: snapshot(
    { allowance: { level: 80, extraMicroUsd: 1_000_000 } },
    withToday({ costMicroUsd: 5_030_000 }),
  ),
  allowanceIgnored: snapshot(
    { allowance: { level: 100, isIgnored: true } },
    withToday({ costMicroUsd: 5_030_000 }),
  ),
  allowanceTold: snapshot(
    {
      allowance: { level: 100, reached: true, then: "tell" },
      notice: { code: "allowance.reached", at: now },
    },
    withToday({ costMicroUsd: 5_030_000, uncertaintyMicroUsd: null, priced: 61 }),
  ),
  allowanceUnread: snapshot(
    {
      route: { verified: null, refusing: "allowance" },
      notice: { code: "allowance", at: now },
    },
    withToday({ costMicroUsd: null, requests: 0, asOf: null, uncertaintyMicroUsd: null }),
  ),
};

/** The ones in which only the settings differ. */
export const figureScenes: Readonly<Record<string, AppState>> = {
  figuresSeen: keyed(seenAt(now - minute)),
  figuresWithHoles: keyed(holesAt(now - minute)),
  figuresFailed: keyed(failedAt(now - minute)),
  figuresLooking: keyed({ ...seenAt(now - minute), status: "looking" }),
};
