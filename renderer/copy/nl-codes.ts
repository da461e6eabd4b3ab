/** What each code means in Dutch: a head, and a sentence with what to do next. */

import type { Code, WordsFor } from "./language.ts";
import { nlCloudflareCodes } from "./nl-cloudflare-codes.ts";
import { nlDeskCodes } from "./nl-desk-codes.ts";
import { nlOpenClawCodes } from "./nl-openclaw-codes.ts";

export const nlCodes: WordsFor<Code> = {
  ...nlOpenClawCodes,
  ...nlCloudflareCodes,
  ...nlDeskCodes,
  "command.malformed": {
    head: "Sluice begreep zijn eigen venster niet",
    text: "Er is niets gewijzigd. Sluit Sluice af en open het opnieuw.",
  },
  "command.unknown": {
    head: "Dit venster vraagt iets wat Sluice niet kent",
    text: "Er is niets gewijzigd. Sluit Sluice af en open het opnieuw, zodat beide dezelfde versie zijn.",
  },
  "command.invalid": {
    head: "Deze waarde is niet toegestaan",
    text: "Er is niets bewaard. Controleer wat je hebt ingevuld en probeer het opnieuw.",
  },
  "app.quitting": {
    head: "Sluice wordt afgesloten",
    text: "Er is niets gewijzigd. Open Sluice opnieuw om verder te gaan.",
  },
  "app.failed": {
    head: "Er ging iets mis in Sluice",
    text: "Wat je vroeg is misschien niet gebeurd. Probeer het opnieuw; blijft het misgaan, sluit Sluice dan af en open het opnieuw.",
  },
  "app.crashing": {
    head: "Sluice viel drie keer in tien minuten uit",
    text: "Zodat OpenClaw er niet op wacht, heeft Sluice het losgekoppeld; er wordt niets gemeten. Verbind het weer op zijn pagina. Valt Sluice nog eens uit, laat het dan losgekoppeld tot Sluice is bijgewerkt.",
  },
  "profile.missing": {
    head: "Nog geen Cloudflare-account",
    text: "Bewaar eerst de account-ID en de naam van de AI Gateway.",
  },
  "profile.unknown": {
    head: "Dit account is er niet meer",
    text: "Kies een ander account of voeg dit opnieuw toe.",
  },
  "secret.malformed": {
    head: "Dit lijkt geen hele sleutel",
    text: "Hij is te kort of te lang, of er staan tekens in die geen sleutel heeft. Hij is niet bewaard en niet verstuurd. Kopieer hem opnieuw, helemaal.",
  },
  "secret.wrongKind": {
    head: "Dit is een ander soort sleutel",
    text: "Hij is niet bewaard en niet verstuurd. Plak hem in het veld met zijn naam.",
  },
  "secret.inUse": {
    head: "OpenClaw vraagt zelf om deze sleutel",
    text: "Geef OpenClaw eerst een andere sleutel: hier verwijderd zou het deze kwijt zijn.",
  },
  "secret.missing": {
    head: "De modelsleutel is nog niet bewaard",
    text: "Zonder die sleutel verbindt Sluice OpenClaw niet; dat gaat intussen zijn eigen weg. Bewaar de sleutel en verbind dan.",
  },
  "vault.locked": {
    head: "De sleutelhanger is vergrendeld",
    text: "Je sleutels staan er veilig in, maar Sluice kan ze niet lezen. Ontgrendel hem en probeer het opnieuw.",
  },
  "vault.none": {
    head: "Deze computer heeft geen sleutelhanger",
    text: "Sluice bewaart sleutels nooit in een eigen bestand. Het kan ze in het geheugen houden tot je afsluit, of je stelt een sleutelhanger in en opent Sluice opnieuw.",
  },
  "vault.timeout": {
    head: "De sleutelhanger gaf geen antwoord",
    text: "Misschien staat zijn vraag achter een ander venster. Beantwoord die en probeer het opnieuw.",
  },
  "vault.failed": {
    head: "De sleutelhanger gaf een fout",
    text: "Er is niets bewaard. Open de sleutelhanger van je systeem, kijk of hij werkt en probeer het opnieuw.",
  },
  "router.portTaken": {
    head: "Een ander programma gebruikt de poort van Sluice",
    text: "De verzoeken van OpenClaw bereiken Sluice niet. Sluit Sluice af en open het opnieuw: het neemt een vrije poort en verbindt OpenClaw daarmee.",
  },
  "router.failed": {
    head: "Sluice luistert niet meer",
    text: "De verzoeken van OpenClaw komen niet door. Blijft dit zo, sluit Sluice dan af en open het opnieuw.",
  },
  "router.off": {
    head: "Sluice luistert nog niet",
    text: "Er is niets gewijzigd. Wacht even en probeer het opnieuw.",
  },
  "ledger.failed": {
    head: "De cijfers van vandaag zijn niet bij te houden",
    text: "Verzoeken gaan nog door, maar worden niet geteld. Sluit Sluice af en open het opnieuw.",
  },
  "ledger.setAside": {
    head: "Het register van Sluice was beschadigd",
    text: "Het is opzijgezet, niet verwijderd, en er is een nieuw begonnen. Eerdere cijfers komen terug van Cloudflare, voor zover het die heeft. Je hoeft niets te doen.",
  },
  "settings.unreadable": {
    head: "De instellingen van Sluice waren niet te lezen",
    text: "Ze zijn bewaard als settings.json.unreadable en uitgaven zijn gepauzeerd. Controleer het account en het budget en hervat daarna.",
  },
  "disk.full": {
    head: "De schijf is vol",
    text: "Dit kon niet worden bewaard. Maak ruimte vrij en probeer het opnieuw.",
  },
  "disk.readOnly": {
    head: "Hier mag niet worden geschreven",
    text: "Dit kon niet worden bewaard. Geef je gebruikersaccount daar schrijfrechten en probeer het opnieuw.",
  },
  "disk.failed": {
    head: "De schijf gaf een fout",
    text: "Dit kon niet worden bewaard. Controleer de schijf en probeer het opnieuw.",
  },
  "login.unsupported": {
    head: "Sluice kan hier niet openen bij het inloggen",
    text: "Sluice kent op dit systeem niets dat dat doet. Er is niets gewijzigd; open Sluice zelf nadat je bent ingelogd.",
  },
  "login.failed": {
    head: "Openen bij het inloggen is niet ingesteld",
    text: "Het systeem weigerde het, dus is er niets gewijzigd. Probeer het opnieuw; blijft het zo, zet Sluice dan in de lijst van het systeem.",
  },
  "model.unknown": {
    head: "Sluice kent dit model niet",
    text: "Er is niets gewijzigd. Kies er een uit de lijst.",
  },
  "model.pastSluice": {
    head: "Het model van OpenClaw gaat buiten Sluice om",
    text: "Zijn verzoeken lopen niet via Sluice, worden niet gemeten, en een pauze houdt ze niet tegen. Kies een model dat via Sluice loopt.",
  },
  "check.unknown": {
    head: "Sluice kent deze test niet",
    text: "Er is niets verstuurd. Sluit Sluice af en open het opnieuw.",
  },
  "allowance.reached": {
    head: "Het budget voor vandaag is op",
    text: "Verzoeken gaan nog door en kosten nog geld, want je vroeg alleen om een melding.",
  },
  "allowance.half": {
    head: "De helft van het budget voor vandaag is op",
    text: "Verzoeken gaan gewoon door. Sluice meldt het weer als vier vijfde op is, en als er niets meer over is.",
  },
  "allowance.near": {
    head: "Vier vijfde van het budget voor vandaag is op",
    text: "Verzoeken gaan nog door. Is er vandaag meer nodig, verhoog het dan nu; anders doet Sluice wat je gekozen hebt zodra het op is.",
  },
  "allowance.none": {
    head: "Er is geen dagbudget",
    text: "Er is niets gewijzigd. Stel eerst een budget in; daarna kun je het voor een dag verhogen of negeren.",
  },
  "allowance.unpriced": {
    head: "Dit budget kan niet alles meetellen",
    text: "Van een gebruikt model is geen prijs bekend: wat het kost telt niet mee, en een pauze kan te laat komen. Vandaag noemt het.",
  },
  "export.failed": {
    head: "De export kon niet worden geschreven",
    text: "Het bestand ontbreekt of is niet heel. Maak ruimte vrij of sta schrijven in je downloadmap toe, en exporteer dan opnieuw.",
  },
  "check.failed": {
    head: "De test van Sluice is mislukt",
    text: "Er is niets gewijzigd. Probeer het over een minuut opnieuw.",
  },
  paused: {
    head: "Gepauzeerd",
    text: "Er gaat niets uit. OpenClaw krijgt te horen waarom en stopt meteen. Hervat wanneer je wilt.",
  },
  allowance: {
    head: "Het budget voor vandaag is op",
    text: "Tot middernacht gaat er niets uit en OpenClaw krijgt te horen waarom. Verhoog het budget om vandaag verder te gaan.",
  },
  tokenRejected: {
    head: "Cloudflare weigert ons token",
    text: "Het gateway-token ontbreekt, is verlopen of mist AI Gateway Run. Aan je modelsleutel ligt het niet. Bewaar een token dat dit wel heeft.",
  },
  aiGatewayMissing: {
    head: "Cloudflare kent deze AI Gateway niet",
    text: "De account-ID of de naam van de AI Gateway klopt niet, of hij is verwijderd. Verbeter dat in Instellingen. Een sleutel die daar hoort te staan en er niet is, ziet er net zo uit.",
  },
  rateLimited: {
    head: "De verzoeklimiet van Cloudflare is bereikt",
    text: "In een bepaalde tijd komt er maar een aantal verzoeken door. Dat gaat vanzelf weer open; een limiet van je AI Gateway kun je bij Cloudflare verhogen.",
  },
  spendLimit: {
    head: "De bestedingslimiet van Cloudflare is bereikt",
    text: "Een regel van je AI Gateway houdt verdere uitgaven tegen. Wacht tot de periode om is of verhoog de limiet bij Cloudflare.",
  },
  noCredits: {
    head: "Er is geen tegoed meer bij Cloudflare",
    text: "Zonder modelsleutel betaalt Cloudflare van je tegoed daar, en dat is op. Bewaar je modelsleutel of vul het tegoed bij Cloudflare aan.",
  },
  policySpend: {
    head: "Een beleidsregel bij Cloudflare stopt de uitgaven",
    text: "Een beleidsregel van je AI Gateway heeft een bestedingslimiet, en die is bereikt. Wacht tot hij opnieuw begint of verhoog de limiet in die regel bij Cloudflare.",
  },
  billingRateLimited: {
    head: "Cloudflare betaalt deze minuut niets meer",
    text: "Zonder modelsleutel betaalt Cloudflare van je tegoed daar, maar voor een beperkt aantal verzoeken per minuut. Wacht een minuut of bewaar je modelsleutel.",
  },
  promptBlocked: {
    head: "Guardrails bij Cloudflare hield een vraag tegen",
    text: "Je AI Gateway kijkt na wat er gevraagd wordt en weigerde dit. Vraag het anders of pas Guardrails bij Cloudflare aan.",
  },
  answerBlocked: {
    head: "Guardrails bij Cloudflare hield een antwoord tegen",
    text: "Het model had geantwoord, wat geld kan kosten, maar je AI Gateway liet het niet door. Vraag iets anders of pas Guardrails bij Cloudflare aan.",
  },
  dlpRequest: {
    head: "Er stonden privégegevens in een verzoek",
    text: "Data Loss Prevention van je AI Gateway hield het tegen voordat het model het zag. Haal de gegevens eruit of pas die regel bij Cloudflare aan.",
  },
  dlpAnswer: {
    head: "Er stonden privégegevens in een antwoord",
    text: "Data Loss Prevention van je AI Gateway hield het tegen; het kan toch geld kosten. Vraag iets anders of pas die regel bij Cloudflare aan.",
  },
  policyDenied: {
    head: "Een beleidsregel bij Cloudflare weigerde een verzoek",
    text: "Een beleidsregel van je AI Gateway staat het niet toe, misschien vanwege het model of de aanbieder. Kies een ander model of pas de regel bij Cloudflare aan.",
  },
  edgeBlocked: {
    head: "Cloudflare weigerde een verzoek al bij de ingang",
    text: "Het is geweigerd voordat je AI Gateway het zag, vanwege het netwerk of het programma waar het vandaan kwam. Ga rechtstreeks of probeer een ander netwerk.",
  },
  blocked: {
    head: "Een regel bij Cloudflare hield een verzoek tegen",
    text: "Cloudflare zegt niet welke. Kijk in het logboek van je AI Gateway en pas dan het verzoek of de regel aan.",
  },
  storedKeyMissing: {
    head: "Cloudflare heeft geen modelsleutel met die naam",
    text: "OpenClaw vraagt om een sleutel met een naam die je AI Gateway voor deze aanbieder niet kent. Zet hem bij Cloudflare of bewaar de sleutel in Sluice.",
  },
  modelFormat: {
    head: "In de modelnaam ontbreekt de aanbieder",
    text: "Cloudflare wil hier allebei, zoals in openai/gpt-5. Verbeter de modelnaam in OpenClaw.",
  },
  modelUnknown: {
    head: "Cloudflare kent dit model niet",
    text: "Misschien is het verkeerd gespeld of bestaat het niet meer. Kies een ander model; is het een eigen route, zoek de naam dan op bij Cloudflare.",
  },
  providerUnknown: {
    head: "Cloudflare kent deze aanbieder niet",
    text: "De modelnaam begint met een aanbieder die je AI Gateway niet heeft. Verbeter die naam in OpenClaw of kies een ander model.",
  },
  providerSilent: {
    head: "De aanbieder gaf Cloudflare geen antwoord",
    text: "Cloudflare vroeg en kreeg niets bruikbaars; dat kan toch geld kosten. Probeer het over een paar minuten opnieuw. Misschien staat in het logboek van je AI Gateway waarom.",
  },
  guardrailsDown: {
    head: "Guardrails bij Cloudflare werkt niet",
    text: "Je AI Gateway kijkt er elk verzoek mee na, dus komt er niets door. Wacht, of ga intussen rechtstreeks: wordt nog gemeten, kost nog geld.",
  },
  edgeTimeout: {
    head: "Cloudflare wachtte te lang op het model",
    text: "Het wacht zo’n twee minuten tot een antwoord begint; het model kan toch geld kosten. Vraag minder tegelijk of ga rechtstreeks.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare is niet te bereiken",
    text: "Controleer de internetverbinding. Werkt die, ga dan rechtstreeks tot Cloudflare terug is: wordt nog gemeten, kost nog geld.",
  },
  cloudflareFailed: {
    head: "Er ging iets mis bij Cloudflare",
    text: "Het ligt niet aan jou en duurt meestal kort. Wacht, of ga intussen rechtstreeks: wordt nog gemeten, kost nog geld.",
  },
  proxyRefused: {
    head: "De proxy van dit netwerk weigerde",
    text: "Hij laat geen verzoek van Sluice naar buiten. Pas de proxy in de netwerkinstellingen van je systeem aan of laat er gateway.ai.cloudflare.com in toestaan.",
  },
  providerUnreachable: {
    head: "De aanbieder is niet te bereiken",
    text: "Controleer de internetverbinding. Werkt die, dan ligt de aanbieder eruit: probeer het over een paar minuten opnieuw.",
  },
  noProfile: {
    head: "Nog geen Cloudflare-account",
    text: "Hiervoor zijn de account-ID en de naam van de AI Gateway nodig. Bewaar die, of ga rechtstreeks.",
  },
  noDirectRoute: {
    head: "Er is geen rechtstreekse weg naar deze aanbieder",
    text: "Hij is alleen via Cloudflare te bereiken. Laat het via Cloudflare lopen om verder te gaan.",
  },
  keyMissing: {
    head: "De modelsleutel ontbreekt",
    text: "Sluice heeft niets om het model mee te betalen. Bewaar je modelsleutel.",
  },
  keychainLocked: {
    head: "De sleutelhanger is vergrendeld",
    text: "Sluice kan je sleutels niet lezen, dus gaat er niets uit. Ontgrendel hem en probeer het opnieuw.",
  },
};
