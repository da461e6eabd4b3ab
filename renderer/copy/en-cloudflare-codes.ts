/** What keeps Sluice from Cloudflare’s figures, in English: what is missing, and what to do next. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { WordsFor } from "./language.ts";

export const enCloudflareCodes: WordsFor<CloudflareCode> = {
  "cloudflare.noToken": {
    head: "No analytics token yet",
    text: "Without it Sluice shows only its own figures. Create one with AI Gateway → Read and Account Analytics → Read, and save it here.",
  },
  "cloudflare.tokenInvalid": {
    head: "Cloudflare does not know this analytics token",
    text: "It was deleted or replaced there. Create a new one and save it in place of the old one.",
  },
  "cloudflare.tokenExpired": {
    head: "The analytics token has expired",
    text: "Requests still pass, but Cloudflare gives no figures for it any more. Create a new token and save it here.",
  },
  "cloudflare.tokenDisabled": {
    head: "The analytics token is switched off",
    text: "Someone disabled it at Cloudflare. Switch it on again there, or save another one.",
  },
  "cloudflare.tokenMalformed": {
    head: "This is not a whole analytics token",
    text: "Cloudflare cannot read it as a token at all. Copy it again, whole; if its page is closed, create a new one.",
  },
  "cloudflare.tokenElsewhere": {
    head: "This analytics token is for another account",
    text: "It is valid, but not for this account. Create one in the account of your AI Gateway and save it here.",
  },
  "cloudflare.needsAiGatewayRead": {
    head: "The analytics token cannot see your AI Gateway",
    text: "It lacks the permission AI Gateway → Read. Give it that at Cloudflare, or create a token that has it.",
  },
  "cloudflare.needsAiGatewayEdit": {
    head: "Sluice is not allowed to create an AI Gateway",
    text: "The analytics token lacks the permission AI Gateway → Edit. Use a token that has it this once, or create the AI Gateway at Cloudflare.",
  },
  "cloudflare.needsAnalyticsRead": {
    head: "The analytics token cannot see the totals",
    text: "It lacks the permission Account Analytics → Read. Give it that at Cloudflare, or create a token that has it.",
  },
  "cloudflare.needsAccountSettingsRead": {
    head: "Sluice is not allowed to list your accounts",
    text: "The analytics token lacks the permission Account Settings → Read. Give it that at Cloudflare, or type the account ID yourself.",
  },
  "cloudflare.needsBillingRead": {
    head: "Sluice is not allowed to see your credits",
    text: "The analytics token lacks the permission Billing → Read. Give it that at Cloudflare if you want them shown; everything else works without.",
  },
  "cloudflare.accountNotFound": {
    head: "Cloudflare does not know this account",
    text: "The account ID is wrong, or the token may not see that account. Copy the ID again from the Cloudflare dashboard.",
  },
  "cloudflare.aiGatewayNotFound": {
    head: "This account has no AI Gateway of that name",
    text: "It may have been renamed or deleted. Choose one from the list, or create it.",
  },
  "cloudflare.inputInvalid": {
    head: "Cloudflare did not accept that name",
    text: "Nothing was created. Use small letters, digits, - and _ only, 64 at most, and try again.",
  },
  "cloudflare.aiGatewayExists": {
    head: "There is an AI Gateway of that name already",
    text: "Nothing was changed. Choose it from the list, or take another name.",
  },
  "cloudflare.limitReached": {
    head: "This account can have no more AI Gateways",
    text: "Nothing was created. Delete one you no longer need at Cloudflare, or choose one from the list.",
  },
  "cloudflare.noLogs": {
    head: "This account’s log at Cloudflare cannot be read",
    text: "Newer accounts keep it elsewhere. Nothing is lost: costs come from Cloudflare’s totals instead, some minutes later.",
  },
  "cloudflare.analyticsRefused": {
    head: "Cloudflare refused to give its totals",
    text: "It did not accept the question, so Sluice shows its own figures. It asks again by itself; if this stays, look for a newer Sluice.",
  },
  "cloudflare.analyticsEmpty": {
    head: "Cloudflare’s totals came back empty",
    text: "There was no traffic, or the token may not see it: Cloudflare does not say which. See that the analytics token has AI Gateway → Read.",
  },
  "cloudflare.rateLimited": {
    head: "Cloudflare answers no questions for a while",
    text: "Sluice and your dashboard together have asked too often. Requests still pass, and Sluice asks again by itself.",
  },
  "cloudflare.unreachable": {
    head: "Cloudflare’s figures cannot be reached",
    text: "Check the internet connection. Until then Sluice shows its own figures, and it asks again by itself.",
  },
  "cloudflare.timeout": {
    head: "Cloudflare was too slow with its figures",
    text: "No answer came in time. Nothing is wrong with your requests, and Sluice asks again by itself.",
  },
  "cloudflare.proxyRefused": {
    head: "The proxy keeps Sluice from asking Cloudflare",
    text: "Correct the proxy in your system’s network settings, or have api.cloudflare.com allowed in it. Until then Sluice shows its own figures.",
  },
  "cloudflare.certificate": {
    head: "Cloudflare’s certificate is not trusted here",
    text: "Something on this network shows one of its own. If that is your company’s, have its certificate added to your system; if not, use another network.",
  },
  "cloudflare.failed": {
    head: "Cloudflare could not give its figures",
    text: "The fault is at Cloudflare and is usually short. Sluice shows its own figures meanwhile and asks again by itself.",
  },
};
