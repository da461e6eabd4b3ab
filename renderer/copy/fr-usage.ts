/** What the pages of usage and requests say, in French. */
import type { Words } from "./en.ts";
import { frRequests } from "./fr-requests.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("fr");
const requestsOf = (requests: number) => many(requests, "requête", "requêtes");

export const frUsage: Words["usage"] = {
  title: "Utilisation",
  range: "Période",
  ranges: {
    today: "Aujourd’hui",
    hours: "24\u00a0h",
    week: "7\u00a0j",
    month: "30\u00a0j",
    quarter: "90\u00a0j",
  },
  rangeNames: {
    today: "Aujourd’hui",
    hours: "Les dernières 24 heures",
    week: "Les 7 derniers jours",
    month: "Les 30 derniers jours",
    quarter: "Les 90 derniers jours",
  },
  since: (day, clock) => `depuis le ${day} à\u00a0${clock}`,
  span: (from, to) => `${from} au ${to}`,
  by: "Ventiler",
  bys: {
    model: "Par modèle",
    provider: "Par fournisseur",
    route: "Par chemin",
    agent: "Par agent",
  },
  asking: "Lecture…",
  retry: "Réessayer",
  none: "Aucune requête pendant cette période, donc rien à chiffrer.",
  empty: "Il n’y a eu aucune requête pendant cette période.",
  unpriced: (requests) => `Aucun prix connu pour ${requestsOf(requests)}.`,
  covered: (priced, requests) => `Prix connu pour ${count(priced)} sur ${requestsOf(requests)}.`,
  coveredAll: (requests) => `${requestsOf(requests)}, toutes avec un prix.`,
  knownFrom: (date) => `Avant le ${date}, Sluice ne sait rien.`,
  facts: {
    elsewhere: (amount, requests, until) =>
      `${amount} n’est pas passé par Sluice (${requestsOf(requests)}), connu ${until}.`,
    elsewhereUnpriced: (requests, until) =>
      `${requestsOf(requests)} hors de Sluice, à un coût inconnu\u00a0; vu ${until}.`,
    nothingElse: (until) => `Tout est passé par Sluice, connu ${until}.`,
    notYet: "On ne sait pas si quelque chose est passé hors de Sluice pendant cette période.",
  },
  beside: {
    confirmed: "Confirmé par Cloudflare",
    confirmedOf: (confirmed, priced) => `${count(confirmed)} sur ${count(priced)}`,
    confirmedWhat: "coûts de ce montant",
    past: "Hors de Sluice",
    pastKnown: (requests, clock) =>
      `${requestsOf(requests)} dans ce montant, vu par Cloudflare jusqu’à\u00a0${clock}`,
    pastRange: (requests) => `${requestsOf(requests)} dans ce montant, vu par Cloudflare`,
    openclaw: "Estimation d’OpenClaw",
    openclawAt: (clock) => `à\u00a0${clock}, à ses propres prix, non ajoutée`,
  },
  chart: {
    hours: (peak, clock) => `Coût par heure, maximum ${peak} à partir de ${clock}`,
    days: (peak, day) => `Coût par jour, maximum ${peak} le ${day}`,
    hoursOn: (peak, day, clock) => `Coût par heure, maximum ${peak} le ${day} à partir de ${clock}`,
    unknownHours: "Coût par heure, prix inconnu",
    unknownDays: "Coût par jour, prix inconnu",
    table: "en tableau",
    now: (clock) => `maintenant ${clock}`,
    cost: "coût",
    cached: "réponses venues du cache",
    unpriced: "prix inconnu",
    day: "Jour",
    hour: "Heure",
    withoutPrice: "Sans prix",
    fromCache: "Du cache de réponses",
  },
  heads: {
    model: "Modèle",
    provider: "Fournisseur",
    route: "Chemin",
    agent: "Agent",
    requests: "Requêtes",
    tokensIn: "Entrée",
    cacheRead: "Cache lu",
    cacheWrite: "Cache écrit",
    tokensOut: "Sortie",
    firstByte: "Premier octet",
    total: "Réponse entière",
    errors: "Erreurs",
    cost: "Coût",
  },
  all: "Total",
  routes: {
    cloudflare: "Par Cloudflare",
    direct: "Direct",
    paused: "Refusé par Sluice",
    elsewhere: "Hors de Sluice",
  },
  noPrice: "prix inconnu",
  somePrice: (requests) => `${count(requests)} sans prix`,
  agents:
    "Estimation d’OpenClaw, à ses propres prix. Elle n’est pas dans le montant ci-dessus et ne s’y ajoute pas.",
  noAgents: "OpenClaw ne nomme aucun agent actif pendant cette période.",
  promptCache: {
    title: "Cache de prompts, chez le fournisseur",
    share: (percent) => `Entrée, cache lu et cache écrit réunis\u00a0: ${percent} en a été lu.`,
    saved: (amount) => `Il a économisé environ ${amount}, coût d’écriture déduit.`,
    lost: (amount) => `L’écrire a coûté environ ${amount} de plus que sa lecture n’a économisé.`,
    unknown: "On ne sait pas ce qu’il a économisé.",
    unused: "Rien n’en a été lu. Le fournisseur ne l’utilise que si OpenClaw le demande.",
    nothing: "Aucun token n’a été envoyé pendant cette période.",
  },
  responseCache: {
    title: "Cache de réponses, chez Cloudflare",
    off: "Désactivé. Il redonne la même réponse à une requête identique. Un agent envoie chaque fois tout son historique, donc cela n’arrive presque jamais.",
    wasOn: (hits) =>
      `Désactivé à présent. Pendant cette période, ${many(hits, "réponse en est venue", "réponses en sont venues")} sans frais.`,
    hits: (hits, requests) =>
      `Réponse tirée du cache sans frais pour ${count(hits)} sur ${requestsOf(requests)}.`,
    none: "Activé. Aucune requête de cette période n’était identique à une précédente.",
  },
  errors: {
    title: "Erreurs",
    some: (errors, requests) =>
      `Erreur ou réponse interrompue pour ${count(errors)} sur ${requestsOf(requests)}.`,
    none: "Aucune requête n’a reçu d’erreur ni été interrompue.",
  },
  exports: {
    open: "Exporter…",
    name: "Exporter cette période dans un fichier",
  },
  requests: frRequests,
};
