/** What the newer refusals mean, in English: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const enDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice cannot start itself again here",
    text: "Nothing was changed. Quit it, then open it again yourself.",
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
  "diagnostics.failed": {
    head: "The report could not be written",
    text: "Nothing was saved. Copy its text instead.",
  },
  "remove.failed": {
    head: "Not everything could be undone",
    text: "What is left is named here. Quit OpenClaw and try again, or remove it by hand.",
  },
};
