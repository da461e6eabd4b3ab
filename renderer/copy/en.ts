/** The words Home and the frame around every page have in English; their shape is the one the other languages must fill. */

import { enCodes } from "./en-codes.ts";
import { enCommon } from "./en-common.ts";
import { enMeter } from "./en-meter.ts";
import type { PageWords } from "./en-pages.ts";
import { enTray } from "./en-tray.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("en");

export const en = {
  ...enCommon,
  proof: {
    starting: "Sluice is starting.",
    deaf: "Sluice is not listening, so nothing passes.",
    direct: (provider: string) => `Direct to ${provider}. Still metered, still costs.`,
    asked: "Switching over.",
    unproven: "On, not proven yet. Waiting for OpenClaw’s next request.",
    tested: (when: string) => `Sluice’s own test went through ${when}. Waiting for OpenClaw.`,
    verified: (when: string) => `Verified ${when} by OpenClaw’s own request.`,
    stillDirect: (head: string) => `${head}. Still direct.`,
    refusing: (head: string) => `${head}. OpenClaw is told why and stops at once.`,
    paused: "Nothing leaves. OpenClaw is told why and stops at once.",
    pausedUntil: (until: string) => `Paused ${until}. Nothing leaves.`,
    allowance: (amount: string) =>
      `Today’s allowance of ${amount} is used up. Nothing leaves; Resume ignores it for today.`,
    allowanceUnread:
      "What today cost cannot be read, and your allowance lets nothing leave until it can.",
    notFound: "Nothing is routed or metered until it is found.",
    notLinked: "Nothing is routed or metered yet.",
    unreadable: "Nothing is routed or metered until Sluice can read them.",
  },
  flow: {
    providers: "the providers",
    severalProviders: "Models",
    running: "running",
    starting: "starting",
    stopped: "stopped",
    connected: "connected",
    notFound: "not found",
    notLinked: "not connected",
    open: "open",
    shut: "shut",
    waiting: "waiting",
    notUsed: "not used",
    notSeen: "not seen yet",
    answered: "answered",
    refused: "refused",
    noTraffic: "no traffic",
  },
  way: {
    table: "The way as a table",
    stop: "Stop",
    state: "State",
    time: "Time",
  },
  today: {
    title: "Today",
    zone: (city: string) => `${city} time`,
    notKnown: "not known",
    noRequests: "No requests have reached Sluice today, so there is nothing to price.",
    onlyTests: "Nothing from OpenClaw yet today. Sluice’s own tests do not count.",
    zeroRequests: "No requests yet today, metered by Sluice.",
    unpriced: (requests: number, models: string) =>
      `${many(requests, "request", "requests")} passed, but Sluice knows no price for ${models}.`,
    unmetered: (requests: number) =>
      `${many(requests, "request", "requests")} passed, and none brought back what it used.`,
    known: (clock: string, tokens: number) =>
      `As of ${clock}, metered by Sluice: ${many(tokens, "token", "tokens")}.`,
    stale: (clock: string) => `As of ${clock}. Sluice has not been able to meter since.`,
    left: (left: string, of: string) => `${left} left of ${of}`,
    over: (over: string, of: string) => `${over} over ${of}`,
  },
  hours: {
    name: (peak: string, clock: string) => `Cost by hour, highest ${peak} from ${clock}`,
    nameUnknown: "Cost by hour, no price known",
    table: "as a table",
    hour: "Hour",
    requests: "Requests",
    cost: "Cost",
  },
  lists: {
    models: "Models today",
    recent: "Last requests",
    requests: (requests: number) => many(requests, "request", "requests"),
    noPrice: "no price known",
    unpriced: (requests: number) => `${count(requests)} without a price`,
    unnamed: "model not named",
    test: "Sluice’s test",
    direct: "direct",
    testWord: "test",
    empty: "No requests yet today. The first one will appear here.",
    model: "Model",
    time: "Time",
    outcome: "Answer",
    cost: "Cost",
    status: (status: number) => `error ${status}`,
    error: "error",
    refused: "refused",
    aborted: "stopped",
    failed: "failed",
    cached: "cached",
  },
  picker: "Model for OpenClaw",
  keys: {
    provider: "Model key",
    aiGateway: "Gateway token",
    analytics: "Analytics token",
  },
  secret: {
    saved: "Saved",
    worked: (when: string) => `Worked ${when}`,
    missing: "The keychain no longer has it",
    unknown: "The keychain cannot be asked now",
    rejected: "Refused; replace it",
    none: "None saved",
    isNot: {
      provider: "This is not a model key",
      aiGateway: "This is not a gateway token",
      analytics: "This is not an analytics token",
    },
    add: "Add",
    replace: "Replace",
    remove: "Remove",
    save: "Save",
    cancel: "Cancel",
    inKeychain:
      "Kept in this computer’s keychain. Sluice shows its last four characters, never the rest.",
    inMemory: "Kept in memory until you quit Sluice, and in no file of Sluice’s.",
  },
  setup: {
    title: "Set up",
    skip: "Skip",
    accountId: "Account ID",
    accountIdHint: "In the Cloudflare dashboard, or paste your AI Gateway’s whole address here.",
    aiGatewayId: "AI Gateway name",
    saveAccount: "Save account",
    fillIn: "Fill this in.",
    idWrong: "Only letters, digits, - and _ belong in it.",
    aboutOpenClaw: "About OpenClaw",
    modelKeyLede: (provider: string) =>
      `It pays ${provider} for every answer. Sluice adds it to each request, so OpenClaw need not hold it.`,
    gatewayTokenLede:
      "Needed when your AI Gateway is authenticated. It carries the permission AI Gateway Run, and can spend through every AI Gateway of the account.",
    connect: "Connect OpenClaw",
    connectTitle: "Here is what Sluice will change",
    connectFile: (path: string) => `In ${path}:`,
    connectNewFile: (path: string) => `There is no file yet, so Sluice creates ${path} with:`,
    connectEntry:
      "one provider entry, cloudflare-ai-gateway, that leads to Sluice on this computer",
    connectPlugin: "the built-in plugin of that name turned off",
    connectModel: (model: string) => `${model} as the model OpenClaw uses by default`,
    connectMerge: "models.mode as merge where it is not set, so that your other providers stay",
    connectStart: "gateway.mode local and gateway.bind loopback, which OpenClaw needs to start",
    connectBack:
      "Comments, order and everything else stay. Disconnect puts the file back as it was.",
    connected: (path: string) => `Connected through ${path}.`,
    notApplied: (path: string) => `The entry in ${path} is no longer as Sluice wrote it.`,
    written: (path: string) => `Written to ${path}. OpenClaw has not taken it in yet.`,
    connectAgain: "Connect again",
    disconnect: "Disconnect OpenClaw",
  },
  settings: {
    keysInKeychain: "Keys in the keychain",
    keysInMemory: "Keys, in memory until you quit",
    keys: "Keys",
    look: "Language and look",
    language: "Language",
    theme: "Theme",
    system: "As the system",
    light: "Light",
    dark: "Dark",
    allowance: "Daily allowance",
    allowanceAmount: "Amount in US dollars",
    allowanceHint: "Leave it empty for no allowance.",
    allowanceThen: "When it is used up",
    allowancePause: "Stop until midnight",
    allowanceTell: "Only tell me",
    allowanceWrong: "Write an amount such as 5.00, or leave it empty.",
    save: "Save",
    saved: "Saved.",
    version: (version: string) => `Sluice ${version}`,
  },
  undone: {
    title: "Still to do",
    go: "Do it",
    checkAgain: "Run the check again: not everything passed",
    step: {
      welcome: "See what Sluice does",
      openclaw: "Find OpenClaw",
      modelKey: "Add a model key",
      cloudflare: "Choose an AI Gateway",
      check: "Connect OpenClaw and check",
      done: "Finish",
    },
  },
  copying: {
    copy: "Copy",
    copied: "Copied.",
  },
  need: {
    degraded: (owner: string) => `OpenClaw could not read its key for ${owner}`,
    stale: "OpenClaw needs one restart to see a change",
  },
  /** Why the keychain cannot be asked that way here. */
  cannot: {
    path: "OpenClaw runs no program from a folder with such a name. Keep the keys in its .env file, or let it go its own way.",
    version:
      "OpenClaw older than 2026.8 would not start while the keychain is locked. Update it, keep the keys in its .env file, or let it go its own way.",
    noNode:
      "Sluice found no Node.js for the small program. Choose the place of OpenClaw, keep the keys in its .env file, or let it go its own way.",
  },
  codes: enCodes,
  meter: enMeter,
  tray: enTray,
};

export type HomeWords = typeof en;
/** Everything a page beside Home can say. */
export type Words = HomeWords & PageWords;
