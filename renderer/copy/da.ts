/** Every word of the window in Danish; du, short and exact. */

import { daCodes } from "./da-codes.ts";
import { daCommon } from "./da-common.ts";
import { daMeter } from "./da-meter.ts";
import { daTray } from "./da-tray.ts";
import type { HomeWords } from "./en.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("da");
const requestsOf = (requests: number) => many(requests, "forespørgsel", "forespørgsler");

export const da: HomeWords = {
  ...daCommon,
  proof: {
    starting: "Sluice starter.",
    deaf: "Sluice lytter ikke, så intet kommer igennem.",
    direct: (provider) => `Direkte til ${provider}. Måles stadig, koster stadig.`,
    asked: "Skifter over.",
    unproven: "Slået til, ikke bevist endnu. Venter på OpenClaws næste forespørgsel.",
    tested: (when) => `Sluices egen test kom igennem ${when}. Venter på OpenClaw.`,
    verified: (when) => `Bekræftet ${when} på OpenClaws egen forespørgsel.`,
    stillDirect: (head) => `${head}. Stadig direkte.`,
    refusing: (head) => `${head}. OpenClaw får grunden at vide og stopper med det samme.`,
    paused: "Intet sendes. OpenClaw får grunden at vide og stopper med det samme.",
    pausedUntil: (until) => `Sat på pause ${until}. Intet sendes.`,
    allowance: (amount) =>
      `Dagsbeløbet på ${amount} er brugt. Intet sendes; med Genoptag ignoreres det i dag.`,
    allowanceUnread:
      "Dagens udgift kan ikke læses, og så længe lader dit dagsbeløb intet slippe igennem.",
    notFound: "Intet sendes gennem Sluice eller måles, før OpenClaw er fundet.",
    notLinked: "Intet sendes gennem Sluice eller måles endnu.",
    unreadable: "Intet sendes gennem Sluice eller måles, før Sluice kan læse dem.",
  },
  flow: {
    providers: "udbyderne",
    severalProviders: "Modeller",
    running: "kører",
    starting: "starter",
    stopped: "stoppet",
    connected: "forbundet",
    notFound: "ikke fundet",
    notLinked: "ikke forbundet",
    open: "åben",
    shut: "lukket",
    waiting: "venter",
    notUsed: "ikke brugt",
    notSeen: "ikke set endnu",
    answered: "svarer",
    refused: "afvist",
    noTraffic: "ingen trafik",
  },
  way: {
    table: "Vejen som tabel",
    stop: "Punkt",
    state: "Tilstand",
    time: "Tid",
  },
  today: {
    title: "I dag",
    zone: (city) => `tid i ${city}`,
    notKnown: "ukendt",
    noRequests: "Ingen forespørgsler er nået frem til Sluice i dag, så der er intet at beregne.",
    onlyTests: "Intet fra OpenClaw i dag endnu. Sluices egne test tæller ikke med.",
    zeroRequests: "Ingen forespørgsler endnu i dag, målt af Sluice.",
    unpriced: (requests, models) =>
      `${requestsOf(requests)} kom igennem, men Sluice kender ingen pris for ${models}.`,
    unmetered: (requests) =>
      `${requestsOf(requests)} kom igennem, og intet svar oplyste forbruget.`,
    known: (clock, tokens) =>
      `Pr.\u00a0kl.\u00a0${clock}, målt af Sluice: ${many(tokens, "token", "tokens")}.`,
    stale: (clock) => `Pr.\u00a0kl.\u00a0${clock}. Siden da har Sluice ikke kunnet måle.`,
    left: (left, of) => `${left} tilbage af ${of}`,
    over: (over, of) => `${over} over ${of}`,
  },
  hours: {
    name: (peak, clock) => `Udgift pr. time, højest ${peak} fra kl.\u00a0${clock}`,
    nameUnknown: "Udgift pr. time, ingen kendt pris",
    table: "som tabel",
    hour: "Time",
    requests: "Forespørgsler",
    cost: "Udgift",
  },
  lists: {
    models: "Modeller i dag",
    recent: "Seneste forespørgsler",
    requests: requestsOf,
    noPrice: "pris ukendt",
    unpriced: (requests) => `${count(requests)} uden pris`,
    unnamed: "model ikke nævnt",
    test: "Sluices test",
    direct: "direkte",
    testWord: "test",
    empty: "Ingen forespørgsler endnu i dag. Den første vises her.",
    model: "Model",
    time: "Tid",
    outcome: "Svar",
    cost: "Udgift",
    status: (status) => `fejl ${status}`,
    error: "fejl",
    refused: "afvist",
    aborted: "stoppet",
    failed: "mislykket",
    cached: "fra cache",
  },
  picker: "Model til OpenClaw",
  keys: {
    provider: "Modelnøgle",
    aiGateway: "Gateway-token",
    analytics: "Analytics-token",
  },
  secret: {
    saved: "Gemt",
    worked: (when) => `Virkede ${when}`,
    missing: "Er ikke længere i nøgleringen",
    unknown: "Nøgleringen svarer ikke lige nu",
    rejected: "Afvist; udskift den",
    none: "Ingen gemt",
    isNot: {
      provider: "Dette er ikke en modelnøgle",
      aiGateway: "Dette er ikke et gateway-token",
      analytics: "Dette er ikke et analytics-token",
    },
    add: "Tilføj",
    replace: "Udskift",
    remove: "Fjern",
    save: "Gem",
    cancel: "Annuller",
    inKeychain:
      "Ligger i denne computers nøglering. Sluice viser de sidste fire tegn, aldrig resten.",
    inMemory: "Ligger i hukommelsen, til du afslutter Sluice, og ikke i nogen af Sluices filer.",
  },
  setup: {
    title: "Kom i gang",
    skip: "Spring over",
    accountId: "Konto-ID",
    accountIdHint:
      "Står i Cloudflares kontrolpanel. Du kan også indsætte hele adressen på din AI Gateway.",
    aiGatewayId: "Navn på AI Gateway",
    saveAccount: "Gem konto",
    fillIn: "Udfyld dette felt.",
    idWrong: "Kun bogstaver, tal, - og _ er tilladt.",
    aboutOpenClaw: "Om OpenClaw",
    modelKeyLede: (provider) =>
      `Den betaler ${provider} for hvert svar. Sluice føjer den til hver forespørgsel; OpenClaw behøver den ikke.`,
    gatewayTokenLede:
      "Nødvendigt, når din AI Gateway kræver godkendelse. Det har tilladelsen AI Gateway Run og kan bruge penge gennem alle AI Gateways på kontoen.",
    connect: "Forbind OpenClaw",
    connectTitle: "Dette ændrer Sluice",
    connectFile: (path) => `I ${path}:`,
    connectNewFile: (path) => `Der er ingen fil endnu, så Sluice opretter ${path} med:`,
    connectEntry: "én udbyder, cloudflare-ai-gateway, der fører til Sluice på denne computer",
    connectPlugin: "det indbyggede plugin af samme navn slået fra",
    connectModel: (model) => `${model} som den model, OpenClaw bruger som standard`,
    connectMerge: "models.mode som merge, hvis det ikke er sat, så dine andre udbydere bevares",
    connectStart:
      "gateway.mode local og gateway.bind loopback, som OpenClaw skal bruge for at starte",
    connectBack:
      "Kommentarer, rækkefølge og alt andet bliver stående. Afbryd lægger filen tilbage, som den var.",
    connected: (path) => `Forbundet gennem ${path}.`,
    notApplied: (path) => `Linjerne i ${path} er ikke længere, som Sluice skrev dem.`,
    written: (path) => `Skrevet i ${path}. OpenClaw har ikke taget det i brug endnu.`,
    connectAgain: "Forbind igen",
    disconnect: "Afbryd OpenClaw",
  },
  settings: {
    keysInKeychain: "Nøgler i nøgleringen",
    keysInMemory: "Nøgler, i hukommelsen til du afslutter",
    keys: "Nøgler",
    look: "Sprog og udseende",
    language: "Sprog",
    theme: "Tema",
    system: "Følg systemet",
    light: "Lyst",
    dark: "Mørkt",
    allowance: "Dagsbeløb",
    allowanceAmount: "Beløb i amerikanske dollar",
    allowanceHint: "Lad feltet stå tomt, hvis der ikke skal være et beløb.",
    allowanceThen: "Når det er brugt",
    allowancePause: "Stop til midnat",
    allowanceTell: "Giv kun besked",
    allowanceWrong: "Skriv et beløb som 5,00, eller lad feltet stå tomt.",
    save: "Gem",
    saved: "Gemt.",
    version: (version) => `Sluice ${version}`,
  },
  undone: {
    title: "Mangler endnu",
    go: "Gør det",
    checkAgain: "Kontrollér igen: ikke alt lykkedes",
    step: {
      welcome: "Se, hvad Sluice gør",
      openclaw: "Find OpenClaw",
      modelKey: "Tilføj en modelnøgle",
      cloudflare: "Vælg en AI Gateway",
      check: "Forbind OpenClaw og kontrollér",
      done: "Afslut opsætningen",
    },
  },
  copying: {
    copy: "Kopiér",
    copied: "Kopieret.",
  },
  need: {
    degraded: (owner) => `OpenClaw kunne ikke læse sin nøgle til ${owner}`,
    stale: "OpenClaw skal genstartes én gang for at se en ændring",
  },
  cannot: {
    path: "OpenClaw kører intet program fra en mappe med sådan et navn. Hold nøglerne i dets .env-fil, eller lad det gå sin egen vej.",
    version:
      "En OpenClaw før 2026.8 ville ikke starte, mens nøgleringen er låst. Opdatér det, hold nøglerne i dets .env-fil, eller lad det gå sin egen vej.",
    noNode:
      "Sluice fandt ingen Node.js til det lille program. Vælg, hvor OpenClaw ligger, hold nøglerne i dets .env-fil, eller lad det gå sin egen vej.",
  },
  codes: daCodes,
  meter: daMeter,
  tray: daTray,
};
