/** Every word of the window in Dutch; je, short and exact. */
import type { HomeWords } from "./en.ts";
import { nlCodes } from "./nl-codes.ts";
import { nlCommon } from "./nl-common.ts";
import { nlMeter } from "./nl-meter.ts";
import { nlTray } from "./nl-tray.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");
const requestsOf = (requests: number) => many(requests, "verzoek", "verzoeken");

export const nl: HomeWords = {
  ...nlCommon,
  proof: {
    starting: "Sluice start op.",
    deaf: "Sluice luistert niet, dus er komt niets door.",
    direct: (provider) => `Rechtstreeks naar ${provider}. Wordt nog gemeten, kost nog geld.`,
    asked: "Schakelt om.",
    unproven: "Aan, nog niet bewezen. Wacht op het volgende verzoek van OpenClaw.",
    tested: (when) => `De eigen test van Sluice kwam ${when} door. Wacht op OpenClaw.`,
    verified: (when) => `Bewezen ${when} met een verzoek van OpenClaw zelf.`,
    stillDirect: (head) => `${head}. Nog steeds rechtstreeks.`,
    refusing: (head) => `${head}. OpenClaw krijgt te horen waarom en stopt meteen.`,
    paused: "Er gaat niets uit. OpenClaw krijgt te horen waarom en stopt meteen.",
    pausedUntil: (until) => `Gepauzeerd ${until}. Er gaat niets uit.`,
    allowance: (amount) =>
      `Het budget van ${amount} voor vandaag is op. Er gaat niets uit; met Hervatten negeer je het vandaag.`,
    allowanceUnread:
      "Wat vandaag heeft gekost, is niet te lezen; tot dat weer kan, laat je budget niets door.",
    notFound: "Zolang het niet gevonden is, loopt er niets via Sluice en wordt er niets gemeten.",
    notLinked: "Er loopt nog niets via Sluice en er wordt niets gemeten.",
    unreadable: "Zolang Sluice ze niet kan lezen, wordt er niets gemeten.",
  },
  flow: {
    providers: "de aanbieders",
    severalProviders: "Modellen",
    running: "actief",
    starting: "start op",
    stopped: "gestopt",
    connected: "verbonden",
    notFound: "niet gevonden",
    notLinked: "niet verbonden",
    open: "open",
    shut: "dicht",
    waiting: "wacht",
    notUsed: "niet gebruikt",
    notSeen: "nog niet gezien",
    answered: "antwoordt",
    refused: "geweigerd",
    noTraffic: "geen verkeer",
  },
  way: {
    table: "De weg als tabel",
    stop: "Punt",
    state: "Toestand",
    time: "Tijd",
  },
  today: {
    title: "Vandaag",
    zone: (city) => `tijd van ${city}`,
    notKnown: "onbekend",
    noRequests:
      "Vandaag is er nog geen verzoek bij Sluice aangekomen, dus valt er niets te berekenen.",
    onlyTests: "Vandaag nog niets van OpenClaw. De tests van Sluice zelf tellen niet mee.",
    zeroRequests: "Vandaag nog geen verzoeken, gemeten door Sluice.",
    unpriced: (requests, models) =>
      `Doorgelaten: ${requestsOf(requests)}. Sluice kent geen prijs voor ${models}.`,
    unmetered: (requests) =>
      `Doorgelaten: ${requestsOf(requests)}. Geen enkel antwoord vermeldde het verbruik.`,
    known: (clock, tokens) =>
      `Stand ${clock}, gemeten door Sluice: ${many(tokens, "token", "tokens")}.`,
    stale: (clock) => `Stand ${clock}. Sindsdien kon Sluice niet meten.`,
    left: (left, of) => `nog ${left} van ${of}`,
    over: (over, of) => `${over} meer dan ${of}`,
  },
  hours: {
    name: (peak, clock) => `Kosten per uur, hoogste bedrag ${peak} vanaf ${clock}`,
    nameUnknown: "Kosten per uur, prijs onbekend",
    table: "als tabel",
    hour: "Uur",
    requests: "Verzoeken",
    cost: "Kosten",
  },
  lists: {
    models: "Modellen vandaag",
    recent: "Laatste verzoeken",
    requests: requestsOf,
    noPrice: "prijs onbekend",
    unpriced: (requests) => `${count(requests)} zonder prijs`,
    unnamed: "model niet genoemd",
    test: "Test van Sluice",
    direct: "rechtstreeks",
    testWord: "test",
    empty: "Vandaag nog geen verzoeken. Het eerste verschijnt hier.",
    model: "Model",
    time: "Tijd",
    outcome: "Antwoord",
    cost: "Kosten",
    status: (status) => `fout ${status}`,
    error: "fout",
    refused: "geweigerd",
    aborted: "gestopt",
    failed: "mislukt",
    cached: "uit cache",
  },
  picker: "Model voor OpenClaw",
  keys: {
    provider: "Modelsleutel",
    aiGateway: "Gateway-token",
    analytics: "Analytics-token",
  },
  secret: {
    saved: "Bewaard",
    worked: (when) => `Werkte ${when}`,
    missing: "Staat niet meer in de sleutelhanger",
    unknown: "De sleutelhanger is nu niet te raadplegen",
    rejected: "Geweigerd, aan vervanging toe",
    none: "Niets bewaard",
    isNot: {
      provider: "Dit is geen modelsleutel",
      aiGateway: "Dit is geen gateway-token",
      analytics: "Dit is geen analytics-token",
    },
    add: "Toevoegen",
    replace: "Vervangen",
    remove: "Verwijderen",
    save: "Bewaren",
    cancel: "Annuleren",
    inKeychain:
      "Blijft in de sleutelhanger van deze computer. Sluice toont de laatste vier tekens, nooit de rest.",
    inMemory: "Blijft in het geheugen tot je Sluice sluit, en komt in geen bestand van Sluice.",
  },
  setup: {
    title: "Instellen",
    skip: "Overslaan",
    accountId: "Account-ID",
    accountIdHint:
      "Te vinden in het dashboard van Cloudflare. Het hele adres van je AI Gateway plakken mag ook.",
    aiGatewayId: "Naam van de AI Gateway",
    saveAccount: "Account bewaren",
    fillIn: "Vul dit in.",
    idWrong: "Er horen alleen letters, cijfers, - en _ in.",
    aboutOpenClaw: "Over OpenClaw",
    modelKeyLede: (provider) =>
      `Hiermee betaal je ${provider} per antwoord. Sluice voegt de sleutel aan elk verzoek toe; OpenClaw hoeft hem niet te hebben.`,
    gatewayTokenLede:
      "Nodig als je AI Gateway met authenticatie werkt. Het heeft de machtiging AI Gateway Run en kan uitgaven doen via elke AI Gateway van het account.",
    connect: "OpenClaw verbinden",
    connectTitle: "Dit gaat Sluice wijzigen",
    connectFile: (path) => `In ${path}:`,
    connectNewFile: (path) => `Er is nog geen bestand, dus maakt Sluice ${path} met:`,
    connectEntry: "één aanbieder, cloudflare-ai-gateway, die naar Sluice op deze computer leidt",
    connectPlugin: "de ingebouwde plug-in met die naam uitgeschakeld",
    connectModel: (model) => `${model} als het model dat OpenClaw standaard gebruikt`,
    connectMerge:
      "models.mode op merge als het niet is ingesteld, zodat je andere aanbieders blijven",
    connectStart:
      "gateway.mode local en gateway.bind loopback, die OpenClaw nodig heeft om te starten",
    connectBack:
      "Opmerkingen, volgorde en al het andere blijven staan. Met Loskoppelen wordt het bestand weer zoals het was.",
    connected: (path) => `Verbonden via ${path}.`,
    notApplied: (path) => `De regels in ${path} zijn niet meer zoals Sluice ze schreef.`,
    written: (path) => `Geschreven in ${path}. OpenClaw heeft het nog niet overgenomen.`,
    connectAgain: "Opnieuw verbinden",
    disconnect: "OpenClaw loskoppelen",
  },
  settings: {
    keysInKeychain: "Sleutels in de sleutelhanger",
    keysInMemory: "Sleutels, in het geheugen tot je afsluit",
    keys: "Sleutels",
    look: "Taal en uiterlijk",
    language: "Taal",
    theme: "Thema",
    system: "Systeeminstelling",
    light: "Licht",
    dark: "Donker",
    allowance: "Dagbudget",
    allowanceAmount: "Bedrag in Amerikaanse dollars",
    allowanceHint: "Leeg laten betekent: geen budget.",
    allowanceThen: "Als het op is",
    allowancePause: "Stoppen tot middernacht",
    allowanceTell: "Alleen melden",
    allowanceWrong: "Vul een bedrag in zoals 5,00 of laat het veld leeg.",
    save: "Bewaren",
    saved: "Bewaard.",
    version: (version) => `Sluice ${version}`,
  },
  undone: {
    title: "Nog te doen",
    go: "Doen",
    checkAgain: "Opnieuw controleren: niet alles is geslaagd",
    step: {
      welcome: "Bekijken wat Sluice doet",
      openclaw: "OpenClaw vinden",
      modelKey: "Een modelsleutel toevoegen",
      cloudflare: "Een AI Gateway kiezen",
      check: "OpenClaw verbinden en controleren",
      done: "Afronden",
    },
  },
  copying: {
    copy: "Kopiëren",
    copied: "Gekopieerd.",
  },
  need: {
    degraded: (owner) => `OpenClaw kon zijn sleutel voor ${owner} niet lezen`,
    stale: "OpenClaw moet één keer herstarten om een wijziging te zien",
  },
  cannot: {
    path: "OpenClaw draait geen programma uit een map met zo’n naam. Houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
    version:
      "Een OpenClaw van vóór 2026.8 zou met een vergrendelde sleutelhanger niet starten. Werk het bij, houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
    noNode:
      "Sluice vond geen Node.js voor het kleine programma. Kies waar OpenClaw staat, houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
  },
  codes: nlCodes,
  meter: nlMeter,
  tray: nlTray,
};
