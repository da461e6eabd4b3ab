/** What each code means in English: a head, and a sentence with what to do next. */
import { enOpenClawCodes } from "./en-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const enCodes: WordsFor<Code> = {
  ...enOpenClawCodes,
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
    text: "The account ID or the AI Gateway name is wrong, or it was deleted. Correct them in Settings.",
  },
  rateLimited: {
    head: "Cloudflare’s rate limit is reached",
    text: "Your AI Gateway lets only so many requests through. It opens again by itself; you set the limit at Cloudflare.",
  },
  spendLimit: {
    head: "Cloudflare’s spend limit is reached",
    text: "A rule of your AI Gateway stops further spending. Wait until its period ends, or raise it at Cloudflare.",
  },
  noCredits: {
    head: "There is no credit left at Cloudflare",
    text: "Without a model key Cloudflare pays from your credits there, and they are used up. Save your model key, or add credits at Cloudflare.",
  },
  blocked: {
    head: "A rule at Cloudflare blocked a request",
    text: "Guardrails or data protection of your AI Gateway refused its content. Change the request, or the rule at Cloudflare.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare cannot be reached",
    text: "Check the internet connection. If it works, go direct until Cloudflare is back: still metered, still costs.",
  },
  cloudflareFailed: {
    head: "Cloudflare had an error",
    text: "The fault is not yours and is usually short. Wait, or go direct meanwhile: still metered, still costs.",
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
