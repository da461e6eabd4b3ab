/** What can go wrong with OpenClaw, its files and the connection, in English: a head, and a sentence with what to do next. */
import type { OpenClawCode, WordsFor } from "./language.ts";

export const enOpenClawCodes: WordsFor<OpenClawCode> = {
  "openclaw.notFound": {
    head: "OpenClaw is not where Sluice looked",
    text: "Install OpenClaw and start it once, then look again. Sluice finds it by itself.",
  },
  "openclaw.notInstalled": {
    head: "OpenClaw is not installed here",
    text: "Sluice found no copy of it on this computer. Install it, then look again, or choose where it is.",
  },
  "openclaw.pathInvalid": {
    head: "There is no OpenClaw in that place",
    text: "Nothing was changed. Choose its program, its openclaw.mjs or the folder that holds it.",
  },
  "openclaw.tooOld": {
    head: "This OpenClaw is too old",
    text: "Sluice knows version 2026.5 and newer. With this one it can only go on top of your own providers. Update OpenClaw for the rest.",
  },
  "openclaw.elsewhere": {
    head: "This OpenClaw runs somewhere else",
    text: "Its files are not on this computer, so nothing was changed. Open Sluice where OpenClaw runs.",
  },
  "openclaw.notRunning": {
    head: "OpenClaw is not running",
    text: "This can only be asked of a running OpenClaw. Start it, then try again.",
  },
  "openclaw.noAnswer": {
    head: "OpenClaw did not answer",
    text: "It may be busy or still starting. Wait a moment, then look again.",
  },
  "openclaw.unauthorized": {
    head: "OpenClaw does not accept Sluice’s question",
    text: "Its shared token cannot be read here, or is another one now. Sluice sees only whether it runs. Restart OpenClaw, then look again.",
  },
  "openclaw.refused": {
    head: "OpenClaw said no",
    text: "It understood what was asked and refused it. Nothing was changed. Look again to see how things stand.",
  },
  "openclaw.startsSpent": {
    head: "OpenClaw was started three times in ten minutes",
    text: "Sluice stops here, because something else is wrong. Read what OpenClaw says in its log, then try again in ten minutes.",
  },
  "openclaw.startFailed": {
    head: "OpenClaw did not start",
    text: "It ended before it was ready. Its log says why; then try again.",
  },
  "openclaw.configInvalid": {
    head: "OpenClaw cannot start with its settings",
    text: "It ended with 78: its settings file holds something it does not accept. Sluice never repairs that file by itself. Correct it, then start OpenClaw.",
  },
  "openclaw.stateTaken": {
    head: "Another OpenClaw already uses these files",
    text: "It ended with 78: two cannot share one folder. End the other one, or use that one, then look again.",
  },
  "config.unreadable": {
    head: "A settings file cannot be read",
    text: "Nothing was changed. Allow your user account to read it, then look again.",
  },
  "config.broken": {
    head: "OpenClaw’s settings file has a mistake in it",
    text: "Sluice edits only what it can read whole, so nothing was changed. Correct the file, then try again.",
  },
  "config.cannotEdit": {
    head: "OpenClaw’s settings file cannot be edited safely",
    text: "Something else stands where Sluice’s entry belongs. Nothing was changed. Clear that place in the file, then try again.",
  },
  "config.includes": {
    head: "OpenClaw’s settings are spread over several files",
    text: "The file uses $include, and Sluice edits one file only. Nothing was changed. Move the models into the main file, then try again.",
  },
  "config.changed": {
    head: "OpenClaw’s settings file changed meanwhile",
    text: "Someone else wrote it, so Sluice left it alone. Try again when they are done.",
  },
  "config.symlink": {
    head: "OpenClaw’s settings file is only a link",
    text: "Sluice does not replace linked files. Nothing was changed. Put the file itself in that place, then try again.",
  },
  "config.tooLarge": {
    head: "OpenClaw’s settings file is too large",
    text: "Sluice does not edit a file of this size. Nothing was changed. Make it smaller, then try again.",
  },
  "config.rejected": {
    head: "OpenClaw does not accept this change",
    text: "It read the file with the change in it and refused it, so the file is as it was. Update OpenClaw, or connect it in another way.",
  },
  "link.taken": {
    head: "OpenClaw already has an entry of that name",
    text: "An entry cloudflare-ai-gateway is there: another Sluice’s, or your own. Nothing was changed. Disconnect it there, or rename or remove it, then connect again.",
  },
  "link.missing": {
    head: "OpenClaw is not connected",
    text: "Connect it first. Sluice says what it will change before it does.",
  },
  "link.providerUnavailable": {
    head: "This provider cannot be connected",
    text: "Sluice has no models for it, or its entry already leads elsewhere. Nothing was changed. Choose another provider.",
  },
  "link.customBaseUrl": {
    head: "This provider already leads elsewhere",
    text: "You have set an address of its own for it, and Sluice does not replace that. Remove the address in OpenClaw’s settings, or leave this provider out.",
  },
  "link.nothingToOverlay": {
    head: "None of your providers can be connected",
    text: "OpenClaw has no provider that Sluice can stand in front of. Use Sluice’s own provider instead.",
  },
  "link.proxied": {
    head: "OpenClaw sends everything through a proxy",
    text: "The proxy would see Sluice’s local key, so Sluice connects nothing this way. OpenClaw’s page offers to keep this computer out of the proxy; then connect again.",
  },
  "link.late": {
    head: "OpenClaw has not taken the change in yet",
    text: "The file is written, but OpenClaw still runs with the old one. Wait a little. If it stays so, restart OpenClaw from its page, when it has nothing to do.",
  },
  "edge.keysInMemory": {
    head: "Your keys are in memory only",
    text: "They are gone when Sluice closes, so OpenClaw could not use them then. Set up a keychain, keep the keys in OpenClaw’s .env file, or let it go its own way.",
  },
  "edge.keysUnavailable": {
    head: "OpenClaw could not get at its keys",
    text: "Without Sluice it needs the model key, and the gateway token if there is one. Save them, unlock the keychain, then try again.",
  },
  "resolver.unsupported": {
    head: "The keychain cannot be asked this way here",
    text: "On this system OpenClaw runs no such small program. Keep the keys in OpenClaw’s .env file, or let OpenClaw go its own way.",
  },
  "resolver.failed": {
    head: "The small program did not bring the keys",
    text: "It was tried just as OpenClaw would run it. Nothing was changed. Unlock the keychain, then try again.",
  },
  "repair.unavailable": {
    head: "This repair no longer fits",
    text: "Things have changed since it was offered, so nothing was done. Look again, then choose.",
  },
  "key.unknown": {
    head: "That key is no longer there",
    text: "The file was changed meanwhile. Nothing was moved. Look again to see what is left.",
  },
  "key.unproven": {
    head: "The key was left where it was",
    text: "Sluice could not prove that OpenClaw gets it from the new place, so the old one stays. Unlock the keychain, then try again.",
  },
  "import.nothing": {
    head: "There is nothing to take over any more",
    text: "OpenClaw’s Cloudflare set-up is gone or incomplete. Type the account in yourself instead.",
  },
  "pin.unknown": {
    head: "That is no longer tied to a model",
    text: "It follows the default already, or it is gone. Look again to see what is left.",
  },
};
