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
  by: "Uitsplitsen",
  bys: { model: "Per model", provider: "Per aanbieder", route: "Per route", agent: "Per agent" },
  asking: "Bezig met lezen…",
  retry: "Opnieuw proberen",
  none: "Geen verzoeken in deze periode, dus er valt niets te berekenen.",
  empty: "In deze periode waren er geen verzoeken.",
  unpriced: (requests) => `Geen prijs bekend van ${requestsOf(requests)}.`,
  covered: (priced, requests) => `Prijs bekend van ${count(priced)} van ${requestsOf(requests)}.`,
  coveredAll: (requests) => `${requestsOf(requests)}, alle met een prijs.`,
  knownFrom: (date) => `Van vóór ${date} weet Sluice niets.`,
  facts: {
    elsewhere: (amount, requests, until) =>
      `${amount} daarvan ging buiten Sluice om (${requestsOf(requests)}), bekend ${until}.`,
    elsewhereUnpriced: (requests, until) =>
      `${requestsOf(requests)} buiten Sluice om, kosten niet bekend; gezien ${until}.`,
    nothingElse: (until) => `Alles ging via Sluice, bekend ${until}.`,
    notYet: "Of er in deze periode iets buiten Sluice om ging, is niet bekend.",
  },
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
    hours: (peak, clock) => `Kosten per uur, hoogste bedrag ${peak} vanaf ${clock}`,
    days: (peak, day) => `Kosten per dag, hoogste bedrag ${peak} op ${day}`,
    hoursOn: (peak, day, clock) =>
      `Kosten per uur, hoogste bedrag ${peak} op ${day} vanaf ${clock}`,
    unknownHours: "Kosten per uur, prijs onbekend",
    unknownDays: "Kosten per dag, prijs onbekend",
    table: "als tabel",
    now: (clock) => `nu ${clock}`,
    cost: "kosten",
    cached: "beantwoord uit de antwoordcache",
    unpriced: "prijs onbekend",
    day: "Dag",
    hour: "Uur",
    withoutPrice: "Zonder prijs",
    fromCache: "Uit de cache",
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
    total: "Heel antwoord",
    errors: "Fouten",
    cost: "Kosten",
  },
  all: "Totaal",
  routes: {
    cloudflare: "Via Cloudflare",
    direct: "Rechtstreeks",
    paused: "Geweigerd door Sluice",
    elsewhere: "Buiten Sluice om",
  },
  noPrice: "prijs onbekend",
  somePrice: (requests) => `${count(requests)} zonder prijs`,
  agents:
    "OpenClaws eigen schatting, met eigen prijzen. Die zit niet in het bedrag hierboven en wordt er niet bij opgeteld.",
  noAgents: "OpenClaw noemt geen agent die in deze periode heeft gewerkt.",
  promptCache: {
    title: "Promptcache, bij de aanbieder",
    share: (percent) =>
      `Van invoer, cache gelezen en cache geschreven samen is ${percent} eruit gelezen.`,
    saved: (amount) => `Dat bespaarde ongeveer ${amount}, na aftrek van het schrijven.`,
    lost: (amount) => `Schrijven kostte ongeveer ${amount} meer dan lezen bespaarde.`,
    unknown: "Hoeveel dat bespaarde, is niet bekend.",
    unused: "Er is niets uit gelezen. De aanbieder gebruikt hem alleen als OpenClaw erom vraagt.",
    nothing: "In deze periode zijn er geen tokens verstuurd.",
  },
  responseCache: {
    title: "Antwoordcache, bij Cloudflare",
    off: "Uit. Hij geeft bij een identiek verzoek hetzelfde antwoord nog eens. Bij een agent gaat de hele voorgeschiedenis mee, dus komt dat bijna nooit voor.",
    wasOn: (hits) =>
      `Nu uit. In deze periode kwam er gratis ${many(hits, "antwoord", "antwoorden")} uit.`,
    hits: (hits, requests) =>
      `${count(hits)} van ${requestsOf(requests)} hieruit beantwoord, zonder kosten.`,
    none: "Aan. Geen verzoek in deze periode was identiek aan een eerder verzoek.",
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
