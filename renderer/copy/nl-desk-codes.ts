/** What the newer refusals mean, in Dutch: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const nlDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice kan zichzelf hier niet opnieuw starten",
    text: "Er is niets veranderd. Stop Sluice en open het zelf opnieuw.",
  },
  "aiGateway.changed": {
    head: "De AI Gateway is intussen gewijzigd",
    text: "Er is niets geschreven. Bekijk wat er nu zou veranderen en sla dan opnieuw op.",
  },
  "aiGateway.nothing": {
    head: "Er is niets op te slaan",
    text: "De AI Gateway heeft deze instellingen al.",
  },
  "cache.answeredTurn": {
    head: "Agents krijgen oude antwoorden",
    text: "Cloudflare gaf een agent een antwoord uit zijn antwoordcache. Met een oud antwoord doet een agent oude dingen opnieuw. Sla de cache over voor dit model.",
  },
  "provider.unknown": {
    head: "Sluice kent deze aanbieder niet",
    text: "Kies er een uit de lijst. Een eigen aanbieder begint met ‘custom-’, net als bij Cloudflare.",
  },
  "provider.placeInvalid": {
    head: "Dit kan geen deel van het adres van de aanbieder zijn",
    text: "Neem het over zoals de aanbieder het toont: alleen letters, cijfers en streepjes.",
  },
  "provider.placeMissing": {
    head: "Het adres van de aanbieder is niet compleet",
    text: "Vul de resource of de regio in bij Instellingen en probeer het opnieuw.",
  },
  "provider.payerInvalid": {
    head: "Deze aanbieder kan niet zo worden betaald",
    text: "Kies een andere manier. Er is niets gewijzigd.",
  },
  "secret.rejected": {
    head: "De aanbieder accepteert deze sleutel niet",
    text: "Hij is niet bewaard. Kopieer de hele sleutel opnieuw, of maak een nieuwe.",
  },
  "secret.unproven": {
    head: "De sleutel kon niet worden gecontroleerd",
    text: "De aanbieder antwoordde niet, dus er is niets bewaard. Controleer je verbinding en probeer het opnieuw, of bewaar hem ongecontroleerd.",
  },
  "trial.unavailable": {
    head: "Er valt nog niets te controleren",
    text: "Een controle heeft een modelsleutel nodig, en de verzoeken van OpenClaw een weg. Maak eerst het instellen af.",
  },
  "trial.running": {
    head: "Er loopt een controle",
    text: "Wacht tot die klaar is, of stop hem.",
  },
  "trial.spent": {
    head: "Voor dit uur zijn er genoeg verzoeken verstuurd",
    text: "Elk verzoek kost geld, dus Sluice stuurt er zelf 60 per uur en niet meer. Probeer het later opnieuw.",
  },
  "shortcut.reserved": {
    head: "Deze toetsen hebben al een betekenis",
    text: "Je schrijft of bewerkt ermee, of ze zijn van het systeem, en elk programma zou ze kwijt zijn. Houd er nog een toets bij ingedrukt, of kies een andere letter.",
  },
  "diagnostics.failed": {
    head: "Het rapport kon niet worden geschreven",
    text: "Er is niets bewaard. Kopieer de tekst ervan.",
  },
  "remove.failed": {
    head: "Niet alles kon ongedaan worden gemaakt",
    text: "Wat er nog staat, wordt hier genoemd. Stop OpenClaw en probeer het opnieuw, of haal het met de hand weg.",
  },
};
