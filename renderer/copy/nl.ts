/** Every word of the window in Dutch; je, short and exact. */
import type { Words } from "./en.ts";
import { nlChecks } from "./nl-checks.ts";
import { nlCodes } from "./nl-codes.ts";
import { nlCommon } from "./nl-common.ts";
import { nlFirstRun } from "./nl-first-run.ts";
import { nlMeter } from "./nl-meter.ts";
import { nlOpenClaw } from "./nl-openclaw.ts";
import { nlSettings } from "./nl-settings.ts";
import { nlTray } from "./nl-tray.ts";
import { nlUsage } from "./nl-usage.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");
const requestsOf = (requests: number) => many(requests, "verzoek", "verzoeken");

export const nl: Words = {
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
      `Het budget van ${amount} voor vandaag is op. Er gaat niets uit; Hervatten negeert het vandaag.`,
    allowanceUnread:
      "Wat vandaag heeft gekost, is niet te lezen; zolang laat je budget niets door.",
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
    noRequests: "Vandaag is er nog geen verzoek bij Sluice gekomen, dus is er niets te berekenen.",
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
    name: (peak, clock) => `Kosten per uur, het hoogst ${peak} vanaf ${clock}`,
    nameUnknown: "Kosten per uur, geen prijs bekend",
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
    aiGateway: "Gatewaytoken",
    analytics: "Analytics-token",
  },
  secret: {
    saved: "Bewaard",
    worked: (when) => `Werkte ${when}`,
    missing: "Staat niet meer in de sleutelhanger",
    unknown: "De sleutelhanger is nu niet te raadplegen",
    rejected: "Geweigerd; vervang deze",
    none: "Niets bewaard",
    isNot: {
      provider: "Dit is geen modelsleutel",
      aiGateway: "Dit is geen gatewaytoken",
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
    accountLede:
      "Cloudflare levert zelf geen modellen: het meet en begrenst. Je hebt ook een sleutel voor je modellen nodig, bijvoorbeeld van Anthropic.",
    accountId: "Account-ID",
    accountIdHint:
      "Te vinden in het dashboard van Cloudflare. Het hele adres van je AI Gateway plakken mag ook.",
    aiGatewayId: "Naam van de AI Gateway",
    saveAccount: "Account bewaren",
    fillIn: "Vul dit in.",
    idWrong: "Er horen alleen letters, cijfers, - en _ in.",
    aboutOpenClaw: "Over OpenClaw",
    modelKeyLede: (provider) =>
      `Hiermee betaal je ${provider} voor elk antwoord. Sluice voegt de sleutel aan elk verzoek toe; OpenClaw hoeft hem niet te hebben.`,
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
    system: "Zoals het systeem",
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
  codes: nlCodes,
  openclaw: nlOpenClaw,
  meter: nlMeter,
  firstRun: nlFirstRun,
  usage: nlUsage,
  checks: nlChecks,
  more: nlSettings,
  tray: nlTray,
};
