/** Hvad de to cacher, og vejen for en forespørgsel der mislykkes, siger på dansk. */
import type { Words } from "./en.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("da");

export const daCaches: Words["caches"] = {
  title: "To cacher",
  model: "Model",
  hitRate: "Træfrate, efter tokens",
  rate: "Træfrate",
  saved: "Sparet",
  asOf: (clock) => `Pr. kl.\u00a0${clock}, målt af Sluice til egne priser.`,
  none: "Ingen forespørgsler i denne tid, så der er intet at måle.",
  atLeast: (amount) => `mindst ${amount}`,
  prompt:
    "Din udbyder gemmer begyndelsen af en lang prompt og læser den igen for mindre. OpenClaw bestemmer, hvad der gemmes.",
  promptModels: "Promptcache efter model",
  response: {
    skipped:
      "Sprunget over: hver forespørgsel siger til Cloudflare, at den ikke skal bruges. Derfor er der ingen træfrate.",
    before: "Sprunget over nu. Det, der står her, kom fra den tidligere.",
    offThere:
      "Der er bedt om den, men den er slået fra ved AI Gateway. Cloudflare er set gemme svar alligevel.",
    on: "Slået til. Den besvarer en identisk forespørgsel med det gemte svar, ord for ord. Der findes ingen semantisk cache, og en agents forespørgsler vokser med deres historik, så de rammer næsten aldrig.",
    direct: "På den direkte vej spørges den slet ikke.",
  },
  served: "Besvaret fra den",
  servedOf: (hits, requests) =>
    `${count(hits)} af ${many(requests, "forespørgsel", "forespørgsler")}`,
  list: "Svar fra svarcachen",
  listNone: "Intet svar kom fra den i denne tid.",
  time: "Tid",
  wouldCost: "Ville have kostet",
  skip: "Spring over for denne model",
  skippedNow: "Sprunget over nu",
  see: "Vis den",
  newest: (shown) => `Kun de nyeste ${count(shown)} står her.`,
  fails: {
    title: "Hvad der sker, når denne forespørgsel mislykkes",
    lede: "Som alt er indstillet nu, fra det første til det sidste.",
    change: "Ændr…",
    changeOf: (what) => `Ændr: ${what}`,
    sluice: {
      stops: "Så længe det er på pause, eller en nøgle ikke kan læses, sendes intet.",
      stopsAt: (amount) =>
        `Så længe det er på pause, dagens beløb på ${amount} er brugt, eller en nøgle ikke kan læses, sendes intet.`,
      ends: "Så slutter turen straks. Intet prøves igen, og ingen reservemodel bruges.",
      now: (head) => `Lige nu: ${head}.`,
      past: "Forespørgsler til denne model går uden om Sluice: ingen pause, intet beløb og ingen Cloudflare står i vejen.",
      what: "beløbet",
    },
    cloudflare: {
      off: "Ikke på vejen nu: forespørgsler går direkte.",
      once: (provider) => `Det spørger ${provider} én gang.`,
      times: (attempts, provider) =>
        `Det spørger ${provider} op til ${many(attempts, "gang", "gange")}. Hvert forsøg kan koste.`,
      unknown: (provider) =>
        `Hvor ofte det spørger ${provider}, vides ikke: indstillingerne for AI Gateway er ikke læst.`,
      wait: (delay, backoff) => `Mellem forsøg ${delay}, ${backoff}.`,
      grows: (backoff) => `Mellem forsøg ${backoff}.`,
      timeout: (time) => `Et forsøg uden en første byte opgives efter ${time}.`,
      noTimeout: "Der er ingen grænse for den første byte.",
      from: {
        model: "Indstillet for denne model.",
        all: "Indstillet for alle modeller.",
        gateway: "Indstillet ved AI Gateway.",
      },
      refuses:
        "Det, som det selv afviser, for eksempel over en grænse for antal eller forbrug, slutter turen straks. Ingen reservemodel bruges.",
      retries: "gentagelser og tidsgrænse",
    },
    dynamic: {
      name: (route) => `Dynamisk rute ${route}`,
      text: "Den vælger modellen hos Cloudflare og kan gå videre til en anden efter sine egne regler.",
    },
    provider: "Dens egen fejl går tilbage til OpenClaw, ord for ord.",
    openclaw: {
      retries: "Det kan selv spørge igen først.",
      order: "Så går det til sine egne reservemodeller, i denne rækkefølge:",
      none: "Der er ingen reservemodel tilbage: turen mislykkes.",
      unknown: "Hvilke reservemodeller det har, vides først, når det er spurgt.",
      way: { sluice: "gennem Sluice", own: "uden om Sluice" },
      what: "modellernes rækkefølge",
    },
    bypass: {
      name: "Sluices omvej",
      never: (provider) =>
        `Aldrig af sig selv. Kun din egen kontakt sender forespørgsler direkte til ${provider}, indtil du stiller den tilbage.`,
      inUse: (provider) =>
        `I brug ved din egen kontakt: forespørgsler går direkte til ${provider}.`,
      absent: (provider) =>
        `Der er ingen til ${provider}: som det er sat op her, kan den kun spørges gennem Cloudflare.`,
      what: "kontakten",
    },
  },
};
