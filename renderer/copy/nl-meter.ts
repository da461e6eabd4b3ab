/** What the window says about money, in Dutch. */
import type { MeterWords } from "./en-meter.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");
const requestsOf = (requests: number) => many(requests, "verzoek", "verzoeken");
const unpriced = (requests: number) => `van ${requestsOf(requests)} is geen prijs bekend`;

export const nlMeter: MeterWords = {
  line: (clock, source) => `Stand ${clock}, ${source}.`,
  lineWithin: (clock, source, give) => `Stand ${clock}, ${source}, ±\u00a0${give}.`,
  lineAtLeast: (clock, requests) => `Minstens dit, stand ${clock}: ${unpriced(requests)}.`,
  sources: {
    own: "geteld door Sluice",
    cloudflare: "bevestigd door Cloudflare",
    both: "deels bevestigd door Cloudflare",
  },
  facts: {
    own: "De kosten zijn geteld door Sluice, met de eigen prijslijst.",
    cloudflare: "Cloudflare heeft alle kosten hierin bevestigd.",
    both: (confirmed, priced) =>
      `Cloudflare heeft ${count(confirmed)} van de ${many(priced, "bedrag", "bedragen")} bevestigd; de rest komt uit de telling en prijslijst van Sluice.`,
    within: (give) => `Het kan ${give} hoger of lager zijn.`,
    atLeast: (amount, requests) => `Minstens ${amount}: ${unpriced(requests)}.`,
    atLeastOf: (amount, requests, models) =>
      `Minstens ${amount}: ${unpriced(requests)} (${models}).`,
    elsewhere: (amount, requests, clock) =>
      `${amount} hiervan ging buiten Sluice om (${requestsOf(requests)}), bekend tot ${clock}.`,
    elsewhereUnpriced: (requests, clock) =>
      `Buiten Sluice om: ${requestsOf(requests)}, kosten onbekend; gezien tot ${clock}.`,
    nothingElse: (clock) => `Alles ging via Sluice, bekend tot ${clock}.`,
    notYet: "Of er vandaag iets buiten Sluice om ging, is nog niet bekend.",
    notAsked: "Wat buiten Sluice om gaat, zit er niet in: Cloudflare wordt er niet naar gevraagd.",
    openclaw: (amount, clock) =>
      `OpenClaw schat zelf ${amount}, stand ${clock}. Dat is er niet bij opgeteld.`,
  },
  driftAbove: (percent) =>
    `De prijzen van Sluice komen voor dezelfde verzoeken ${percent} hoger uit dan die van Cloudflare.`,
  driftBelow: (percent) =>
    `De prijzen van Sluice komen voor dezelfde verzoeken ${percent} lager uit dan die van Cloudflare.`,
  allowance: {
    atMost: (left, of) => `hooguit nog ${left} van ${of}`,
    extra: (amount) => `waarvan ${amount} alleen vandaag`,
    ignored: "genegeerd tot middernacht",
    head: (of) => `Het budget van ${of} voor vandaag is op`,
    unread: "Wat vandaag heeft gekost, is niet te lezen",
    paused: "Tot middernacht gaat er niets uit; wat al liep, wordt afgemaakt.",
    told: "Er wordt niets gestopt: je wilde alleen een melding.",
    honest: "Verzoeken die buiten Sluice om gaan, kan Sluice niet tegenhouden.",
    raise: (amount) => `+ ${amount}`,
    ignore: "Vandaag negeren",
    lastDays: (days, average, most) =>
      `Gemiddeld ${average} per dag over de laatste ${many(days, "dag", "dagen")}, ${most} op de duurste.`,
    lastDaysAtLeast: (days, average, most) =>
      `Gemiddeld minstens ${average} per dag over de laatste ${many(days, "dag", "dagen")}, ${most} op de duurste.`,
    use: (amount) => `${amount} kiezen`,
    already: (amount) => `Vandaag heeft al ${amount} gekost: het zou meteen op zijn.`,
    unclear:
      "Dit is op twee manieren te lezen. Schrijf het als 1234,50, zonder spaties of tekens tussen duizendtallen.",
    tooMuch: "Een budget moet onder een miljoen dollar blijven.",
    scope:
      "Om middernacht begint het opnieuw. Verzoeken die buiten Sluice om gaan, kan Sluice niet tegenhouden.",
  },
  figures: {
    title: "Cijfers van Cloudflare",
    lede: "Met een token dat alleen leest, bevestigt Cloudflare wat elk verzoek kostte en wat buiten Sluice om ging.",
    make: "Token maken bij Cloudflare",
    makeHint: "De pagina is al ingevuld. Maak het token daar en plak het hier.",
    may: "Wat het token mag zien",
    names: {
      token: "Het token zelf",
      accounts: "Namen van accounts",
      aiGateways: "De AI Gateways",
      logs: "De kosten van elk verzoek",
      analytics: "Bedragen per kwartier",
      credits: "Het prepaid tegoed",
      edit: "Een AI Gateway maken",
    },
    yes: "ja",
    no: "nee",
    unknown: "niet geprobeerd",
    looking: "Vraagt het aan Cloudflare…",
    asked: (when) => `Opgevraagd ${when}.`,
    never: "Nog niet opgevraagd.",
    look: "Opnieuw opvragen",
    ends: (date) => `Het token verloopt op ${date}`,
    balance: (amount, when) => `Prepaid tegoed ${amount}, opgevraagd ${when}.`,
    proxy: (host) => `Cloudflare wordt bereikt via de proxy ${host}.`,
  },
  keep: {
    title: "Verzoeken",
    label: "Losse verzoeken bewaren",
    hint: "Oudere worden gewist; de totalen blijven altijd staan.",
    days: (days) => many(days, "dag", "dagen"),
    year: "een jaar",
    ever: "voor altijd",
  },
  exports: {
    format: "Exporteren als",
    csv: "Tabel (CSV)",
    json: "JSON",
    range: "Van",
    today: "vandaag",
    days: (days) => `de laatste ${many(days, "dag", "dagen")}`,
    ids: "Met de id’s van Cloudflare: account, AI Gateway en logboek",
    form: (zone) =>
      `Puntkomma’s tussen de cellen en een komma in de bedragen, voor Excel in je eigen taal; dagen en tijden van ${zone}.`,
    tests: "De eigen tests van Sluice staan er niet in, net zomin als in de bedragen.",
    write: "Exporteren",
    wrote: (path) => `Geschreven naar ${path}`,
  },
};
