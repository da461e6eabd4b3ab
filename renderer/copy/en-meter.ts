/** What the window says about money, in English: how sure a figure is, the allowance, Cloudflare's figures, what is kept and exported. */
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("en");
const unpriced = (requests: number) =>
  `${many(requests, "request has", "requests have")} no known price`;

export const enMeter = {
  line: (clock: string, source: string) => `As of ${clock}, ${source}.`,
  lineWithin: (clock: string, source: string, give: string) =>
    `As of ${clock}, ${source}, ±\u00a0${give}.`,
  lineAtLeast: (clock: string, requests: number) =>
    `At least this, as of ${clock}: ${unpriced(requests)}.`,
  sources: {
    own: "by Sluice’s own count",
    cloudflare: "confirmed by Cloudflare",
    both: "partly confirmed by Cloudflare",
  },
  facts: {
    own: "The costs are Sluice’s own count at its own price list.",
    cloudflare: "Cloudflare has confirmed every cost in it.",
    both: (confirmed: number, priced: number) =>
      `Cloudflare has confirmed ${count(confirmed)} of ${many(priced, "cost", "costs")}; the others are Sluice’s own count and price list.`,
    within: (give: string) => `It may be off by ${give} either way.`,
    atLeast: (amount: string, requests: number) => `At least ${amount}: ${unpriced(requests)}.`,
    atLeastOf: (amount: string, requests: number, models: string) =>
      `At least ${amount}: ${unpriced(requests)} (${models}).`,
    elsewhere: (amount: string, requests: number, clock: string) =>
      `${amount} of it did not pass Sluice (${many(requests, "request", "requests")}), known until ${clock}.`,
    elsewhereUnpriced: (requests: number, clock: string) =>
      `${many(requests, "request", "requests")} did not pass Sluice, at a cost that is not known; seen until ${clock}.`,
    nothingElse: (clock: string) => `All of it passed Sluice, known until ${clock}.`,
    notYet: "Whether anything went past Sluice today is not known yet.",
    notAsked: "What does not pass Sluice is not in it: Cloudflare is not asked.",
    openclaw: (amount: string, clock: string) =>
      `OpenClaw’s own estimate is ${amount}, as of ${clock}. It is not added.`,
  },
  driftAbove: (percent: string) =>
    `Sluice’s prices come out ${percent} above Cloudflare’s for the same requests.`,
  driftBelow: (percent: string) =>
    `Sluice’s prices come out ${percent} below Cloudflare’s for the same requests.`,
  allowance: {
    atMost: (left: string, of: string) => `at most ${left} left of ${of}`,
    extra: (amount: string) => `${amount} of it for today only`,
    ignored: "ignored until midnight",
    head: (of: string) => `Today’s allowance of ${of} is used up`,
    unread: "What today cost cannot be read",
    paused: "Nothing leaves until midnight; what was under way finishes.",
    told: "Nothing is stopped: you chose only to be told.",
    honest: "Requests that do not pass Sluice cannot be stopped.",
    raise: (amount: string) => `+ ${amount}`,
    ignore: "Ignore today",
    lastDays: (days: number, average: string, most: string) =>
      `${average} a day over the last ${many(days, "day", "days")}, ${most} on the dearest.`,
    lastDaysAtLeast: (days: number, average: string, most: string) =>
      `At least ${average} a day over the last ${many(days, "day", "days")}, ${most} on the dearest.`,
    use: (amount: string) => `Use ${amount}`,
    already: (amount: string) => `Today has cost ${amount} already: it would be used up at once.`,
    unclear:
      "This can be read in two ways. Write it like 1234.50, without spaces or signs between thousands.",
    tooMuch: "An allowance is less than a million dollars.",
    scope: "It begins anew at midnight. Requests that do not pass Sluice cannot be stopped.",
  },
  figures: {
    title: "Cloudflare’s figures",
    lede: "With a token that only reads, Cloudflare confirms what each request cost and tells what did not pass Sluice.",
    make: "Make the token at Cloudflare",
    makeHint: "The page is filled in already. Create the token there and paste it here.",
    may: "What the token may see",
    names: {
      token: "The token itself",
      accounts: "Names of accounts",
      aiGateways: "The AI Gateways",
      logs: "The cost of each request",
      analytics: "Sums by quarter of an hour",
      credits: "The prepaid balance",
      edit: "Making an AI Gateway",
    },
    yes: "yes",
    no: "no",
    unknown: "not tried",
    looking: "Asking Cloudflare…",
    asked: (when: string) => `Asked ${when}.`,
    never: "Not asked yet.",
    look: "Ask again",
    ends: (date: string) => `The token ends on ${date}`,
    balance: (amount: string, when: string) => `Prepaid balance ${amount}, asked ${when}.`,
    proxy: (host: string) => `Cloudflare is reached through the proxy ${host}.`,
  },
  keep: {
    title: "Requests",
    label: "Keep single requests",
    hint: "Older ones are deleted; what they add up to is always kept.",
    days: (days: number) => `for ${many(days, "day", "days")}`,
    year: "for a year",
    ever: "for ever",
  },
  exports: {
    format: "Export as",
    csv: "Table (CSV)",
    json: "JSON",
    range: "Of",
    today: "today",
    days: (days: number) => `the last ${many(days, "day", "days")}`,
    ids: "With Cloudflare’s ids of account, AI Gateway and log",
    form: (zone: string) =>
      `Commas between the cells, a point in decimals; days and times of ${zone}.`,
    tests: "Sluice’s own tests are left out, as in every figure.",
    write: "Export",
    wrote: (path: string) => `Written to ${path}`,
  },
};

export type MeterWords = typeof enMeter;
