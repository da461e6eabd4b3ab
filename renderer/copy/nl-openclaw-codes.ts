/** What can go wrong with OpenClaw, its files and the connection, in Dutch: a head, and a sentence with what to do next. */
import type { OpenClawCode, WordsFor } from "./language.ts";

export const nlOpenClawCodes: WordsFor<OpenClawCode> = {
  "openclaw.notFound": {
    head: "OpenClaw is niet waar Sluice heeft gezocht",
    text: "Installeer OpenClaw en start het één keer; kijk dan opnieuw. Sluice vindt het vanzelf.",
  },
  "openclaw.notInstalled": {
    head: "OpenClaw is hier niet geïnstalleerd",
    text: "Sluice vond er geen op deze computer. Installeer het en kijk opnieuw, of kies waar het staat.",
  },
  "openclaw.pathInvalid": {
    head: "Op die plek staat geen OpenClaw",
    text: "Er is niets gewijzigd. Kies het programma, openclaw.mjs of de map waarin die staan.",
  },
  "openclaw.tooOld": {
    head: "Deze OpenClaw is te oud",
    text: "Sluice kent versie 2026.5 en nieuwer. Met deze kan het alleen boven op je eigen aanbieders. Werk OpenClaw bij voor de rest.",
  },
  "openclaw.elsewhere": {
    head: "Deze OpenClaw draait ergens anders",
    text: "De bestanden staan niet op deze computer, dus is er niets gewijzigd. Open Sluice waar OpenClaw draait.",
  },
  "openclaw.notRunning": {
    head: "OpenClaw draait niet",
    text: "Dit kan alleen aan een draaiende OpenClaw worden gevraagd. Start het en probeer het opnieuw.",
  },
  "openclaw.noAnswer": {
    head: "OpenClaw antwoordde niet",
    text: "Misschien is het bezig of start het nog op. Wacht even en kijk opnieuw.",
  },
  "openclaw.unauthorized": {
    head: "OpenClaw accepteert de vraag van Sluice niet",
    text: "Het gedeelde token is hier niet te lezen of is nu een ander. Sluice ziet alleen of het draait. Herstart OpenClaw en kijk opnieuw.",
  },
  "openclaw.refused": {
    head: "OpenClaw weigerde het",
    text: "Het begreep de vraag en wees die af. Er is niets gewijzigd. Kijk opnieuw hoe het ervoor staat.",
  },
  "openclaw.startsSpent": {
    head: "OpenClaw is drie keer in tien minuten gestart",
    text: "Sluice stopt hier, want er is iets anders mis. Lees wat OpenClaw in zijn logboek zegt en probeer het over tien minuten opnieuw.",
  },
  "openclaw.startFailed": {
    head: "OpenClaw is niet gestart",
    text: "Het stopte voordat het klaar was. Het logboek zegt waarom; probeer het daarna opnieuw.",
  },
  "openclaw.configInvalid": {
    head: "OpenClaw kan met zijn instellingen niet starten",
    text: "Het stopte met 78: in het instellingenbestand staat iets wat het niet accepteert. Sluice herstelt dat bestand nooit uit zichzelf. Verbeter het en start OpenClaw.",
  },
  "openclaw.stateTaken": {
    head: "Een andere OpenClaw gebruikt deze bestanden al",
    text: "Het stopte met 78: twee kunnen niet één map delen. Sluit de andere af, of gebruik die, en kijk opnieuw.",
  },
  "config.unreadable": {
    head: "Een instellingenbestand is niet te lezen",
    text: "Er is niets gewijzigd. Geef je gebruikersaccount leesrechten en kijk opnieuw.",
  },
  "config.broken": {
    head: "Er staat een fout in het instellingenbestand van OpenClaw",
    text: "Sluice bewerkt alleen wat het helemaal kan lezen, dus er is niets gewijzigd. Verbeter het bestand en probeer het opnieuw.",
  },
  "config.cannotEdit": {
    head: "Het instellingenbestand van OpenClaw is niet veilig te bewerken",
    text: "Op de plek voor Sluice staat iets anders. Er is niets gewijzigd. Maak die plek in het bestand vrij en probeer het opnieuw.",
  },
  "config.includes": {
    head: "De instellingen van OpenClaw staan in meer bestanden",
    text: "Het bestand gebruikt $include en Sluice bewerkt maar één bestand. Er is niets gewijzigd. Zet de modellen in het hoofdbestand en probeer het opnieuw.",
  },
  "config.changed": {
    head: "Het instellingenbestand van OpenClaw is intussen gewijzigd",
    text: "Een ander programma schreef erin, dus liet Sluice het met rust. Probeer het opnieuw als dat klaar is.",
  },
  "config.symlink": {
    head: "Het instellingenbestand van OpenClaw is een symbolische link",
    text: "Sluice vervangt zo’n link niet. Er is niets gewijzigd. Zet het bestand zelf op die plek en probeer het opnieuw.",
  },
  "config.tooLarge": {
    head: "Het instellingenbestand van OpenClaw is te groot",
    text: "Zo’n groot bestand bewerkt Sluice niet. Er is niets gewijzigd. Maak het kleiner en probeer het opnieuw.",
  },
  "config.rejected": {
    head: "OpenClaw accepteert deze wijziging niet",
    text: "Het las het bestand met de wijziging en weigerde het, dus is het bestand zoals het was. Werk OpenClaw bij, of verbind het op een andere manier.",
  },
  "link.taken": {
    head: "OpenClaw heeft al een aanbieder met die naam",
    text: "cloudflare-ai-gateway staat er al: van een andere Sluice, of van jezelf. Er is niets gewijzigd. Koppel hem daar los, of hernoem of verwijder hem, en verbind opnieuw.",
  },
  "link.missing": {
    head: "OpenClaw is niet verbonden",
    text: "Verbind het eerst. Sluice zegt vooraf wat het gaat wijzigen.",
  },
  "link.providerUnavailable": {
    head: "Deze aanbieder kan niet worden verbonden",
    text: "Sluice heeft er geen modellen voor, of hij leidt al ergens anders heen. Er is niets gewijzigd. Kies een andere aanbieder.",
  },
  "link.customBaseUrl": {
    head: "Deze aanbieder leidt al ergens anders heen",
    text: "Je hebt er een eigen adres voor ingesteld en dat vervangt Sluice niet. Haal het adres uit de instellingen van OpenClaw, of laat deze aanbieder weg.",
  },
  "link.nothingToOverlay": {
    head: "Geen van je aanbieders kan worden verbonden",
    text: "OpenClaw heeft geen aanbieder waar Sluice voor kan staan. Gebruik de eigen aanbieder van Sluice.",
  },
  "link.proxied": {
    head: "OpenClaw stuurt alles via een proxy",
    text: "De proxy zou de lokale sleutel van Sluice zien, dus verbindt Sluice zo niets. De pagina van OpenClaw biedt aan deze computer erbuiten te houden; verbind daarna opnieuw.",
  },
  "link.late": {
    head: "OpenClaw heeft de wijziging nog niet overgenomen",
    text: "Het bestand is geschreven, maar OpenClaw draait nog met het oude. Wacht even. Blijft het zo, herstart OpenClaw dan op zijn pagina, als het niets te doen heeft.",
  },
  "edge.keysInMemory": {
    head: "Je sleutels staan alleen in het geheugen",
    text: "Ze zijn weg zodra Sluice sluit, dus OpenClaw kan ze dan niet gebruiken. Maak een sleutelhanger aan, houd de sleutels in het .env-bestand van OpenClaw, of laat het zijn eigen weg gaan.",
  },
  "edge.keysUnavailable": {
    head: "OpenClaw zou niet bij zijn sleutels kunnen",
    text: "Zonder Sluice heeft het de modelsleutel nodig, en het gateway-token als dat er is. Bewaar ze, ontgrendel de sleutelhanger en probeer het opnieuw.",
  },
  "resolver.unsupported": {
    head: "Zo is de sleutelhanger hier niet te raadplegen",
    text: "Op dit systeem draait OpenClaw zo’n klein programma niet. Houd de sleutels in het .env-bestand van OpenClaw, of laat OpenClaw zijn eigen weg gaan.",
  },
  "resolver.failed": {
    head: "Het kleine programma bracht de sleutels niet",
    text: "Het is geprobeerd zoals OpenClaw het zou draaien. Er is niets gewijzigd. Ontgrendel de sleutelhanger en probeer het opnieuw.",
  },
  "repair.unavailable": {
    head: "Deze reparatie past niet meer",
    text: "Er is intussen iets veranderd, dus is er niets gedaan. Kijk opnieuw en kies dan.",
  },
  "key.unknown": {
    head: "Die sleutel staat er niet meer",
    text: "Het bestand is intussen gewijzigd. Er is niets verplaatst. Kijk opnieuw wat er nog staat.",
  },
  "key.unproven": {
    head: "De sleutel is blijven staan",
    text: "Sluice kon niet bewijzen dat OpenClaw hem van de nieuwe plek krijgt, dus blijft de oude. Ontgrendel de sleutelhanger en probeer het opnieuw.",
  },
  "import.nothing": {
    head: "Er is niets meer over te nemen",
    text: "De Cloudflare-instellingen van OpenClaw zijn weg of onvolledig. Vul het account zelf in.",
  },
  "pin.unknown": {
    head: "Daar zit geen model meer aan vast",
    text: "Het volgt de standaard al, of het is weg. Kijk opnieuw wat er nog staat.",
  },
};
