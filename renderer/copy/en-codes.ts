/** What each code means in English: a head, and a sentence with what to do next. */
import { enCloudflareCodes } from "./en-cloudflare-codes.ts";
import { enDeskCodes } from "./en-desk-codes.ts";
import { enOpenClawCodes } from "./en-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const enCodes: WordsFor<Code> = {
  ...enOpenClawCodes,
  ...enCloudflareCodes,
  ...enDeskCodes,
  "command.malformed": {
    head: "Sluice did not understand its own window",
    text: "Nothing was changed. Quit Sluice and open it again.",
  },
  "command.unknown": {
    head: "This window asks for something Sluice does not know",
    text: "Nothing was changed. Quit Sluice and open it again, so that both are the same version.",
  },
  "command.invalid": {
    head: "That value is not allowed",
    text: "Nothing was saved. Check what you typed and try again.",
  },
  "app.quitting": {
    head: "Sluice is closing",
    text: "Nothing was changed. Open Sluice again to go on.",
  },
  "app.failed": {
    head: "Something went wrong inside Sluice",
    text: "What you asked for may not have happened. Try again; if it stays, quit Sluice and open it again.",
  },
  "app.crashing": {
    head: "Sluice ended three times in ten minutes",
    text: "So that OpenClaw does not wait for it, Sluice disconnected it: nothing is routed or metered. Connect it again on its page. If Sluice ends again, leave it disconnected until Sluice is updated.",
  },
  "profile.missing": {
    head: "No Cloudflare account yet",
    text: "Save the account ID and the AI Gateway name first.",
  },
  "profile.unknown": {
    head: "That account is no longer here",
    text: "Choose another account, or add this one again.",
  },
  "secret.malformed": {
    head: "This does not look like a whole key",
    text: "It is too short, too long or has characters no key has. It has not been saved or sent. Copy it again, whole.",
  },
  "secret.wrongKind": {
    head: "This is another kind of key",
    text: "It has not been saved or sent. Paste it in the field that has its name.",
  },
  "secret.inUse": {
    head: "OpenClaw asks for this key itself",
    text: "Give OpenClaw another key first; removed from here, this one would be lost to it.",
  },
  "secret.missing": {
    head: "The model key is not saved yet",
    text: "Without it Sluice does not connect OpenClaw, which goes its own way meanwhile. Save the key, then connect.",
  },
  "vault.locked": {
    head: "The keychain is locked",
    text: "Your keys are safe in it, but Sluice cannot read them. Unlock it, then try again.",
  },
  "vault.none": {
    head: "This computer has no keychain",
    text: "Sluice never keeps keys in a file of its own. It can hold them in memory until you quit, or you set up a keychain and open Sluice again.",
  },
  "vault.timeout": {
    head: "The keychain did not answer",
    text: "Its question may wait behind another window. Answer it, then try again.",
  },
  "vault.failed": {
    head: "The keychain gave an error",
    text: "Nothing was saved. Open your system’s keychain, see that it works, then try again.",
  },
  "router.portTaken": {
    head: "Another program has taken Sluice’s port",
    text: "OpenClaw’s requests cannot reach Sluice. Quit Sluice and open it again: it takes a free port and connects OpenClaw to it.",
  },
  "router.failed": {
    head: "Sluice stopped listening",
    text: "OpenClaw’s requests cannot pass. If this stays, quit Sluice and open it again.",
  },
  "router.off": {
    head: "Sluice is not listening yet",
    text: "Nothing was changed. Wait a moment, then try again.",
  },
  "ledger.failed": {
    head: "Today’s figures cannot be kept",
    text: "Requests still pass, but they are not counted. Quit Sluice and open it again.",
  },
  "ledger.setAside": {
    head: "Sluice’s record of requests was damaged",
    text: "It was put aside, not deleted, and a new one was begun. Earlier figures come back from Cloudflare as far as it has them. You need do nothing.",
  },
  "settings.unreadable": {
    head: "Sluice’s own settings could not be read",
    text: "They were kept as settings.json.unreadable, and spending is paused. Check the account and the allowance, then resume.",
  },
  "disk.full": {
    head: "The disk is full",
    text: "This could not be saved. Free some space, then try again.",
  },
  "disk.readOnly": {
    head: "This place cannot be written to",
    text: "This could not be saved. Allow your user account to write there, then try again.",
  },
  "disk.failed": {
    head: "The disk gave an error",
    text: "This could not be saved. Check the disk, then try again.",
  },
  "login.unsupported": {
    head: "Sluice cannot start at login here",
    text: "This system has no way to do it that Sluice knows. Nothing was changed; open Sluice yourself after you log in.",
  },
  "login.failed": {
    head: "Starting at login could not be set",
    text: "The system refused it, so nothing was changed. Try again; if it stays, add Sluice to the system’s own list.",
  },
  "model.unknown": {
    head: "Sluice does not know this model",
    text: "Nothing was changed. Choose one from the list.",
  },
  "model.pastSluice": {
    head: "OpenClaw’s model goes past Sluice",
    text: "Its requests are not routed or metered, and a pause does not stop them. Choose a model that goes through Sluice.",
  },
  "check.unknown": {
    head: "Sluice does not know this check",
    text: "Nothing was sent. Quit Sluice and open it again.",
  },
  "allowance.reached": {
    head: "Today’s allowance is used up",
    text: "Requests still pass and still cost, because you asked only to be told.",
  },
  "allowance.half": {
    head: "Half of today’s allowance is used",
    text: "Requests go on as before. Sluice tells you again when four fifths are used, and when nothing is left.",
  },
  "allowance.near": {
    head: "Four fifths of today’s allowance are used",
    text: "Requests still go on. If today needs more, add to the allowance now; else Sluice does as you chose once it is used up.",
  },
  "allowance.none": {
    head: "There is no daily allowance",
    text: "Nothing was changed. Set an allowance first; then it can be raised or ignored for a day.",
  },
  "allowance.unpriced": {
    head: "This allowance cannot count everything",
    text: "A model in use has no known price: what it costs is not counted, and a pause may come too late. Today names it.",
  },
  "export.failed": {
    head: "The export could not be written",
    text: "The file is missing or not whole. Free some space, or allow writing to your downloads folder, then export again.",
  },
  "check.failed": {
    head: "Sluice’s test did not get through",
    text: "Nothing was changed. Try again in a minute.",
  },
  paused: {
    head: "Paused",
    text: "Nothing leaves. OpenClaw is told why and stops at once. Resume when you want.",
  },
  allowance: {
    head: "Today’s allowance is used up",
    text: "Nothing leaves until midnight, and OpenClaw is told why. Raise the allowance to go on today.",
  },
  tokenRejected: {
    head: "Cloudflare refused our token",
    text: "The gateway token is missing, has expired or lacks AI Gateway Run. Your model key is not the cause. Save a token that has it.",
  },
  aiGatewayMissing: {
    head: "Cloudflare does not know this AI Gateway",
    text: "The account ID or the AI Gateway name is wrong, or it was deleted. Correct them in Settings. A key that should be stored there and is not looks the same.",
  },
  rateLimited: {
    head: "Cloudflare’s rate limit is reached",
    text: "Only so many requests get through in a given time. It opens again by itself; a limit of your AI Gateway can be raised at Cloudflare.",
  },
  spendLimit: {
    head: "Cloudflare’s spend limit is reached",
    text: "A rule of your AI Gateway stops further spending. Wait until its period ends, or raise it at Cloudflare.",
  },
  noCredits: {
    head: "There is no credit left at Cloudflare",
    text: "Without a model key Cloudflare pays from your credits there, and they are used up. Save your model key, or add credits at Cloudflare.",
  },
  policySpend: {
    head: "A Cloudflare policy stops further spending",
    text: "A policy of your AI Gateway has a spending limit, and it is reached. Wait until it begins anew, or raise it in that policy at Cloudflare.",
  },
  billingRateLimited: {
    head: "Cloudflare pays for no more this minute",
    text: "Without your own model key Cloudflare pays from your credits there, for only so many requests a minute. Wait a minute, or save your model key.",
  },
  promptBlocked: {
    head: "Guardrails at Cloudflare blocked a prompt",
    text: "Your AI Gateway checks what is asked and refused this. Ask in other words, or change Guardrails at Cloudflare.",
  },
  answerBlocked: {
    head: "Guardrails at Cloudflare blocked an answer",
    text: "The model had answered, which may cost, but your AI Gateway did not let it through. Ask for something else, or change Guardrails at Cloudflare.",
  },
  dlpRequest: {
    head: "Private data was found in a request",
    text: "Data Loss Prevention of your AI Gateway stopped it before the model saw it. Take the data out, or change that rule at Cloudflare.",
  },
  dlpAnswer: {
    head: "Private data was found in an answer",
    text: "Data Loss Prevention of your AI Gateway held it back; it may cost all the same. Ask for something else, or change that rule at Cloudflare.",
  },
  policyDenied: {
    head: "A Cloudflare policy denied a request",
    text: "A policy of your AI Gateway does not allow it, perhaps because of its model or provider. Choose another model, or change the policy at Cloudflare.",
  },
  edgeBlocked: {
    head: "Cloudflare turned a request away at its door",
    text: "It was refused before your AI Gateway saw it, because of the network or program it came from. Go direct, or try from another network.",
  },
  blocked: {
    head: "A rule at Cloudflare blocked a request",
    text: "Cloudflare does not say which one. Look in the log of your AI Gateway, then change the request or the rule.",
  },
  storedKeyMissing: {
    head: "Cloudflare has no model key of that name",
    text: "OpenClaw asks for a stored key by its name, and your AI Gateway has none so named for this provider. Store it there, or save the key in Sluice.",
  },
  modelFormat: {
    head: "The model’s name lacks its provider",
    text: "Cloudflare wants both here, as in openai/gpt-5. Correct the model’s name in OpenClaw.",
  },
  modelUnknown: {
    head: "Cloudflare does not know this model",
    text: "It may be misspelt, or no longer offered. Choose another model; if it is a route of your own, look up its name at Cloudflare.",
  },
  providerUnknown: {
    head: "Cloudflare does not know this provider",
    text: "The model’s name begins with a provider your AI Gateway does not have. Correct that name in OpenClaw, or choose another model.",
  },
  providerSilent: {
    head: "The provider gave Cloudflare no answer",
    text: "Cloudflare asked and got nothing it could use; that may cost all the same. Try again in a few minutes. The log of your AI Gateway may say why.",
  },
  guardrailsDown: {
    head: "Guardrails at Cloudflare is out of order",
    text: "Your AI Gateway checks every request with it, so nothing passes. Wait, or go direct meanwhile: still metered, still costs.",
  },
  edgeTimeout: {
    head: "Cloudflare gave up waiting for the model",
    text: "It waits about two minutes for an answer to begin; the model may cost all the same. Ask for less at once, or go direct.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare cannot be reached",
    text: "Check the internet connection. If it works, go direct until Cloudflare is back: still metered, still costs.",
  },
  cloudflareFailed: {
    head: "Cloudflare had an error",
    text: "The fault is not yours and is usually short. Wait, or go direct meanwhile: still metered, still costs.",
  },
  proxyRefused: {
    head: "The proxy of this network refused",
    text: "It lets no request of Sluice’s out. Correct the proxy in your system’s network settings, or have gateway.ai.cloudflare.com allowed in it.",
  },
  providerUnreachable: {
    head: "The provider cannot be reached",
    text: "Check the internet connection. If it works, the provider is down: try again in a few minutes.",
  },
  noProfile: {
    head: "No Cloudflare account yet",
    text: "Routing needs the account ID and the AI Gateway name. Save them, or go direct.",
  },
  noDirectRoute: {
    head: "There is no direct way to this provider",
    text: "It can be reached only through Cloudflare. Turn routing on to go on.",
  },
  keyMissing: {
    head: "The model key is missing",
    text: "Sluice has nothing to pay the model with. Save your model key.",
  },
  keychainLocked: {
    head: "The keychain is locked",
    text: "Sluice cannot read your keys, so nothing leaves. Unlock it, then try again.",
  },
};
