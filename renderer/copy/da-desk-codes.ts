/** What the newer refusals mean, in Danish: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const daDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice kan ikke starte sig selv igen her",
    text: "Intet er ændret. Afslut det, og åbn det selv igen.",
  },
  "secret.rejected": {
    head: "Udbyderen godtager ikke denne nøgle",
    text: "Den er ikke gemt. Kopiér hele nøglen igen, eller lav en ny.",
  },
  "secret.unproven": {
    head: "Nøglen kunne ikke kontrolleres",
    text: "Udbyderen svarede ikke, så intet er gemt. Se på din forbindelse, og prøv igen, eller gem den uden kontrol.",
  },
  "trial.unavailable": {
    head: "Der er intet at kontrollere endnu",
    text: "En kontrol kræver en modelnøgle, og OpenClaws forespørgsler skal have en vej. Gør opsætningen færdig først.",
  },
  "trial.running": {
    head: "En kontrol er i gang",
    text: "Vent, til den er færdig, eller stop den.",
  },
  "diagnostics.failed": {
    head: "Rapporten kunne ikke skrives",
    text: "Intet er gemt. Kopiér dens tekst i stedet.",
  },
  "remove.failed": {
    head: "Ikke alt kunne gøres om",
    text: "Det, der er tilbage, står her. Afslut OpenClaw, og prøv igen, eller fjern det selv.",
  },
};
