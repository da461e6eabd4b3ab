/** What the pages of usage and requests say, in Dutch. */
import type { Words } from "./en.ts";
import { nlRequests } from "./nl-requests.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");
const requestsOf = (requests: number) => many(requests, "verzoek", "verzoeken");

export const nlUsage: Words["usage"] = {
  title: "Gebruik",
  range: "Periode",
  ranges: { today: "Vandaag", hours: "24 uur", week: "7 d", month: "30 d", quarter: "90 d" },
  rangeNames: {
    today: "Vandaag",
    hours: "De laatste 24 uur",
    week: "De laatste 7 dagen",
    month: "De laatste 30 dagen",
    quarter: "De laatste 90 dagen",
  },
  since: (day, clock) => `sinds ${day}, ${clock}`,
  span: (from, to) => `${from} tot en met ${to}`,
  by: "Verdelen",
  bys: { model: "Per model", provider: "Per aanbieder", route: "Per route", agent: "Per agent" },
  asking: "Wordt gelezen…",
  retry: "Opnieuw proberen",
  none: "Geen verzoeken in deze periode, dus er is niets te rekenen.",
  empty: "In deze periode waren er geen verzoeken.",
  unpriced: (requests) => `Geen prijs bekend van ${requestsOf(requests)}.`,
  covered: (priced, requests) => `Prijs bekend van ${count(priced)} van ${requestsOf(requests)}.`,
  coveredAll: (requests) => `${requestsOf(requests)}, alle met een prijs.`,
  beside: {
    confirmed: "Bevestigd door Cloudflare",
    confirmedOf: (confirmed, priced) => `${count(confirmed)} van ${count(priced)}`,
    confirmedWhat: "kosten in dit bedrag",
    past: "Buiten Sluice om",
    pastKnown: (requests, clock) =>
      `${requestsOf(requests)} in dit bedrag, door Cloudflare gezien tot ${clock}`,
    pastRange: (requests) => `${requestsOf(requests)} in dit bedrag, door Cloudflare gezien`,
    openclaw: "Schatting van OpenClaw",
    openclawAt: (clock) => `stand ${clock}, met eigen prijzen, niet opgeteld`,
  },
  chart: {
    hours: (peak, clock) => `Kosten per uur, hoogste ${peak} vanaf ${clock}`,
    days: (peak, day) => `Kosten per dag, hoogste ${peak} op ${day}`,
    unknownHours: "Kosten per uur, geen prijs bekend",
    unknownDays: "Kosten per dag, geen prijs bekend",
    table: "als tabel",
    now: (clock) => `nu ${clock}`,
    cost: "kosten",
    cached: "beantwoord uit de antwoordcache",
    unpriced: "geen prijs bekend",
    day: "Dag",
    hour: "Uur",
    withoutPrice: "Zonder prijs",
    fromCache: "Uit de antwoordcache",
  },
  heads: {
    model: "Model",
    provider: "Aanbieder",
    route: "Route",
    agent: "Agent",
    requests: "Verzoeken",
    tokensIn: "Invoer",
    cacheRead: "Cache gelezen",
    cacheWrite: "Cache geschreven",
    tokensOut: "Uitvoer",
    firstByte: "Eerste byte",
    total: "Hele antwoord",
    errors: "Fouten",
    cost: "Kosten",
  },
  all: "Alles",
  routes: {
    cloudflare: "Via Cloudflare",
    direct: "Rechtstreeks",
    paused: "Geweigerd tijdens de pauze",
    elsewhere: "Buiten Sluice om",
  },
  noPrice: "geen prijs bekend",
  somePrice: (requests) => `${count(requests)} zonder prijs`,
  agents:
    "Volgens OpenClaws eigen schatting, met eigen prijzen. Ze zit niet in het bedrag hierboven en er wordt niets bij opgeteld.",
  noAgents: "OpenClaw noemt geen agent die in deze periode heeft gewerkt.",
  promptCache: {
    title: "Promptcache, bij de aanbieder",
    share: (percent) => `${percent} van de invoer is eruit gelezen.`,
    saved: (amount) => `Dat bespaarde ongeveer ${amount}, na aftrek van het schrijven.`,
    lost: (amount) => `Schrijven kostte ongeveer ${amount} meer dan lezen bespaarde.`,
    unknown: "Wat dat bespaarde is niet bekend.",
    unused: "Er is niets uit gelezen. De aanbieder houdt hem alleen bij als OpenClaw erom vraagt.",
    nothing: "In deze periode was er geen invoer.",
  },
  responseCache: {
    title: "Antwoordcache, bij Cloudflare",
    off: "Uit. Hij herhaalt hele antwoorden op gelijke verzoeken. De beurten van een agent dragen hun geschiedenis mee en herhalen zich bijna nooit.",
    wasOn: (hits) =>
      `Nu uit. In deze periode leverde hij kosteloos ${many(hits, "antwoord", "antwoorden")}.`,
    hits: (hits, requests) =>
      `${count(hits)} van ${requestsOf(requests)} kosteloos hieruit beantwoord.`,
    none: "Aan. Geen verzoek in deze periode was gelijk aan een eerder verzoek.",
  },
  errors: {
    title: "Fouten",
    some: (errors, requests) =>
      `${count(errors)} van ${requestsOf(requests)} met een fout beantwoord of afgebroken.`,
    none: "Geen verzoek is met een fout beantwoord of afgebroken.",
  },
  exports: {
    open: "Exporteren…",
    name: "Deze periode exporteren naar een bestand",
  },
  requests: nlRequests,
};
