/** What the window says about money, in French. */
import type { MeterWords } from "./en-meter.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("fr");
const requestsOf = (requests: number) => many(requests, "requête", "requêtes");
const unpriced = (requests: number) => `${requestsOf(requests)} sans prix connu`;

export const frMeter: MeterWords = {
  line: (clock, source) => `À\u00a0${clock}, ${source}.`,
  lineWithin: (clock, source, give) => `À\u00a0${clock}, ${source}, ±\u00a0${give}.`,
  lineAtLeast: (clock, requests) =>
    `Au moins ce montant à\u00a0${clock}\u00a0: ${unpriced(requests)}.`,
  sources: {
    own: "compté par Sluice",
    cloudflare: "confirmé par Cloudflare",
    both: "confirmé en partie par Cloudflare",
  },
  facts: {
    own: "Les coûts sont comptés par Sluice, avec sa propre liste de prix.",
    cloudflare: "Cloudflare a confirmé tous les coûts qui le composent.",
    both: (confirmed, priced) =>
      `Coûts confirmés par Cloudflare\u00a0: ${count(confirmed)} sur ${count(priced)}. Les autres viennent du compte et de la liste de prix de Sluice.`,
    within: (give) => `Il peut s’écarter de ${give}, en plus ou en moins.`,
    atLeast: (amount, requests) => `Au moins ${amount}\u00a0: ${unpriced(requests)}.`,
    atLeastOf: (amount, requests, models) =>
      `Au moins ${amount}\u00a0: ${unpriced(requests)} (${models}).`,
    elsewhere: (amount, requests, clock) =>
      `Dont ${amount} hors de Sluice (${requestsOf(requests)}), connu jusqu’à\u00a0${clock}.`,
    elsewhereUnpriced: (requests, clock) =>
      `Hors de Sluice\u00a0: ${requestsOf(requests)}, à un coût inconnu\u00a0; vu jusqu’à\u00a0${clock}.`,
    nothingElse: (clock) => `Tout est passé par Sluice, connu jusqu’à\u00a0${clock}.`,
    notYet: "On ne sait pas encore si quelque chose est passé hors de Sluice aujourd’hui.",
    notAsked:
      "Ce qui ne passe pas par Sluice n’y figure pas\u00a0: Cloudflare n’est pas interrogé.",
    openclaw: (amount, clock) =>
      `OpenClaw l’estime lui-même à ${amount}, à\u00a0${clock}. Ce montant n’est pas ajouté.`,
  },
  driftAbove: (percent) =>
    `Pour les mêmes requêtes, les prix de Sluice dépassent ceux de Cloudflare de ${percent}.`,
  driftBelow: (percent) =>
    `Pour les mêmes requêtes, les prix de Sluice sont inférieurs de ${percent} à ceux de Cloudflare.`,
  allowance: {
    atMost: (left, of) => `reste au plus ${left} sur ${of}`,
    extra: (amount) => `dont ${amount} pour aujourd’hui`,
    ignored: "ignoré jusqu’à minuit",
    head: (of) => `Le budget du jour de ${of} est épuisé`,
    unread: "Le coût du jour est illisible",
    paused: "Rien ne part avant minuit\u00a0; ce qui était en cours se termine.",
    told: "Rien n’est arrêté\u00a0: vous avez choisi un simple avertissement.",
    honest: "Sluice ne peut pas arrêter les requêtes qui ne passent pas par lui.",
    raise: (amount) => `+ ${amount}`,
    ignore: "Ignorer aujourd’hui",
    lastDays: (days, average, most) =>
      `${average} par jour en moyenne sur ${many(days, "jour", "jours")}, ${most} le jour le plus cher.`,
    lastDaysAtLeast: (days, average, most) =>
      `Au moins ${average} par jour en moyenne sur ${many(days, "jour", "jours")}, ${most} le jour le plus cher.`,
    use: (amount) => `Choisir ${amount}`,
    already: (amount) =>
      `Aujourd’hui a déjà coûté ${amount}\u00a0: le budget serait aussitôt épuisé.`,
    unclear:
      "Ce montant peut se lire de deux façons. Écrivez-le comme 1234,50, sans espace ni séparateur de milliers.",
    tooMuch: "Un budget doit rester sous un million de dollars.",
    scope:
      "Il repart de zéro à minuit. Sluice ne peut pas arrêter les requêtes qui ne passent pas par lui.",
  },
  figures: {
    title: "Chiffres de Cloudflare",
    lede: "Avec un jeton qui ne fait que lire, Cloudflare confirme le coût de chaque requête et indique ce qui n’est pas passé par Sluice.",
    make: "Créer le jeton chez Cloudflare",
    makeHint: "La page est déjà remplie. Créez-y le jeton, puis collez-le ici.",
    may: "Ce que le jeton peut voir",
    names: {
      token: "Le jeton lui-même",
      accounts: "Les noms des comptes",
      aiGateways: "Les AI Gateways",
      logs: "Le coût de chaque requête",
      analytics: "Les montants par quart d’heure",
      credits: "Le solde prépayé",
      edit: "Créer une AI Gateway",
    },
    yes: "oui",
    no: "non",
    unknown: "pas essayé",
    looking: "Cloudflare est interrogé…",
    asked: (when) => `Interrogé ${when}.`,
    never: "Pas encore interrogé.",
    look: "Interroger de nouveau",
    ends: (date) => `Le jeton expire le ${date}`,
    balance: (amount, when) => `Solde prépayé ${amount}, relevé ${when}.`,
    proxy: (host) => `Cloudflare est joint par le proxy ${host}.`,
  },
  keep: {
    title: "Requêtes",
    label: "Conserver le détail des requêtes",
    hint: "Les plus anciennes sont effacées\u00a0; les totaux sont toujours conservés.",
    days: (days) => many(days, "jour", "jours"),
    year: "un an",
    ever: "pour toujours",
  },
  exports: {
    format: "Exporter en",
    csv: "Tableau (CSV)",
    json: "JSON",
    range: "Période",
    today: "aujourd’hui",
    days: (days) => `les ${many(days, "dernier jour", "derniers jours")}`,
    ids: "Avec les identifiants Cloudflare\u00a0: compte, AI Gateway, journal",
    form: (zone) =>
      `Points-virgules entre les cellules et virgule décimale, pour Excel en français\u00a0; jours et heures de ${zone}.`,
    tests: "Les tests de Sluice n’y figurent pas, comme dans tous les montants.",
    write: "Exporter",
    wrote: (path) => `Écrit dans ${path}`,
  },
};
