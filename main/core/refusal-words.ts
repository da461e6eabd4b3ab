/** What a refusal says: a slug that OpenClaw shows, and a sentence with what to do next. */
import type { RefusalReason } from "../../preload/contract/state.ts";

type Words = {
  /** All that OpenClaw shows of an Anthropic refusal: at most 64 of `[A-Za-z0-9_-]`, so it must carry the meaning alone. */
  readonly slug: string;
  readonly sentence: string;
};

export const refusalWords: Readonly<Record<RefusalReason, Words>> = {
  paused: {
    slug: "Sluice_spending_is_paused-open_Sluice_to_resume",
    sentence: "Sluice has paused spending. Open Sluice and choose Resume to go on.",
  },
  allowance: {
    slug: "Sluice_budget_is_used_up-open_Sluice_to_raise_it",
    sentence: "Today's allowance in Sluice is used up. Open Sluice to raise it, or go on tomorrow.",
  },
  tokenRejected: {
    slug: "Sluice_Cloudflare_token_rejected-open_Sluice",
    sentence: "Cloudflare rejected the AI Gateway token. Open Sluice and paste a new one.",
  },
  aiGatewayMissing: {
    slug: "Sluice_Cloudflare_AI_Gateway_not_found-open_Sluice",
    sentence:
      "Cloudflare knows no AI Gateway of this name. Open Sluice and check the account and the gateway id.",
  },
  rateLimited: {
    slug: "Sluice_Cloudflare_rate_limit_reached-try_again_in_a_minute",
    sentence: "The rate limit of the AI Gateway is reached. Try again in a minute.",
  },
  spendLimit: {
    slug: "Sluice_Cloudflare_spend_limit_reached-raise_it_at_Cloudflare",
    sentence: "The spend limit of the AI Gateway is reached. Raise it at Cloudflare, or wait.",
  },
  noCredits: {
    slug: "Sluice_Cloudflare_credits_used_up-add_some_at_Cloudflare",
    sentence:
      "Cloudflare's prepaid credits are used up. Add some at Cloudflare, or use your own key.",
  },
  blocked: {
    slug: "Sluice_blocked_by_Cloudflare_rules-see_the_AI_Gateway_log",
    sentence:
      "A rule at Cloudflare blocked this request or its answer. The AI Gateway's log says which.",
  },
  cloudflareUnreachable: {
    slug: "Sluice_cannot_reach_Cloudflare",
    sentence: "Sluice cannot reach Cloudflare. Check the network, or switch to direct in Sluice.",
  },
  cloudflareFailed: {
    slug: "Sluice_Cloudflare_failed-try_again_or_go_direct",
    sentence: "Cloudflare failed to answer. Try again, or switch to direct in Sluice.",
  },
  providerUnreachable: {
    slug: "Sluice_cannot_reach_the_provider",
    sentence: "Sluice cannot reach the provider. Check the network and try again.",
  },
  noProfile: {
    slug: "Sluice_has_no_Cloudflare_account-open_Sluice_to_add_one",
    sentence: "Sluice knows no Cloudflare account yet. Open Sluice to add one.",
  },
  noDirectRoute: {
    slug: "Sluice_has_no_direct_route_to_this_provider-open_Sluice",
    sentence: "This provider has no direct route. Open Sluice and route through Cloudflare.",
  },
  keyMissing: {
    slug: "Sluice_has_no_key_for_this_provider-open_Sluice_to_add_it",
    sentence: "Sluice has no key for this provider. Open Sluice to add it.",
  },
  keychainLocked: {
    slug: "Sluice_keychain_is_locked-unlock_it_and_try_again",
    sentence: "The system's keychain is locked. Unlock it and try again.",
  },
};
