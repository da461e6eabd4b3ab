/** What the pages of usage and requests say, in Danish. */
import { daRequests } from "./da-requests.ts";
import type { Words } from "./en.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("da");
const requestsOf = (requests: number) => many(requests, "forespørgsel", "forespørgsler");

export const daUsage: Words["usage"] = {
  title: "Forbrug",
  range: "Periode",
  ranges: { today: "I dag", hours: "24 t", week: "7 d", month: "30 d", quarter: "90 d" },
  rangeNames: {
    today: "I dag",
    hours: "Sidste 24 timer",
    week: "Sidste 7 dage",
    month: "Sidste 30 dage",
    quarter: "Sidste 90 dage",
  },
  since: (day, clock) => `siden ${day} kl.\u00a0${clock}`,
  span: (from, to) => `${from} til ${to}`,
  by: "Fordel",
  bys: {
    model: "Efter model",
    provider: "Efter udbyder",
    route: "Efter rute",
    agent: "Efter agent",
  },
  asking: "Læser…",
  retry: "Prøv igen",
  none: "Ingen forespørgsler i denne periode, så der er intet at beregne.",
  empty: "Der var ingen forespørgsler i denne periode.",
  unpriced: (requests) => `Ingen kendt pris på ${requestsOf(requests)}.`,
  covered: (priced, requests) => `Kendt pris på ${count(priced)} af ${requestsOf(requests)}.`,
  coveredAll: (requests) => `${requestsOf(requests)}, alle med pris.`,
  beside: {
    confirmed: "Bekræftet af Cloudflare",
    confirmedOf: (confirmed, priced) => `${count(confirmed)} af ${count(priced)}`,
    confirmedWhat: "priser i dette beløb",
    past: "Uden om Sluice",
    pastKnown: (requests, clock) =>
      `${requestsOf(requests)} i dette beløb, set af Cloudflare indtil kl.\u00a0${clock}`,
    pastRange: (requests) => `${requestsOf(requests)} i dette beløb, set af Cloudflare`,
    openclaw: "OpenClaws skøn",
    openclawAt: (clock) => `pr. kl.\u00a0${clock}, med egne priser, ikke lagt til`,
  },
  chart: {
    hours: (peak, clock) => `Pris pr. time, højest ${peak} fra kl.\u00a0${clock}`,
    days: (peak, day) => `Pris pr. dag, højest ${peak} den ${day}`,
    unknownHours: "Pris pr. time, ingen kendt pris",
    unknownDays: "Pris pr. dag, ingen kendt pris",
    table: "som tabel",
    now: (clock) => `nu ${clock}`,
    cost: "pris",
    cached: "besvaret fra svarcachen",
    unpriced: "ingen kendt pris",
    day: "Dag",
    hour: "Time",
    withoutPrice: "Uden pris",
    fromCache: "Fra svarcachen",
  },
  heads: {
    model: "Model",
    provider: "Udbyder",
    route: "Rute",
    agent: "Agent",
    requests: "Forespørgsler",
    tokensIn: "Input",
    cacheRead: "Cache læst",
    cacheWrite: "Cache skrevet",
    tokensOut: "Output",
    firstByte: "Første byte",
    total: "Hele svaret",
    errors: "Fejl",
    cost: "Pris",
  },
  all: "Alt",
  routes: {
    cloudflare: "Gennem Cloudflare",
    direct: "Direkte",
    paused: "Afvist under pausen",
    elsewhere: "Uden om Sluice",
  },
  noPrice: "ingen kendt pris",
  somePrice: (requests) => `${count(requests)} uden pris`,
  agents:
    "Efter OpenClaws eget skøn, med egne priser. Det er ikke i beløbet ovenfor, og intet lægges til det.",
  noAgents: "OpenClaw nævner ingen agent, der har arbejdet i denne periode.",
  promptCache: {
    title: "Promptcache, hos udbyderen",
    share: (percent) => `${percent} af inputtet blev læst fra den.`,
    saved: (amount) => `Det sparede omkring ${amount}, når skrivningen er trukket fra.`,
    lost: (amount) => `At skrive den kostede omkring ${amount} mere, end læsningen sparede.`,
    unknown: "Hvad den sparede, er ikke kendt.",
    unused: "Intet blev læst fra den. Udbyderen fører den kun, hvor OpenClaw beder om det.",
    nothing: "Der var intet input i denne periode.",
  },
  responseCache: {
    title: "Svarcache, hos Cloudflare",
    off: "Slået fra. Den gentager hele svar på ens forespørgsler. En agents ture bærer deres historik med og gentager sig næsten aldrig.",
    wasOn: (hits) =>
      `Slået fra nu. I denne periode kom ${many(hits, "svar", "svar")} fra den uden omkostning.`,
    hits: (hits, requests) =>
      `${count(hits)} af ${requestsOf(requests)} besvaret fra den uden omkostning.`,
    none: "Slået til. Ingen forespørgsel i denne periode var magen til en tidligere.",
  },
  errors: {
    title: "Fejl",
    some: (errors, requests) =>
      `${count(errors)} af ${requestsOf(requests)} fik en fejl eller blev afbrudt.`,
    none: "Ingen forespørgsel fik en fejl, og ingen blev afbrudt.",
  },
  exports: {
    open: "Eksportér…",
    name: "Eksportér denne periode til en fil",
  },
  requests: daRequests,
};
