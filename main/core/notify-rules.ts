/** Which notices are worth a notification, for how long they are news, where a click on one leads and what it offers to do. */
import type { Command, WindowPage } from "../../preload/contract/command.ts";
import type { AppState, Notice } from "../../preload/contract/state.ts";
import { routeTo, switchOf } from "./press.ts";
import { raiseMicroUsd } from "./tray-menu.ts";

type Code = Notice["code"];

/** Chosen by the person, found out while they look, or passing by itself: the window says it, nobody is called for it. */
const silent: ReadonlySet<Code> = new Set([
  "paused",
  "secret.missing",
  "cloudflare.noToken",
  "cloudflare.needsAiGatewayRead",
  "cloudflare.needsAiGatewayEdit",
  "cloudflare.needsAnalyticsRead",
  "cloudflare.needsAccountSettingsRead",
  "cloudflare.needsBillingRead",
  "cloudflare.noLogs",
  "cloudflare.analyticsRefused",
  "cloudflare.analyticsEmpty",
  "cloudflare.rateLimited",
  "cloudflare.unreachable",
  "cloudflare.timeout",
  "cloudflare.failed",
] satisfies Code[]);

export const isWorthTelling = (code: Code): boolean => !silent.has(code);

const isAllowance = (code: Code): boolean => code.startsWith("allowance");

/** It says that money or a wish of the person has changed: each time is news, however soon after the last. */
export const isAlwaysNews = isAllowance;

/** Older than this when first heard of, it is no news: the router tells within a second, Cloudflare's analytics lag by minutes. */
export const newsForMs = (code: Code): number =>
  code.startsWith("cloudflare.") ? 15 * 60_000 : 2 * 60_000;

/** What today costs is explained by what it was spent on; everything else stands on Home with what can be done about it. */
const onUsage: ReadonlySet<Code> = new Set([
  "allowance.half",
  "allowance.near",
  "allowance.unpriced",
  "ledger.failed",
  "ledger.setAside",
] satisfies Code[]);

export const pageOf = (code: Code): WindowPage => {
  // There stands which answers they were.
  if (code === "cache.answeredTurn") return "gateway";
  return onUsage.has(code) ? "usage" : "home";
};

/** The way through Cloudflare is broken, and not because the person's own rules there say no. */
const brokenWay: ReadonlySet<Code> = new Set([
  "edgeBlocked",
  "guardrailsDown",
  "edgeTimeout",
  "cloudflareUnreachable",
  "cloudflareFailed",
  "tokenRejected",
  "aiGatewayMissing",
] satisfies Code[]);

export type NoticeAction =
  | { readonly name: "raise" | "ignore" | "goDirect" | "skipCache"; readonly command: Command }
  | { readonly name: "open"; readonly command: null };

/** At most two; none where a click on the notification itself is all there is to do. */
export function noticeActionsOf(
  code: Code,
  state: Pick<AppState, "allowance" | "notice" | "openclaw" | "profile" | "route">,
): readonly NoticeAction[] {
  if (code === "allowance" || code === "allowance.reached") {
    const { reached, then } = state.allowance;
    const raise = { type: "allowance.raise", microUsd: raiseMicroUsd } as const;
    const ignore = { type: "allowance.ignore" } as const;
    return [
      // More helps only where it is known what it is more than.
      ...(reached ? [{ name: "raise", command: raise } as const] : []),
      ...(then === "pause" ? [{ name: "ignore", command: ignore } as const] : []),
    ];
  }
  if (code === "cache.answeredTurn") return skipActions(state);
  if (brokenWay.has(code))
    return switchOf(state)?.isOn ? [{ name: "goDirect", command: routeTo("direct") }] : [];
  return /^(?:openclaw|link|config|edge|model)\./.test(code)
    ? [{ name: "open", command: null }]
    : [];
}

/** For the one model: whatever else is set for it stays. */
function skipActions({
  notice,
  profile,
}: Pick<AppState, "notice" | "profile">): readonly NoticeAction[] {
  const model = notice?.model;
  if (model === undefined) return [];
  const dial = { ...profile?.dials?.models[model], cache: "skip" as const };
  return [{ name: "skipCache", command: { type: "dials.set", model, dial } }];
}
