/** What the window says about money, in Danish. */
import type { MeterWords } from "./en-meter.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("da");
const requestsOf = (requests: number) => many(requests, "forespørgsel", "forespørgsler");
const unpriced = (requests: number) => `${requestsOf(requests)} har ingen kendt pris`;

export const daMeter: MeterWords = {
  line: (clock, source) => `Pr.\u00a0kl.\u00a0${clock}, ${source}.`,
  lineWithin: (clock, source, give) => `Pr.\u00a0kl.\u00a0${clock}, ${source}, ±\u00a0${give}.`,
  lineAtLeast: (clock, requests) =>
    `Mindst dette pr.\u00a0kl.\u00a0${clock}: ${unpriced(requests)}.`,
  sources: {
    own: "optalt af Sluice",
    cloudflare: "bekræftet af Cloudflare",
    both: "delvist bekræftet af Cloudflare",
  },
  facts: {
    own: "Udgifterne er optalt af Sluice efter Sluices egen prisliste.",
    cloudflare: "Cloudflare har bekræftet alle udgifter i tallet.",
    both: (confirmed, priced) =>
      `Cloudflare har bekræftet ${count(confirmed)} af ${many(priced, "udgift", "udgifter")}; resten er Sluices egen optælling og prisliste.`,
    within: (give) => `Det kan være ${give} højere eller lavere.`,
    atLeast: (amount, requests) => `Mindst ${amount}: ${unpriced(requests)}.`,
    atLeastOf: (amount, requests, models) => `Mindst ${amount}: ${unpriced(requests)} (${models}).`,
    elsewhere: (amount, requests, clock) =>
      `${amount} af det gik uden om Sluice (${requestsOf(requests)}), kendt indtil kl.\u00a0${clock}.`,
    elsewhereUnpriced: (requests, clock) =>
      `${requestsOf(requests)} gik uden om Sluice til en ukendt pris; set indtil kl.\u00a0${clock}.`,
    nothingElse: (clock) => `Alt gik gennem Sluice, kendt indtil kl.\u00a0${clock}.`,
    notYet: "Om noget gik uden om Sluice i dag, vides ikke endnu.",
    notAsked: "Det, der går uden om Sluice, er ikke med: Cloudflare bliver ikke spurgt.",
    openclaw: (amount, clock) =>
      `OpenClaws eget skøn er ${amount} pr.\u00a0kl.\u00a0${clock}. Det er ikke lagt til.`,
  },
  driftAbove: (percent) =>
    `Sluices priser ligger ${percent} over Cloudflares for de samme forespørgsler.`,
  driftBelow: (percent) =>
    `Sluices priser ligger ${percent} under Cloudflares for de samme forespørgsler.`,
  allowance: {
    atMost: (left, of) => `højst ${left} tilbage af ${of}`,
    extra: (amount) => `heraf ${amount} kun i dag`,
    ignored: "ignoreret til midnat",
    head: (of) => `Dagsbeløbet på ${of} er brugt`,
    unread: "Dagens udgift kan ikke læses",
    paused: "Intet sendes før midnat; det, der var i gang, gøres færdigt.",
    told: "Intet standses: du har valgt kun at få besked.",
    honest: "Forespørgsler, der går uden om Sluice, kan ikke standses.",
    raise: (amount) => `+ ${amount}`,
    ignore: "Ignorér i dag",
    lastDays: (days, average, most) =>
      `${average} om dagen i snit over ${many(days, "dag", "dage")}, ${most} på den dyreste.`,
    lastDaysAtLeast: (days, average, most) =>
      `Mindst ${average} om dagen i snit over ${many(days, "dag", "dage")}, ${most} på den dyreste.`,
    use: (amount) => `Vælg ${amount}`,
    already: (amount) => `I dag har allerede kostet ${amount}: det ville være brugt med det samme.`,
    unclear:
      "Det kan læses på to måder. Skriv det som 1234,50, uden mellemrum eller tegn mellem tusinderne.",
    tooMuch: "Et dagsbeløb skal være under en million dollar.",
    scope:
      "Det begynder forfra ved midnat. Forespørgsler, der går uden om Sluice, kan ikke standses.",
  },
  figures: {
    title: "Cloudflares tal",
    lede: "Med et token, der kun læser, bekræfter Cloudflare, hvad hver forespørgsel kostede, og hvad der gik uden om Sluice.",
    make: "Opret tokenet hos Cloudflare",
    makeHint: "Siden er allerede udfyldt. Opret tokenet der, og indsæt det her.",
    may: "Hvad tokenet må se",
    names: {
      token: "Selve tokenet",
      accounts: "Navne på konti",
      aiGateways: "AI Gateways",
      logs: "Hver forespørgsels pris",
      analytics: "Beløb pr. kvarter",
      credits: "Den forudbetalte saldo",
      edit: "Oprette en AI Gateway",
    },
    yes: "ja",
    no: "nej",
    unknown: "ikke prøvet",
    looking: "Spørger Cloudflare…",
    asked: (when) => `Spurgt ${when}.`,
    never: "Ikke spurgt endnu.",
    look: "Spørg igen",
    ends: (date) => `Tokenet udløber ${date}`,
    balance: (amount, when) => `Forudbetalt saldo ${amount}, spurgt ${when}.`,
    proxy: (host) => `Cloudflare nås gennem proxyen ${host}.`,
  },
  keep: {
    title: "Forespørgsler",
    label: "Gem de enkelte forespørgsler",
    hint: "Ældre slettes; deres samlede beløb gemmes altid.",
    days: (days) => `i ${many(days, "dag", "dage")}`,
    year: "i et år",
    ever: "for altid",
  },
  exports: {
    format: "Eksportér som",
    csv: "Tabel (CSV)",
    json: "JSON",
    range: "For",
    today: "i dag",
    days: (days) => `de seneste ${many(days, "dag", "dage")}`,
    ids: "Med Cloudflares id’er på konto, AI Gateway og log",
    form: (zone) =>
      `Semikolon mellem cellerne og komma i beløbene, til Excel på dansk; dage og klokkeslæt i ${zone}.`,
    tests: "Sluices egne tests er ikke med, ligesom i alle beløb.",
    write: "Eksportér",
    wrote: (path) => `Skrevet til ${path}`,
  },
};
