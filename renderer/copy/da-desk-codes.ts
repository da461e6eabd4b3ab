/** What the newer refusals mean, in Danish: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const daDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice kan ikke starte sig selv igen her",
    text: "Intet er ændret. Afslut det, og åbn det selv igen.",
  },
  "aiGateway.changed": {
    head: "AI Gatewayen er blevet ændret imens",
    text: "Intet blev skrevet. Se, hvad der ville blive ændret nu, og gem igen.",
  },
  "aiGateway.nothing": {
    head: "Der er intet at gemme",
    text: "AI Gatewayen har allerede disse indstillinger.",
  },
  "cache.answeredTurn": {
    head: "Agenter får gamle svar",
    text: "Cloudflare svarede en agent fra sin svarcache. Et gammelt svar får en agent til at gøre gamle ting igen. Spring cachen over for denne model.",
  },
  "provider.unknown": {
    head: "Sluice kender ikke denne udbyder",
    text: "Vælg en på listen. Din egen begynder med »custom-«, som hos Cloudflare.",
  },
  "provider.placeInvalid": {
    head: "Det kan ikke være en del af udbyderens adresse",
    text: "Kopiér det, som udbyderen viser det: kun bogstaver, tal og bindestreger.",
  },
  "provider.placeMissing": {
    head: "Udbyderens adresse er ikke komplet",
    text: "Udfyld ressourcen eller regionen i Indstillinger, og prøv igen.",
  },
  "provider.payerInvalid": {
    head: "Denne udbyder kan ikke betales sådan",
    text: "Vælg en anden måde. Intet blev ændret.",
  },
  "secret.rejected": {
    head: "Udbyderen godtager ikke denne nøgle",
    text: "Den er ikke gemt. Kopiér hele nøglen igen, eller lav en ny.",
  },
  "secret.unproven": {
    head: "Nøglen kunne ikke kontrolleres",
    text: "Udbyderen svarede ikke, så intet er gemt. Tjek din forbindelse, og prøv igen, eller gem den uden kontrol.",
  },
  "trial.unavailable": {
    head: "Der er intet at kontrollere endnu",
    text: "En kontrol kræver en modelnøgle, og OpenClaws forespørgsler skal have en vej. Gør opsætningen færdig først.",
  },
  "trial.running": {
    head: "En kontrol er i gang",
    text: "Vent, til den er færdig, eller stop den.",
  },
  "trial.spent": {
    head: "Der er sendt nok forespørgsler for denne time",
    text: "Hver af dem koster penge, så Sluice sender selv 60 i timen og ikke flere. Prøv igen senere.",
  },
  "shortcut.reserved": {
    head: "Disse taster betyder allerede noget",
    text: "De skriver, redigerer eller hører til systemet, og alle programmer ville miste dem. Hold en tast mere nede, eller vælg et andet bogstav.",
  },
  "diagnostics.failed": {
    head: "Rapporten kunne ikke skrives",
    text: "Intet er gemt. Kopiér dens tekst i stedet.",
  },
  "remove.failed": {
    head: "Ikke alt kunne fortrydes",
    text: "Det, der er tilbage, står her. Afslut OpenClaw, og prøv igen, eller fjern det selv.",
  },
};
