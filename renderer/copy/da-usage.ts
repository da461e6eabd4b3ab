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
    hours: "De seneste 24 timer",
    week: "De seneste 7 dage",
    month: "De seneste 30 dage",
    quarter: "De seneste 90 dage",
  },
  since: (day, clock) => `siden ${day} kl.\u00a0${clock}`,
  span: (from, to) => `${from} til ${to}`,
  by: "Fordel",
  bys: {
    model: "Pr. model",
    provider: "Pr. udbyder",
    route: "Pr. rute",
    agent: "Pr. agent",
  },
  asking: "Læser…",
  retry: "Prøv igen",
  none: "Ingen forespørgsler i denne periode, så der er intet at beregne.",
  empty: "Der var ingen forespørgsler i denne periode.",
  unpriced: (requests) => `Ingen kendt pris på ${requestsOf(requests)}.`,
  covered: (priced, requests) => `Kendt pris på ${count(priced)} af ${requestsOf(requests)}.`,
  coveredAll: (requests) => `${requestsOf(requests)}, alle med pris.`,
  knownFrom: (date) => `Før den ${date} ved Sluice intet.`,
  facts: {
    elsewhere: (amount, requests, until) =>
      `${amount} af det gik uden om Sluice (${requestsOf(requests)}), kendt ${until}.`,
    elsewhereUnpriced: (requests, until) =>
      `${requestsOf(requests)} uden om Sluice til en ukendt pris, set ${until}.`,
    nothingElse: (until) => `Alt gik gennem Sluice, kendt ${until}.`,
    notYet: "Om noget gik uden om Sluice i denne periode, vides ikke.",
  },
  beside: {
    confirmed: "Bekræftet af Cloudflare",
    confirmedOf: (confirmed, priced) => `${count(confirmed)} af ${count(priced)}`,
    confirmedWhat: "udgifter i dette beløb",
    past: "Uden om Sluice",
    pastKnown: (requests, clock) =>
      `${requestsOf(requests)} i dette beløb, set af Cloudflare indtil kl.\u00a0${clock}`,
    pastRange: (requests) => `${requestsOf(requests)} i dette beløb, set af Cloudflare`,
    openclaw: "OpenClaws skøn",
    openclawAt: (clock) => `pr. kl.\u00a0${clock}, med egne priser, ikke lagt til`,
  },
  chart: {
    hours: (peak, clock) => `Udgift pr. time, højest ${peak} fra kl.\u00a0${clock}`,
    days: (peak, day) => `Udgift pr. dag, højest ${peak} den ${day}`,
    hoursOn: (peak, day, clock) => `Udgift pr. time, højest ${peak} ${day} fra kl.\u00a0${clock}`,
    unknownHours: "Udgift pr. time, pris ukendt",
    unknownDays: "Udgift pr. dag, pris ukendt",
    table: "som tabel",
    now: (clock) => `nu ${clock}`,
    cost: "udgift",
    cached: "besvaret fra svarcachen",
    unpriced: "pris ukendt",
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
    cost: "Udgift",
  },
  all: "I alt",
  routes: {
    cloudflare: "Gennem Cloudflare",
    direct: "Direkte",
    paused: "Afvist af Sluice",
    elsewhere: "Uden om Sluice",
  },
  noPrice: "pris ukendt",
  somePrice: (requests) => `${count(requests)} uden pris`,
  agents:
    "OpenClaws eget skøn, med egne priser. Det er ikke med i beløbet ovenfor og lægges ikke til det.",
  noAgents: "OpenClaw nævner ingen agent, der har arbejdet i denne periode.",
  promptCache: {
    title: "Promptcache, hos udbyderen",
    share: (percent) =>
      `Af input, cache læst og cache skrevet tilsammen blev ${percent} læst fra den.`,
    saved: (amount) => `Det sparede omkring ${amount}, når skrivningen er trukket fra.`,
    lost: (amount) => `Skrivningen kostede omkring ${amount} mere, end læsningen sparede.`,
    unknown: "Hvor meget den sparede, vides ikke.",
    unused: "Intet blev læst fra den. Udbyderen bruger den kun, når OpenClaw beder om det.",
    nothing: "Der blev ikke sendt tokens i denne periode.",
  },
  responseCache: {
    title: "Svarcache, hos Cloudflare",
    off: "Slået fra. Den giver samme svar igen på en identisk forespørgsel. En agent sender hele sin historik med hver gang, så det sker næsten aldrig.",
    wasOn: (hits) =>
      `Slået fra nu. I denne periode kom ${many(hits, "svar", "svar")} fra den uden udgift.`,
    hits: (hits, requests) =>
      `${count(hits)} af ${requestsOf(requests)} besvaret fra den uden udgift.`,
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
