/** What the OpenClaw page says in Dutch. */
import type { OpenClawWords } from "./en-openclaw.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("nl");

export const nlOpenClaw: OpenClawWords = {
  status: {
    running: "Draait",
    starting: "Start op",
    stopped: "Gestopt",
    notInstalled: "Niet geïnstalleerd",
    unknown: "Zoekt OpenClaw",
  },
  version: (version) => `versie ${version}`,
  since: (when) => `sinds ${when}`,
  port: (port) => `poort ${port}`,
  keeper: {
    launchd: "Stopt het, dan start launchd het weer.",
    systemd: "Stopt het, dan start systemd het weer.",
    task: "Stopt het, dan start de geplande taak het weer.",
    nobody: "Stopt het, dan start niemand het weer.",
  },
  access: {
    rpc: "Sluice kan er alles aan vragen.",
    cli: "Sluice vraagt via het programma van OpenClaw zelf; dat duurt langer.",
    health: "Sluice ziet alleen of het draait.",
  },
  place: {
    container: "Het draait in een container, dus de bestanden staan niet hier.",
    wsl: "Het draait in een Linux binnen Windows, dus de bestanden staan niet hier.",
    elsewhere: "Het draait op een andere machine, dus de bestanden staan niet hier.",
  },
  elsewhere: {
    container: (file) => `Een container van OpenClaw is beschreven in ${file}.`,
    wsl: (name) => `Er is een Linux binnen Windows, ${name}, waar OpenClaw in kan staan.`,
    text: "Sluice meet wat zo’n OpenClaw naar Sluice stuurt, maar kan het niet verbinden: de bestanden zijn niet te bereiken. Installeer OpenClaw hier, of kies waar het staat als je erbij kunt.",
  },
  start: "OpenClaw starten",
  restart: "OpenClaw herstarten",
  restartLede:
    "Een herstart breekt af waar OpenClaw mee bezig is. Sluice doet het nooit uit zichzelf.",
  left: (left) => `Nog ${count(left)} van 3 starts in deze tien minuten.`,
  look: "Opnieuw kijken",
  install: {
    lede: "Sluice vond er geen op deze computer. De kortste weg is deze regel in een terminal; de pagina’s van OpenClaw tonen andere.",
    copy: "Kopiëren",
    copied: "Gekopieerd.",
    copies: "Op deze computer",
    inUse: "in gebruik",
    tooOld: "te oud",
    noNode: "geen Node.js die het kan draaien",
    unknown: "versie onbekend",
    source: {
      chosen: "door jou gekozen",
      service: "uit de service",
      managed: "uit de eigen map van OpenClaw",
      shell: "uit je login-shell",
    },
    use: "Deze gebruiken",
    another: "Een andere…",
    choose: "Plek kiezen…",
    path: "Waar OpenClaw staat",
    pathHint: "Het programma, openclaw.mjs of de map waarin die staan.",
    usePath: "Gebruiken",
    useFound: "Gebruiken wat Sluice vindt",
  },
  link: {
    title: "Verbinding",
    own: "De eigen aanbieder van Sluice",
    ownText:
      "Zet één aanbieder in het bestand van OpenClaw en maakt die de standaard. Sluice brengt de modelsleutel mee.",
    overlay: "Boven op je aanbieders",
    overlayText:
      "Wijzigt van elk één adres en één header. Je sleutels, modellen en sessies blijven zoals ze zijn.",
    edge: "Via Cloudflare zonder Sluice",
    of: (kind, providers) => `${kind}: ${providers}`,
    which: "Welke aanbieders",
    now: (kind) => `Verbonden. ${kind}`,
    entry: (provider) => `het adres van ${provider}, dat dan naar Sluice leidt`,
    header: "één header op elk met de lokale sleutel van Sluice",
    restoreNew:
      "Met Loskoppelen gaat het bestand weer weg, tenzij iets anders erin heeft geschreven.",
    changeOver: "Overstappen",
    paste: (config) =>
      `Sluice schreef wat in ${config} hoort in een apart bestand. Plak elk deel op zijn plek en kijk opnieuw.`,
    disconnectLede:
      "Loskoppelen neemt precies terug wat Sluice schreef. OpenClaw gaat dan zijn eigen weg, ongemeten.",
  },
  closed: {
    title: "Als Sluice gesloten is",
    asItWas: "OpenClaw gaat zijn eigen weg",
    asItWasText: "De instellingen zijn zoals ze waren. Er wordt niets omgeleid of gemeten.",
    edgeText:
      "OpenClaw gaat zelf naar Cloudflare. De limieten van Cloudflare gelden; de meter, de pauze en het budget van Sluice niet.",
    keys: "Waar OpenClaw dan zijn sleutels vindt",
    resolver: "In de sleutelhanger",
    resolverText:
      "Een klein programma in een map van jou antwoordt OpenClaw. Elk programma van jou kan het ook draaien.",
    dotenv: "In het .env-bestand van OpenClaw",
    dotenvText:
      "Daar staan ze leesbaar, voor elk programma van jou en voor de agent van OpenClaw zelf.",
    ready: "Het kleine programma staat klaar.",
    broken:
      "Het kleine programma staat er, maar antwoordt niet. Ontgrendel de sleutelhanger en kijk opnieuw.",
    cannot: {
      path: "OpenClaw draait geen programma uit een map met zo’n naam. Houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
      version:
        "Een OpenClaw van vóór 2026.8 zou met een vergrendelde sleutelhanger niet starten. Werk het bij, houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
      noNode:
        "Sluice vond geen Node.js voor het kleine programma. Kies waar OpenClaw staat, houd de sleutels in zijn .env-bestand, of laat het zijn eigen weg gaan.",
    },
  },
  rest: {
    title: "Wat OpenClaw met rust laat",
    rests: (model, left) => `${model} rust nog ${left}`,
    why: {
      "missing-auth": "er is geen sleutel voor",
      "auth-failed": "de aanbieder weigerde de sleutel",
      cooldown: "het ging net mis",
    },
    because: (why) => `Reden: ${why}. OpenClaw probeert het vanzelf opnieuw.`,
    degraded: (owner) => `OpenClaw kon zijn sleutel voor ${owner} niet lezen`,
    degradedText:
      "Tot dan mislukken de verzoeken. Ontgrendel de sleutelhanger: dan laat Sluice OpenClaw opnieuw lezen.",
  },
  environment: {
    title: "Omgeving",
    lede: "Wat OpenClaw van waar krijgt. Van elke waarde zie je alleen de laatste vier tekens.",
    none: "Geen van de variabelen die ertoe doen is ingesteld.",
    variable: "Variabele",
    winner: "Komt uit",
    others: "Ook in",
    tail: "Eindigt op",
    layer: {
      process: "het proces",
      service: "de service",
      dotenv: ".env-bestand",
      config: "instellingenbestand",
      shellEnv: "login-shell",
      loginShell: "login-shell, niet gelezen",
    },
    nowhere: "nergens waar het telt",
    another: (layer) => `${layer}, andere waarde`,
    stale: "Herstart nodig: de draaiende OpenClaw heeft een andere waarde.",
  },
  repair: {
    title: "Wat Sluice kan rechtzetten",
    name: {
      "dotenv.write": (variable) => `${variable} in het .env-bestand van OpenClaw zetten`,
      "shellEnv.on": () => "OpenClaw de variabelen van je login-shell laten lezen",
      "resolver.use": (variable) => `OpenClaw de sleutelhanger om ${variable} laten vragen`,
      "service.reinstall": () => "De service van OpenClaw de variabelen van nu geven",
      "daemon.restart": () => "OpenClaw herstarten, zodat het de wijziging ziet",
      "proxy.except": () => "Deze computer buiten de proxy van OpenClaw houden",
    },
    all: "de sleutels",
    show: "Bekijken…",
    noLine: "Er verandert geen regel in een bestand.",
    act: "Uitvoeren",
  },
  plain: {
    title: "Sleutels die leesbaar staan",
    copies: (files) => `Ook in kopieën van OpenClaw zelf: ${files}`,
    move: "Naar de sleutelhanger…",
    lede: "Sluice bewaart de sleutel in de sleutelhanger, bewijst dat OpenClaw hem daar krijgt en maakt pas dan deze plek leeg.",
    stay: "De kopieën van OpenClaw zelf houden hem tot OpenClaw ze opnieuw schrijft.",
    act: "Verplaatsen",
    nowhere: "Zonder sleutelhanger is er geen veilige plek om ze heen te brengen.",
  },
  offer: {
    head: "OpenClaw heeft Cloudflare al ingesteld",
    text: (account, aiGateway) => `Account ${account}, AI Gateway ${aiGateway}.`,
    key: (provider, tail) => `De sleutel ${tail} van ${provider} gaat naar de sleutelhanger.`,
    noKey: "Er komt geen modelsleutel mee.",
    token: "Het gatewaytoken komt mee.",
    act: "Overnemen",
  },
  models: {
    title: "Modellen, in de volgorde van OpenClaw",
    primary: "standaard",
    fallback: (place) => `reserve ${count(place)}`,
    route: { sluice: "via Sluice", own: "langs Sluice heen" },
    price: (input, output) => `${input} in, ${output} uit per miljoen tokens`,
    noPrice: "prijs —",
    context: (tokens) => `${many(tokens, "token", "tokens")} context`,
    noContext: "context —",
    resting: "rust nu",
    none: "OpenClaw heeft geen standaardmodel.",
    unasked: "OpenClaw heeft zijn modellen nog niet genoemd.",
    up: "Omhoog",
    down: "Omlaag",
    add: "Model toevoegen",
    addHint: "Kies er een, of schrijf het zoals OpenClaw: aanbieder/model.",
    wrong: "Schrijf het als aanbieder/model.",
    leaks: "Wat een pauze niet tegenhoudt",
    leaksNote:
      "Dit gaat niet via Sluice: wat het kost wordt niet geteld, en een pauze houdt het niet tegen.",
    included: "een ingesloten bestand",
    pins: "Wat deze volgorde negeert",
    pin: { session: (name) => `Sessie ${name}`, agent: (name) => `Agent ${name}` },
    unpin: "Losmaken",
  },
  login: {
    title: "Bij het inloggen",
    label: "Sluice openen bij het inloggen",
    launchd: "launchd doet het en start Sluice na een crash opnieuw.",
    systemd: "systemd doet het en start Sluice na een crash opnieuw.",
    task: "Een geplande taak doet het en start Sluice na een crash opnieuw.",
    autostart: "Het start bij het inloggen, maar niet opnieuw na een crash.",
    none: "Sluice kan dit hier niet instellen: het kent op dit systeem niets dat het doet.",
  },
  stale: "OpenClaw moet één keer herstarten om een wijziging te zien",
};
