/** What the pages of usage and requests say, in English. */
import { enRequests } from "./en-requests.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("en");

export const enUsage = {
  title: "Usage",
  range: "Range",
  ranges: { today: "Today", hours: "24 h", week: "7 d", month: "30 d", quarter: "90 d" },
  rangeNames: {
    today: "Today",
    hours: "The last 24 hours",
    week: "The last 7 days",
    month: "The last 30 days",
    quarter: "The last 90 days",
  },
  since: (day: string, clock: string) => `since ${day}, ${clock}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  by: "Split by",
  bys: { model: "By model", provider: "By provider", route: "By route", agent: "By agent" },
  asking: "Reading…",
  retry: "Try again",
  none: "No requests in this time, so there is nothing to price.",
  empty: "There were no requests in this time.",
  unpriced: (requests: number) => `No price is known for ${many(requests, "request", "requests")}.`,
  covered: (priced: number, requests: number) =>
    `${count(priced)} of ${many(requests, "request", "requests")} priced.`,
  coveredAll: (requests: number) => `${many(requests, "request", "requests")}, all priced.`,
  knownFrom: (date: string) => `Before ${date} Sluice knows nothing.`,
  facts: {
    elsewhere: (amount: string, requests: number, until: string) =>
      `${amount} of it did not pass Sluice (${many(requests, "request", "requests")}), known ${until}.`,
    elsewhereUnpriced: (requests: number, until: string) =>
      `${many(requests, "request", "requests")} did not pass Sluice, at a cost that is not known; seen ${until}.`,
    nothingElse: (until: string) => `All of it passed Sluice, known ${until}.`,
    notYet: "Whether anything went past Sluice in this time is not known.",
  },
  beside: {
    confirmed: "Confirmed by Cloudflare",
    confirmedOf: (confirmed: number, priced: number) => `${count(confirmed)} of ${count(priced)}`,
    confirmedWhat: "costs in this figure",
    past: "Did not pass Sluice",
    pastKnown: (requests: number, clock: string) =>
      `${many(requests, "request", "requests")} in this figure, seen by Cloudflare until ${clock}`,
    pastRange: (requests: number) =>
      `${many(requests, "request", "requests")} in this figure, seen by Cloudflare`,
    openclaw: "OpenClaw’s estimate",
    openclawAt: (clock: string) => `as of ${clock}, at its own prices, not added`,
  },
  chart: {
    hours: (peak: string, clock: string) => `Cost by hour, highest ${peak} from ${clock}`,
    days: (peak: string, day: string) => `Cost by day, highest ${peak} on ${day}`,
    hoursOn: (peak: string, day: string, clock: string) =>
      `Cost by hour, highest ${peak} on ${day} from ${clock}`,
    unknownHours: "Cost by hour, no price known",
    unknownDays: "Cost by day, no price known",
    table: "as a table",
    now: (clock: string) => `now ${clock}`,
    cost: "cost",
    cached: "answered from the response cache",
    unpriced: "no price known",
    day: "Day",
    hour: "Hour",
    withoutPrice: "Without a price",
    fromCache: "From the response cache",
  },
  heads: {
    model: "Model",
    provider: "Provider",
    route: "Route",
    agent: "Agent",
    requests: "Requests",
    tokensIn: "Input",
    cacheRead: "Cache read",
    cacheWrite: "Cache write",
    tokensOut: "Output",
    firstByte: "First byte",
    total: "Whole answer",
    errors: "Errors",
    cost: "Cost",
  },
  all: "All",
  routes: {
    cloudflare: "Through Cloudflare",
    direct: "Direct",
    paused: "Refused by Sluice",
    elsewhere: "Did not pass Sluice",
  },
  noPrice: "no price known",
  somePrice: (requests: number) => `${count(requests)} without a price`,
  agents:
    "By OpenClaw’s own estimate, at its own prices. It is not in the figure above, and nothing is added to it.",
  noAgents: "OpenClaw names no agent that worked in this time.",
  promptCache: {
    title: "Prompt cache, at the provider",
    share: (percent: string) =>
      `Of input, cache read and cache write together, ${percent} was read from it.`,
    saved: (amount: string) => `It saved about ${amount}, the cost of writing it taken off.`,
    lost: (amount: string) => `Writing it cost about ${amount} more than reading it saved.`,
    unknown: "What it saved is not known.",
    unused: "Nothing was read from it. The provider keeps it only where OpenClaw asks for it.",
    nothing: "No tokens were sent in this time.",
  },
  responseCache: {
    title: "Response cache, at Cloudflare",
    off: "Off. It repeats whole answers to identical requests. An agent’s turns carry their history and almost never repeat.",
    wasOn: (hits: number) =>
      `Off now. In this time ${many(hits, "answer", "answers")} came from it at no cost.`,
    hits: (hits: number, requests: number) =>
      `${count(hits)} of ${many(requests, "request", "requests")} were answered from it at no cost.`,
    none: "On. No request in this time was the same as one before.",
  },
  errors: {
    title: "Errors",
    some: (errors: number, requests: number) =>
      `${count(errors)} of ${many(requests, "request", "requests")} were answered with an error, or broke off.`,
    none: "No request was answered with an error, and none broke off.",
  },
  exports: {
    open: "Export…",
    name: "Export this time as a file",
  },
  requests: enRequests,
};
