/** Wat de twee caches, en de weg van een verzoek dat mislukt, in het Nederlands zeggen. */
import type { Words } from "./en.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");

export const nlCaches: Words["caches"] = {
  title: "Twee caches",
  model: "Model",
  hitRate: "Trefkans, naar tokens",
  rate: "Trefkans",
  saved: "Bespaard",
  asOf: (clock) => `Stand ${clock}, door Sluice gemeten tegen eigen prijzen.`,
  none: "Geen verzoeken in deze tijd, dus er valt niets te meten.",
  atLeast: (amount) => `minstens ${amount}`,
  prompt:
    "Je aanbieder bewaart het begin van een lange prompt en leest het voor minder opnieuw. OpenClaw bepaalt wat wordt bewaard.",
  promptModels: "Promptcache per model",
  response: {
    skipped:
      "Overgeslagen: elk verzoek zegt Cloudflare hem niet te gebruiken. Daarom is er geen trefkans.",
    before: "Nu overgeslagen. Wat hier staat, kwam er eerder uit.",
    offThere:
      "Gevraagd, maar uit bij de AI Gateway. Er is gezien dat Cloudflare dan toch antwoorden bewaart.",
    on: "Aan. Hij beantwoordt een identiek verzoek met het bewaarde antwoord, woord voor woord. Semantisch cachen bestaat niet, en verzoeken van een agent groeien met hun geschiedenis: ze treffen bijna nooit.",
    direct: "Op de directe weg wordt hij helemaal niet gevraagd.",
  },
  served: "Eruit beantwoord",
  servedOf: (hits, requests) => `${count(hits)} van ${many(requests, "verzoek", "verzoeken")}`,
  list: "Antwoorden uit de antwoordcache",
  listNone: "Er kwam in deze tijd geen antwoord uit.",
  time: "Tijd",
  wouldCost: "Had gekost",
  skip: "Overslaan voor dit model",
  skippedNow: "Nu overgeslagen",
  see: "Bekijken",
  newest: (shown) => `Alleen de nieuwste ${count(shown)} staan hier.`,
  fails: {
    title: "Wat er gebeurt als dit verzoek mislukt",
    lede: "Zoals alles nu staat ingesteld, van het eerste tot het laatste.",
    change: "Wijzigen…",
    changeOf: (what) => `Wijzigen: ${what}`,
    sluice: {
      stops: "Zolang het op pauze staat, of een sleutel niet te lezen is, gaat er niets uit.",
      stopsAt: (amount) =>
        `Zolang het op pauze staat, het budget van ${amount} voor vandaag op is of een sleutel niet te lezen is, gaat er niets uit.`,
      ends: "Dan eindigt de beurt meteen. Niets wordt herhaald en geen reservemodel wordt gebruikt.",
      now: (head) => `Op dit moment: ${head}.`,
      past: "Verzoeken voor dit model gaan langs Sluice heen: geen pauze, geen budget en geen Cloudflare staan in de weg.",
      what: "het budget",
    },
    cloudflare: {
      off: "Nu niet onderweg: verzoeken gaan rechtstreeks.",
      once: (provider) => `Het vraagt ${provider} één keer.`,
      times: (attempts, provider) =>
        `Het vraagt ${provider} tot ${many(attempts, "keer", "keer")}. Elke poging kan kosten.`,
      unknown: (provider) =>
        `Hoe vaak het ${provider} vraagt is onbekend: de instellingen van de AI Gateway zijn niet gelezen.`,
      wait: (delay, backoff) => `Tussen pogingen ${delay}, ${backoff}.`,
      grows: (backoff) => `Tussen pogingen ${backoff}.`,
      timeout: (time) => `Een poging zonder eerste byte wordt na ${time} opgegeven.`,
      noTimeout: "Voor de eerste byte is geen grens ingesteld.",
      from: {
        model: "Ingesteld voor dit model.",
        all: "Ingesteld voor alle modellen.",
        gateway: "Ingesteld bij de AI Gateway.",
      },
      refuses:
        "Wat het zelf weigert, zoals boven een verzoek- of uitgavenlimiet, beëindigt de beurt meteen. Geen reservemodel wordt gebruikt.",
      retries: "herhalingen en tijdslimiet",
    },
    dynamic: {
      name: (route) => `Dynamische route ${route}`,
      text: "Die kiest bij Cloudflare het model, en kan volgens eigen regels naar een ander gaan.",
    },
    provider: "De eigen fout gaat woord voor woord terug naar OpenClaw.",
    openclaw: {
      retries: "Het kan eerst zelf nog eens vragen.",
      order: "Dan gaat het naar zijn eigen reservemodellen, in deze volgorde:",
      none: "Er is geen reservemodel meer: de beurt mislukt.",
      unknown: "Welke reservemodellen het heeft, is pas bekend als het gevraagd is.",
      way: { sluice: "via Sluice", own: "langs Sluice heen" },
      what: "volgorde van modellen",
    },
    bypass: {
      name: "De omleiding van Sluice",
      never: (provider) =>
        `Nooit vanzelf. Alleen je eigen schakelaar stuurt verzoeken rechtstreeks naar ${provider}, tot je hem terugzet.`,
      inUse: (provider) =>
        `In gebruik door je eigen schakelaar: verzoeken gaan rechtstreeks naar ${provider}.`,
      absent: (provider) =>
        `Die is er niet voor ${provider}: zoals het hier is ingesteld, kan dat alleen via Cloudflare.`,
      what: "de schakelaar",
    },
  },
};
