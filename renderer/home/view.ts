/** Decides what Home shows for a snapshot: pure, without words, so that every row of the design can be a test. */
import type { AppState, RouteName } from "../../preload/contract/state.ts";
import type { Code } from "../copy/language.ts";
import { presenceOf } from "../openclaw/standing.ts";
import { isAtCloudflare, remedyOf, type Tone } from "../remedy.ts";
import { allowedOf } from "./allowance.ts";
import { type TodayView, todayOf } from "./day.ts";
import { type FlowView, flowOf } from "./flow.ts";
import { type NoticeView, noticeOf } from "./notice.ts";

/** What the window knows and the snapshot does not. */
export type Moment = {
  /** What the person just clicked, until the app has answered. */
  readonly wish: RouteName | null;
  /** True once asked and applied have differed for longer than 150 ms. */
  readonly isLate: boolean;
};

/** One per sentence of the proof line. */
export type Proof =
  | { readonly is: "starting" | "deaf" | "asked" | "unproven" }
  /** Null: until the person resumes. */
  | { readonly is: "paused"; readonly untilAt: number | null }
  | { readonly is: "notFound" | "notLinked" | "unreadable" }
  | { readonly is: "direct"; readonly provider: string | null }
  | { readonly is: "tested" | "verified"; readonly at: number }
  | { readonly is: "stillDirect" | "refusing"; readonly code: Code }
  | { readonly is: "allowance"; readonly microUsd: number }
  /** Nobody knows whether it is used up: what today cost cannot be read. */
  | { readonly is: "allowanceUnread" };

/** `control` is the one thing that can be done about the route; `title` stands where there is no switch. */
export type RouteView = {
  readonly control:
    | {
        readonly is: "switch";
        readonly isChecked: boolean;
        readonly isBusy: boolean;
        readonly drawn: "off" | "asked" | "applied" | "verified";
      }
    /** What ends the pause: the person's own, or the day's by its allowance. */
    | { readonly is: "resume"; readonly from: "pause" | "allowance" }
    | { readonly is: "none" };
  readonly title: "paused" | "pausedToday" | "notFound" | "notLinked" | "unreadable" | "noAccount";
  readonly proof: Proof;
  /** How serious the sentence is; null when all is as it should be. */
  readonly tone: Tone | null;
  readonly canPause: boolean;
};

export type HomeView = {
  readonly route: RouteView;
  readonly flow: FlowView;
  readonly today: TodayView;
  readonly notice: NoticeView | null;
};

const settled: Moment = { wish: null, isLate: false };

export function viewOf(state: AppState, moment: Moment = settled): HomeView {
  const route = routeOf(state, moment);
  return {
    route,
    flow: flowOf(state, route.proof),
    today: todayOf(state),
    notice: noticeOf(state),
  };
}

/** The provider the route leads to; null when there is more than one. */
export function providerOf({ models, openclaw }: AppState): string | null {
  const linked = openclaw.link?.providers ?? [];
  return linked.length > 1 ? null : (linked[0] ?? models.selected.provider);
}

function routeOf(state: AppState, { wish, isLate }: Moment): RouteView {
  const { openclaw, profile, route } = state;
  const asked = wish ?? route.asked;
  const isBusy = route.applied !== null && asked !== route.applied;
  const proof = proofOf(state, asked, isBusy && isLate);
  const isLinked = openclaw.link !== null;
  const isUsedUp = isLinked && route.refusing === "allowance";
  const canPause = isLinked && asked !== "paused" && !isUsedUp;
  const common = { proof, tone: toneOf(proof), canPause };
  // Not linked, OpenClaw goes its own way: a pause of ours would not be one.
  if (asked === "paused")
    return {
      ...common,
      control: { is: "resume", from: "pause" },
      title: isLinked ? "paused" : titleOf(state),
    };
  if (isUsedUp)
    return { ...common, control: { is: "resume", from: "allowance" }, title: "pausedToday" };
  if (profile === null) return { ...common, control: { is: "none" }, title: titleOf(state) };
  const isChecked = asked === "cloudflare";
  return {
    ...common,
    control: {
      is: "switch",
      isChecked,
      isBusy,
      drawn: drawnOf(state, isChecked, isBusy && isLate, proof),
    },
    title: titleOf(state),
  };
}

function drawnOf(
  { openclaw, route }: AppState,
  isChecked: boolean,
  isAsking: boolean,
  proof: Proof,
): "off" | "asked" | "applied" | "verified" {
  if (isAsking) return "asked";
  if (!isChecked) return "off";
  // Nobody to apply it, or nobody to send: the wish is kept, and drawn as no more than that.
  if (route.applied === null || openclaw.link === null) return "asked";
  return proof.is === "verified" ? "verified" : "applied";
}

function titleOf({ openclaw }: AppState): RouteView["title"] {
  const presence = presenceOf(openclaw);
  if (presence !== "found") return presence;
  return openclaw.link === null ? "notLinked" : "noAccount";
}

function proofOf(state: AppState, asked: RouteName, isAsking: boolean): Proof {
  const { allowance, notice, openclaw, route, router } = state;
  const { applied, pausedUntil, refusing, verified } = route;
  if (isAsking) return { is: "asked" };
  if (openclaw.link === null) {
    const presence = presenceOf(openclaw);
    return { is: presence === "found" ? "notLinked" : presence };
  }
  if (router.status === "failed") return { is: "deaf" };
  if (asked === "paused") return { is: "paused", untilAt: pausedUntil };
  if (refusing === "allowance")
    return allowance.reached
      ? { is: "allowance", microUsd: allowedOf(allowance) ?? 0 }
      : { is: "allowanceUnread" };
  if (applied === null) return { is: "starting" };
  if (refusing !== null && refusing !== "paused") return { is: "refusing", code: refusing };
  const trouble = notice !== null && isAtCloudflare(notice.code) ? notice.code : null;
  if (applied === "direct")
    return trouble
      ? { is: "stillDirect", code: trouble }
      : { is: "direct", provider: providerOf(state) };
  if (applied === "paused") return { is: "paused", untilAt: null };
  if (trouble) return { is: "refusing", code: trouble };
  if (verified === null) return { is: "unproven" };
  return { is: verified.by === "openclaw" ? "verified" : "tested", at: verified.at };
}

function toneOf(proof: Proof): Tone | null {
  if (proof.is === "deaf") return "red";
  return proof.is === "stillDirect" || proof.is === "refusing" ? remedyOf(proof.code).tone : null;
}
