/** What keeps Sluice from Cloudflare’s figures, in Dutch: what is missing, and what to do next. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { WordsFor } from "./language.ts";

export const nlCloudflareCodes: WordsFor<CloudflareCode> = {
  "cloudflare.noToken": {
    head: "Nog geen analytics-token",
    text: "Zonder dat token toont Sluice alleen zijn eigen cijfers. Maak er een met AI Gateway → Read en Account Analytics → Read en bewaar het hier.",
  },
  "cloudflare.tokenInvalid": {
    head: "Cloudflare kent dit analytics-token niet",
    text: "Het is daar verwijderd of vervangen. Maak een nieuw token en bewaar het in plaats van het oude.",
  },
  "cloudflare.tokenExpired": {
    head: "Het analytics-token is verlopen",
    text: "Verzoeken gaan nog door, maar Cloudflare geeft geen cijfers meer. Maak een nieuw token en bewaar het hier.",
  },
  "cloudflare.tokenDisabled": {
    head: "Het analytics-token staat uit",
    text: "Iemand heeft het bij Cloudflare uitgeschakeld. Schakel het daar weer in of bewaar een ander token.",
  },
  "cloudflare.tokenMalformed": {
    head: "Dit is geen heel analytics-token",
    text: "Cloudflare herkent er geen token in. Kopieer het opnieuw, helemaal; is de pagina al dicht, maak dan een nieuw.",
  },
  "cloudflare.tokenElsewhere": {
    head: "Dit analytics-token is voor een ander account",
    text: "Het is geldig, maar niet voor dit account. Maak er een in het account van je AI Gateway en bewaar het hier.",
  },
  "cloudflare.needsAiGatewayRead": {
    head: "Het analytics-token kan je AI Gateway niet zien",
    text: "Het mist de machtiging AI Gateway → Read. Voeg die bij Cloudflare toe of maak een token dat die heeft.",
  },
  "cloudflare.needsAiGatewayEdit": {
    head: "Sluice mag geen AI Gateway aanmaken",
    text: "Het analytics-token mist de machtiging AI Gateway → Edit. Gebruik voor deze ene keer een token dat die heeft, of maak de AI Gateway bij Cloudflare aan.",
  },
  "cloudflare.needsAnalyticsRead": {
    head: "Het analytics-token kan de totalen niet zien",
    text: "Het mist de machtiging Account Analytics → Read. Voeg die bij Cloudflare toe of maak een token dat die heeft.",
  },
  "cloudflare.needsAccountSettingsRead": {
    head: "Sluice mag je accounts niet opvragen",
    text: "Het analytics-token mist de machtiging Account Settings → Read. Voeg die bij Cloudflare toe of vul de account-ID zelf in.",
  },
  "cloudflare.needsBillingRead": {
    head: "Sluice mag je tegoed niet zien",
    text: "Het analytics-token mist de machtiging Billing → Read. Voeg die bij Cloudflare toe als je het tegoed wilt zien; al het andere werkt ook zonder.",
  },
  "cloudflare.accountNotFound": {
    head: "Cloudflare kent dit account niet",
    text: "De account-ID klopt niet, of het token mag dat account niet zien. Kopieer de ID opnieuw uit het dashboard van Cloudflare.",
  },
  "cloudflare.aiGatewayNotFound": {
    head: "Dit account heeft geen AI Gateway met die naam",
    text: "Misschien is hij hernoemd of verwijderd. Kies er een uit de lijst of maak hem aan.",
  },
  "cloudflare.inputInvalid": {
    head: "Cloudflare accepteert die naam niet",
    text: "Er is niets aangemaakt. Gebruik alleen kleine letters, cijfers, - en _, hooguit 64, en probeer het opnieuw.",
  },
  "cloudflare.aiGatewayExists": {
    head: "Er is al een AI Gateway met die naam",
    text: "Er is niets gewijzigd. Kies hem uit de lijst of neem een andere naam.",
  },
  "cloudflare.limitReached": {
    head: "Dit account kan geen AI Gateways meer hebben",
    text: "Er is niets aangemaakt. Verwijder er bij Cloudflare een die je niet meer nodig hebt, of kies er een uit de lijst.",
  },
  "cloudflare.noLogs": {
    head: "Het logboek van Cloudflare is hier niet op te vragen",
    text: "Nieuwere accounts bewaren het ergens anders. Er gaat niets verloren: de kosten komen dan uit de totalen van Cloudflare, een paar minuten later.",
  },
  "cloudflare.analyticsRefused": {
    head: "Cloudflare weigerde zijn totalen te geven",
    text: "Het nam de vraag niet aan, dus toont Sluice zijn eigen cijfers. Sluice vraagt het vanzelf nog eens; blijft dit zo, zoek dan een nieuwere Sluice.",
  },
  "cloudflare.analyticsEmpty": {
    head: "De totalen van Cloudflare zijn leeg",
    text: "Er was geen verkeer, of het token mag het niet zien: Cloudflare zegt niet welk van de twee. Controleer of het analytics-token AI Gateway → Read heeft.",
  },
  "cloudflare.rateLimited": {
    head: "Cloudflare beantwoordt even geen vragen",
    text: "Sluice en je dashboard hebben samen te vaak gevraagd. Verzoeken gaan nog door en Sluice vraagt het vanzelf opnieuw.",
  },
  "cloudflare.unreachable": {
    head: "De cijfers van Cloudflare zijn niet te bereiken",
    text: "Controleer de internetverbinding. Tot dan toont Sluice zijn eigen cijfers, en het vraagt vanzelf opnieuw.",
  },
  "cloudflare.timeout": {
    head: "Cloudflare was te traag met zijn cijfers",
    text: "Er kwam niet op tijd een antwoord. Je verzoeken hebben er geen last van en Sluice vraagt vanzelf opnieuw.",
  },
  "cloudflare.proxyRefused": {
    head: "De proxy laat Sluice Cloudflare niets vragen",
    text: "Pas de proxy in de netwerkinstellingen van je systeem aan of laat er api.cloudflare.com in toestaan. Tot dan toont Sluice zijn eigen cijfers.",
  },
  "cloudflare.certificate": {
    head: "Het certificaat van Cloudflare wordt niet vertrouwd",
    text: "Iets in dit netwerk toont een eigen certificaat. Is dat van je bedrijf, laat het dan aan je systeem toevoegen; zo niet, neem een ander netwerk.",
  },
  "cloudflare.failed": {
    head: "Cloudflare kon zijn cijfers niet geven",
    text: "De fout ligt bij Cloudflare en duurt meestal kort. Intussen toont Sluice zijn eigen cijfers, en het vraagt vanzelf opnieuw.",
  },
};
