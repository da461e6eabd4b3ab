/** Ce que disent en français les deux caches, et le chemin d’une requête qui échoue. */
import type { Words } from "./en.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("fr");

export const frCaches: Words["caches"] = {
  title: "Deux caches",
  model: "Modèle",
  hitRate: "Taux de succès, en jetons",
  rate: "Taux de succès",
  saved: "Économisé",
  asOf: (clock) => `À ${clock}, mesuré par Sluice à ses propres prix.`,
  none: "Aucune requête pendant ce temps, donc rien à mesurer.",
  atLeast: (amount) => `au moins ${amount}`,
  prompt:
    "Votre fournisseur garde le début d’un long prompt et le relit pour moins cher. OpenClaw décide de ce qui est gardé.",
  promptModels: "Cache de prompts par modèle",
  response: {
    skipped:
      "Ignoré\u00a0: chaque requête dit à Cloudflare de ne pas l’utiliser. Il n’y a donc pas de taux.",
    before: "Ignoré maintenant. Ce qui figure ici en venait auparavant.",
    offThere:
      "Demandé, mais désactivé à l’AI Gateway. Il est arrivé que Cloudflare garde tout de même des réponses.",
    on: "Activé. Il répond à une requête identique par la réponse gardée, mot pour mot. Il n’existe pas de cache sémantique, et les requêtes d’un agent grandissent avec leur historique\u00a0: elles n’y trouvent presque jamais rien.",
    direct: "En direct, il n’est pas interrogé du tout.",
  },
  served: "Réponses venues de lui",
  servedOf: (hits, requests) => `${count(hits)} sur ${many(requests, "requête", "requêtes")}`,
  list: "Réponses venues du cache de réponses",
  listNone: "Aucune réponse n’en est venue pendant ce temps.",
  time: "Heure",
  wouldCost: "Aurait coûté",
  skip: "Ignorer pour ce modèle",
  skippedNow: "Ignoré maintenant",
  see: "La voir",
  newest: (shown) => `Seules les ${count(shown)} dernières figurent ici.`,
  fails: {
    title: "Ce qui se passe quand cette requête échoue",
    lede: "Selon les réglages actuels, du premier au dernier.",
    change: "Modifier…",
    changeOf: (what) => `Modifier\u00a0: ${what}`,
    sluice: {
      stops: "Tant qu’il est en pause, ou qu’une clé ne peut être lue, rien ne part.",
      stopsAt: (amount) =>
        `Tant qu’il est en pause, que le budget du jour de ${amount} est épuisé ou qu’une clé ne peut être lue, rien ne part.`,
      ends: "Le tour s’arrête alors aussitôt. Rien n’est réessayé, aucun modèle de secours n’est utilisé.",
      now: (head) => `En ce moment\u00a0: ${head}.`,
      past: "Les requêtes de ce modèle ne passent pas par Sluice\u00a0: ni pause, ni budget, ni Cloudflare ne les arrêtent.",
      what: "le budget",
    },
    cloudflare: {
      off: "Pas sur le chemin en ce moment\u00a0: les requêtes vont en direct.",
      once: (provider) => `Il interroge ${provider} une fois.`,
      times: (attempts, provider) =>
        `Il interroge ${provider} jusqu’à ${many(attempts, "fois", "fois")}. Chaque essai peut coûter.`,
      unknown: (provider) =>
        `Combien de fois il interroge ${provider} n’est pas connu\u00a0: les réglages de l’AI Gateway n’ont pas été lus.`,
      wait: (delay, backoff) => `Entre les essais ${delay}, ${backoff}.`,
      grows: (backoff) => `Entre les essais ${backoff}.`,
      timeout: (time) => `Un essai sans premier octet est abandonné après ${time}.`,
      noTimeout: "Aucune limite n’est fixée pour le premier octet.",
      from: {
        model: "Réglé pour ce modèle.",
        all: "Réglé pour tous les modèles.",
        gateway: "Réglé à l’AI Gateway.",
      },
      refuses:
        "Ce qu’il refuse lui-même, par exemple au-delà d’une limite de requêtes ou de dépenses, arrête aussitôt le tour. Aucun modèle de secours n’est utilisé.",
      retries: "essais et limite de temps",
    },
    dynamic: {
      name: (route) => `Route dynamique ${route}`,
      text: "Chez Cloudflare, elle choisit le modèle et peut passer à un autre selon ses propres règles.",
    },
    provider: "Sa propre erreur revient à OpenClaw, mot pour mot.",
    openclaw: {
      retries: "Il peut d’abord redemander de lui-même.",
      order: "Il passe ensuite à ses propres modèles de secours, dans cet ordre\u00a0:",
      none: "Il n’a plus de modèle de secours\u00a0: le tour échoue.",
      unknown: "Ses modèles de secours ne sont connus qu’une fois qu’il a été interrogé.",
      way: { sluice: "par Sluice", own: "sans passer par Sluice" },
      what: "ordre des modèles",
    },
    bypass: {
      name: "Le contournement de Sluice",
      never: (provider) =>
        `Jamais de lui-même. Seul votre interrupteur envoie les requêtes directement à ${provider}, jusqu’à ce que vous le remettiez.`,
      inUse: (provider) =>
        `En service par votre interrupteur\u00a0: les requêtes vont directement à ${provider}.`,
      absent: (provider) =>
        `Il n’y en a pas pour ${provider}\u00a0: tel que réglé ici, il ne peut être interrogé que par Cloudflare.`,
      what: "l’interrupteur",
    },
  },
};
