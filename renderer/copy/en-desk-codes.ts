/** What the newer refusals mean, in English: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const enDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice cannot start itself again here",
    text: "Nothing was changed. Quit it, then open it again yourself.",
  },
  "aiGateway.changed": {
    head: "The AI Gateway was changed meanwhile",
    text: "Nothing was written. Look at what would change now, then save again.",
  },
  "aiGateway.nothing": {
    head: "There is nothing to save",
    text: "The AI Gateway already has these settings.",
  },
  "cache.answeredTurn": {
    head: "Agents are getting old answers",
    text: "Cloudflare answered an agent’s turn from its response cache. An old answer makes an agent do old things again. Skip the cache for this model.",
  },
  "provider.unknown": {
    head: "Sluice does not know this provider",
    text: "Choose one from the list. One of your own begins with “custom-”, as in Cloudflare.",
  },
  "provider.placeInvalid": {
    head: "This cannot be part of the provider’s address",
    text: "Copy it as the provider shows it: letters, digits and dashes only.",
  },
  "provider.placeMissing": {
    head: "The provider’s address is not complete",
    text: "Fill in the resource or the region in Settings, then try again.",
  },
  "provider.payerInvalid": {
    head: "This provider cannot be paid this way",
    text: "Choose another way. Nothing was changed.",
  },
  "secret.rejected": {
    head: "The provider does not accept this key",
    text: "It has not been saved. Copy the whole key again, or make a new one.",
  },
  "secret.unproven": {
    head: "The key could not be checked",
    text: "The provider did not answer, so nothing was saved. Look at your connection and try again, or save it unchecked.",
  },
  "trial.unavailable": {
    head: "There is nothing to check yet",
    text: "A check needs a model key, and OpenClaw’s requests need a way to go. Finish the set-up first.",
  },
  "trial.running": {
    head: "A check is running",
    text: "Wait until it ends, or stop it.",
  },
  "trial.spent": {
    head: "Enough requests have been sent for this hour",
    text: "Each one costs money, so Sluice sends 60 of its own in an hour and no more. Try again later.",
  },
  "shortcut.reserved": {
    head: "These keys already have a meaning",
    text: "They write, edit or belong to the system, and every program would lose them. Hold one more key with them, or choose another letter.",
  },
  "diagnostics.failed": {
    head: "The report could not be written",
    text: "Nothing was saved. Copy its text instead.",
  },
  "remove.failed": {
    head: "Not everything could be undone",
    text: "What is left is named here. Quit OpenClaw and try again, or remove it by hand.",
  },
};
