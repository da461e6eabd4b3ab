/** What the newer refusals mean, in Dutch: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const nlDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice kan zichzelf hier niet opnieuw starten",
    text: "Er is niets veranderd. Stop Sluice en open het zelf opnieuw.",
  },
  "secret.rejected": {
    head: "De aanbieder accepteert deze sleutel niet",
    text: "Hij is niet bewaard. Kopieer de hele sleutel opnieuw, of maak een nieuwe.",
  },
  "secret.unproven": {
    head: "De sleutel kon niet worden gecontroleerd",
    text: "De aanbieder antwoordde niet, dus er is niets bewaard. Kijk naar je verbinding en probeer het opnieuw, of bewaar hem ongecontroleerd.",
  },
  "trial.unavailable": {
    head: "Er valt nog niets te controleren",
    text: "Een controle heeft een modelsleutel nodig, en de verzoeken van OpenClaw een weg. Maak eerst het instellen af.",
  },
  "trial.running": {
    head: "Er loopt een controle",
    text: "Wacht tot die klaar is, of stop hem.",
  },
  "diagnostics.failed": {
    head: "Het verslag kon niet worden geschreven",
    text: "Er is niets bewaard. Kopieer de tekst ervan.",
  },
  "remove.failed": {
    head: "Niet alles kon ongedaan worden gemaakt",
    text: "Wat er nog staat, wordt hier genoemd. Stop OpenClaw en probeer het opnieuw, of haal het met de hand weg.",
  },
};
