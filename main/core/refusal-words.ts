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
    sentence: "Cloudflare lets through only so many requests at a time. Try again in a minute.",
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
  policySpend: {
    slug: "Sluice_Cloudflare_policy_budget_spent-raise_it_at_Cloudflare",
    sentence:
      "A policy of the AI Gateway allows no more spending. Raise its limit at Cloudflare, or wait.",
  },
  billingRateLimited: {
    slug: "Sluice_Cloudflare_billing_too_busy-wait_or_use_your_own_key",
    sentence:
      "Cloudflare pays for only so many requests a minute. Wait a minute, or use your own key.",
  },
  promptBlocked: {
    slug: "Sluice_Cloudflare_Guardrails_blocked_the_prompt-rephrase_it",
    sentence:
      "Guardrails of the AI Gateway blocked the prompt. Rephrase it, or change Guardrails at Cloudflare.",
  },
  answerBlocked: {
    slug: "Sluice_Cloudflare_Guardrails_blocked_the_answer-ask_otherwise",
    sentence:
      "Guardrails of the AI Gateway blocked the model's answer. Ask in another way, or change Guardrails at Cloudflare.",
  },
  dlpRequest: {
    slug: "Sluice_Cloudflare_DLP_found_private_data_in_the_request",
    sentence:
      "Data Loss Prevention at Cloudflare found protected data in the request. Take it out, or change the rule.",
  },
  dlpAnswer: {
    slug: "Sluice_Cloudflare_DLP_found_private_data_in_the_answer",
    sentence:
      "Data Loss Prevention at Cloudflare found protected data in the model's answer. Ask in another way, or change the rule.",
  },
  policyDenied: {
    slug: "Sluice_Cloudflare_policy_denied_this-see_AI_Gateway_policies",
    sentence:
      "A policy of the AI Gateway denies this request. Change the policy at Cloudflare, or choose another model.",
  },
  edgeBlocked: {
    slug: "Sluice_Cloudflare_edge_turned_us_away-go_direct_in_Sluice",
    sentence:
      "Cloudflare turned the request away before it reached the AI Gateway. Switch to direct in Sluice.",
  },
  blocked: {
    slug: "Sluice_blocked_by_Cloudflare_rules-see_the_AI_Gateway_log",
    sentence:
      "A rule at Cloudflare blocked this request or its answer. The AI Gateway's log says which.",
  },
  storedKeyMissing: {
    slug: "Sluice_key_is_not_stored_at_Cloudflare-store_it_or_open_Sluice",
    sentence:
      "Cloudflare has no key of this name stored for the provider. Store it there, or save it in Sluice.",
  },
  modelFormat: {
    slug: "Sluice_model_name_lacks_its_provider-write_provider_slash_model",
    sentence:
      "Cloudflare needs the provider before the model's name, as in openai/gpt-5. Change the model in OpenClaw.",
  },
  modelUnknown: {
    slug: "Sluice_Cloudflare_does_not_know_this_model-choose_another",
    sentence: "Cloudflare does not know this model. Choose another one in OpenClaw.",
  },
  providerUnknown: {
    slug: "Sluice_Cloudflare_does_not_know_this_provider-choose_another",
    sentence:
      "Cloudflare does not know the provider this model names. Choose another model in OpenClaw.",
  },
  providerSilent: {
    slug: "Sluice_provider_gave_Cloudflare_no_answer-try_again_later",
    sentence: "The provider gave Cloudflare no answer. Try again in a few minutes.",
  },
  guardrailsDown: {
    slug: "Sluice_Cloudflare_Guardrails_is_down-try_again_or_go_direct",
    sentence:
      "Guardrails at Cloudflare is out of order, so nothing passes it. Try again, or switch to direct in Sluice.",
  },
  edgeTimeout: {
    slug: "Sluice_Cloudflare_waited_too_long-ask_for_less_or_go_direct",
    sentence:
      "The model took longer than Cloudflare waits. Ask for less at once, or switch to direct in Sluice.",
  },
  cloudflareUnreachable: {
    slug: "Sluice_cannot_reach_Cloudflare",
    sentence: "Sluice cannot reach Cloudflare. Check the network, or switch to direct in Sluice.",
  },
  cloudflareFailed: {
    slug: "Sluice_Cloudflare_failed-try_again_or_go_direct",
    sentence: "Cloudflare failed to answer. Try again, or switch to direct in Sluice.",
  },
  proxyRefused: {
    slug: "Sluice_proxy_of_this_network_refused-check_its_settings",
    sentence:
      "The proxy of this network did not let Sluice through. Check the system's proxy settings.",
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
