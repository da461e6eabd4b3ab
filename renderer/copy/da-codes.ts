/** What each code means in Danish: a head, and a sentence with what to do next. */
import { daCloudflareCodes } from "./da-cloudflare-codes.ts";
import { daDeskCodes } from "./da-desk-codes.ts";
import { daOpenClawCodes } from "./da-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const daCodes: WordsFor<Code> = {
  ...daOpenClawCodes,
  ...daCloudflareCodes,
  ...daDeskCodes,
  "command.malformed": {
    head: "Sluice forstod ikke sit eget vindue",
    text: "Intet er ændret. Afslut Sluice, og åbn det igen.",
  },
  "command.unknown": {
    head: "Vinduet beder om noget, Sluice ikke kender",
    text: "Intet er ændret. Afslut Sluice, og åbn det igen, så begge er samme version.",
  },
  "command.invalid": {
    head: "Den værdi er ikke tilladt",
    text: "Intet er gemt. Tjek det, du har skrevet, og prøv igen.",
  },
  "app.quitting": {
    head: "Sluice er ved at lukke",
    text: "Intet er ændret. Åbn Sluice igen for at fortsætte.",
  },
  "app.failed": {
    head: "Noget gik galt inde i Sluice",
    text: "Det, du bad om, er måske ikke sket. Prøv igen; bliver det ved, så afslut Sluice, og åbn det igen.",
  },
  "app.crashing": {
    head: "Sluice gik ned tre gange på ti minutter",
    text: "For at OpenClaw ikke skal vente på det, har Sluice afbrudt det: intet går gennem Sluice eller måles. Forbind det igen på dets side. Går Sluice ned igen, så lad det være afbrudt, til Sluice er opdateret.",
  },
  "profile.missing": {
    head: "Ingen Cloudflare-konto endnu",
    text: "Gem først konto-ID og navnet på din AI Gateway.",
  },
  "profile.unknown": {
    head: "Den konto er her ikke længere",
    text: "Vælg en anden konto, eller tilføj denne igen.",
  },
  "secret.malformed": {
    head: "Det ligner ikke en komplet nøgle",
    text: "Den er for kort eller for lang, eller den har tegn, som ingen nøgle har. Den er hverken gemt eller sendt. Kopiér den igen, hele nøglen.",
  },
  "secret.wrongKind": {
    head: "Det er en anden slags nøgle",
    text: "Den er hverken gemt eller sendt. Indsæt den i det felt, der har dens navn.",
  },
  "secret.inUse": {
    head: "OpenClaw beder selv om denne nøgle",
    text: "Giv først OpenClaw en anden nøgle: fjernes den her, er den tabt for OpenClaw.",
  },
  "secret.missing": {
    head: "Modelnøglen er ikke gemt endnu",
    text: "Uden den forbinder Sluice ikke OpenClaw, som imens går sin egen vej. Gem nøglen, og forbind så.",
  },
  "vault.locked": {
    head: "Nøgleringen er låst",
    text: "Dine nøgler ligger sikkert i den, men Sluice kan ikke læse dem. Lås den op, og prøv igen.",
  },
  "vault.none": {
    head: "Denne computer har ingen nøglering",
    text: "Sluice gemmer aldrig nøgler i en egen fil. Det kan holde dem i hukommelsen, til du afslutter, eller du kan sætte en nøglering op og åbne Sluice igen.",
  },
  "vault.timeout": {
    head: "Nøgleringen svarede ikke",
    text: "Dens spørgsmål venter måske bag et andet vindue. Svar på det, og prøv igen.",
  },
  "vault.failed": {
    head: "Nøgleringen gav en fejl",
    text: "Intet er gemt. Åbn systemets nøglering, se efter, at den virker, og prøv igen.",
  },
  "router.portTaken": {
    head: "Et andet program bruger Sluices port",
    text: "OpenClaws forespørgsler kan ikke nå Sluice. Afslut Sluice, og åbn det igen: det tager en fri port og forbinder OpenClaw til den.",
  },
  "router.failed": {
    head: "Sluice er holdt op med at lytte",
    text: "OpenClaws forespørgsler kommer ikke igennem. Bliver det ved, så afslut Sluice, og åbn det igen.",
  },
  "router.off": {
    head: "Sluice lytter ikke endnu",
    text: "Intet er ændret. Vent et øjeblik, og prøv igen.",
  },
  "ledger.failed": {
    head: "Dagens tal kan ikke gemmes",
    text: "Forespørgsler kommer stadig igennem, men de tælles ikke. Afslut Sluice, og åbn det igen.",
  },
  "ledger.setAside": {
    head: "Sluices liste over forespørgsler var beskadiget",
    text: "Den er lagt til side, ikke slettet, og en ny er begyndt. Tidligere tal kommer tilbage fra Cloudflare, så vidt det har dem. Du behøver ikke gøre noget.",
  },
  "settings.unreadable": {
    head: "Sluices egne indstillinger kunne ikke læses",
    text: "Filen er gemt som settings.json.unreadable, og forbrug er sat på pause. Kontrollér kontoen og dagsbeløbet, og genoptag derefter.",
  },
  "disk.full": {
    head: "Disken er fuld",
    text: "Dette kunne ikke gemmes. Skaf plads, og prøv igen.",
  },
  "disk.readOnly": {
    head: "Her må der ikke skrives",
    text: "Dette kunne ikke gemmes. Giv din brugerkonto lov til at skrive dér, og prøv igen.",
  },
  "disk.failed": {
    head: "Disken gav en fejl",
    text: "Dette kunne ikke gemmes. Tjek disken, og prøv igen.",
  },
  "login.unsupported": {
    head: "Sluice kan ikke starte ved login her",
    text: "Systemet har ingen måde til det, som Sluice kender. Intet er ændret; åbn selv Sluice, når du er logget ind.",
  },
  "login.failed": {
    head: "Start ved login kunne ikke slås til eller fra",
    text: "Systemet afviste det, så intet er ændret. Prøv igen; bliver det ved, så sæt Sluice på systemets egen liste.",
  },
  "model.unknown": {
    head: "Sluice kender ikke den model",
    text: "Intet er ændret. Vælg en fra listen.",
  },
  "model.pastSluice": {
    head: "OpenClaws model går uden om Sluice",
    text: "Dets forespørgsler går ikke gennem Sluice og måles ikke, og en pause stopper dem ikke. Vælg en model, der går gennem Sluice.",
  },
  "check.unknown": {
    head: "Sluice kender ikke den test",
    text: "Intet er sendt. Afslut Sluice, og åbn det igen.",
  },
  "allowance.reached": {
    head: "Dagsbeløbet er brugt",
    text: "Forespørgsler kommer stadig igennem og koster stadig, for du bad kun om besked.",
  },
  "allowance.half": {
    head: "Halvdelen af dagsbeløbet er brugt",
    text: "Forespørgsler fortsætter som før. Sluice siger til igen, når fire femtedele er brugt, og når der ikke er mere.",
  },
  "allowance.near": {
    head: "Fire femtedele af dagsbeløbet er brugt",
    text: "Forespørgsler fortsætter endnu. Skal der bruges mere i dag, så hæv beløbet nu; ellers gør Sluice, som du har valgt, når det er brugt.",
  },
  "allowance.none": {
    head: "Der er intet dagsbeløb",
    text: "Intet er ændret. Sæt først et beløb; så kan du hæve det eller se bort fra det for en dag.",
  },
  "allowance.unpriced": {
    head: "Dagsbeløbet kan ikke tælle alt med",
    text: "En model i brug har ingen kendt pris: Det, den koster, tælles ikke, og en pause kan komme for sent. I dag nævner den.",
  },
  "export.failed": {
    head: "Eksporten kunne ikke skrives",
    text: "Filen mangler eller er ikke hel. Skaf plads, eller giv lov til at skrive i din mappe med hentede filer, og eksportér igen.",
  },
  "check.failed": {
    head: "Sluices test mislykkedes",
    text: "Intet er ændret. Prøv igen om et minut.",
  },
  paused: {
    head: "Sat på pause",
    text: "Intet sendes. OpenClaw får grunden at vide og stopper med det samme. Genoptag, når du vil.",
  },
  allowance: {
    head: "Dagsbeløbet er brugt",
    text: "Intet sendes før midnat, og OpenClaw får grunden at vide. Hæv beløbet for at fortsætte i dag.",
  },
  tokenRejected: {
    head: "Cloudflare afviste vores token",
    text: "Gateway-tokenet mangler, er udløbet eller har ikke AI Gateway Run. Det skyldes ikke din modelnøgle. Gem et token, der har det.",
  },
  aiGatewayMissing: {
    head: "Cloudflare kender ikke denne AI Gateway",
    text: "Konto-ID eller navnet på din AI Gateway er forkert, eller den er slettet. Ret det i Indstillinger. En nøgle, der skulle ligge dér og ikke gør det, ser ud på samme måde.",
  },
  rateLimited: {
    head: "Cloudflares grænse for antal forespørgsler er nået",
    text: "Kun et vist antal kommer igennem ad gangen. Det går over af sig selv; en grænse i din AI Gateway kan hæves hos Cloudflare.",
  },
  spendLimit: {
    head: "Cloudflares beløbsgrænse er nået",
    text: "En regel i din AI Gateway stopper mere forbrug. Vent, til perioden er gået, eller hæv grænsen hos Cloudflare.",
  },
  noCredits: {
    head: "Der er ikke flere penge hos Cloudflare",
    text: "Uden modelnøgle betaler Cloudflare af din saldo dér, og den er brugt. Gem din modelnøgle, eller sæt penge ind hos Cloudflare.",
  },
  policySpend: {
    head: "En politik hos Cloudflare stopper mere forbrug",
    text: "En politik i din AI Gateway har en beløbsgrænse, og den er nået. Vent, til den begynder forfra, eller hæv den i politikken hos Cloudflare.",
  },
  billingRateLimited: {
    head: "Cloudflare betaler ikke mere i dette minut",
    text: "Uden modelnøgle betaler Cloudflare af din saldo dér, men kun for et vist antal forespørgsler i minuttet. Vent et minut, eller gem din modelnøgle.",
  },
  promptBlocked: {
    head: "Guardrails hos Cloudflare standsede et spørgsmål",
    text: "Din AI Gateway ser på, hvad der spørges om, og afviste dette. Spørg med andre ord, eller ret Guardrails hos Cloudflare.",
  },
  answerBlocked: {
    head: "Guardrails hos Cloudflare standsede et svar",
    text: "Modellen havde svaret, hvilket kan koste, men din AI Gateway lod det ikke komme igennem. Spørg om noget andet, eller ret Guardrails hos Cloudflare.",
  },
  dlpRequest: {
    head: "Der var private data i en forespørgsel",
    text: "Data Loss Prevention i din AI Gateway standsede den, før modellen så den. Tag dataene ud, eller ret reglen hos Cloudflare.",
  },
  dlpAnswer: {
    head: "Der var private data i et svar",
    text: "Data Loss Prevention i din AI Gateway holdt det tilbage; det kan koste alligevel. Spørg om noget andet, eller ret reglen hos Cloudflare.",
  },
  policyDenied: {
    head: "En politik hos Cloudflare afviste en forespørgsel",
    text: "En politik i din AI Gateway tillader den ikke, måske på grund af modellen eller udbyderen. Vælg en anden model, eller ret politikken hos Cloudflare.",
  },
  edgeBlocked: {
    head: "Cloudflare afviste en forespørgsel allerede ved indgangen",
    text: "Den blev afvist, før din AI Gateway så den, på grund af det netværk eller program, den kom fra. Gå direkte, eller prøv fra et andet netværk.",
  },
  blocked: {
    head: "En regel hos Cloudflare standsede en forespørgsel",
    text: "Cloudflare siger ikke hvilken. Se i din AI Gateways log, og ret så forespørgslen eller reglen.",
  },
  storedKeyMissing: {
    head: "Cloudflare har ingen modelnøgle med det navn",
    text: "OpenClaw beder om en nøgle ved navn, og din AI Gateway har ingen med det navn til denne udbyder. Læg den dér, eller gem nøglen i Sluice.",
  },
  modelFormat: {
    head: "Modellens navn mangler sin udbyder",
    text: "Cloudflare vil her have begge dele, som i openai/gpt-5. Ret modellens navn i OpenClaw.",
  },
  modelUnknown: {
    head: "Cloudflare kender ikke denne model",
    text: "Den kan være stavet forkert eller findes ikke længere. Vælg en anden model; er den en rute, du selv har lavet, så find dens navn hos Cloudflare.",
  },
  providerUnknown: {
    head: "Cloudflare kender ikke denne udbyder",
    text: "Modellens navn begynder med en udbyder, som din AI Gateway ikke har. Ret navnet i OpenClaw, eller vælg en anden model.",
  },
  providerSilent: {
    head: "Udbyderen gav Cloudflare intet svar",
    text: "Cloudflare spurgte og fik intet brugbart; det kan koste alligevel. Prøv igen om et par minutter. Måske siger din AI Gateways log hvorfor.",
  },
  guardrailsDown: {
    head: "Guardrails hos Cloudflare virker ikke",
    text: "Din AI Gateway tjekker hver forespørgsel med det, så intet kommer igennem. Vent, eller gå direkte imens: måles stadig, koster stadig.",
  },
  edgeTimeout: {
    head: "Cloudflare opgav at vente på modellen",
    text: "Der ventes omkring to minutter på, at et svar begynder; modellen kan koste alligevel. Bed om mindre ad gangen, eller gå direkte.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare kan ikke nås",
    text: "Tjek internetforbindelsen. Virker den, så gå direkte, til Cloudflare er tilbage: måles stadig, koster stadig.",
  },
  cloudflareFailed: {
    head: "Cloudflare havde en fejl",
    text: "Det er ikke din skyld og varer som regel kort. Vent, eller gå direkte imens: måles stadig, koster stadig.",
  },
  proxyRefused: {
    head: "Netværkets proxy afviste Sluice",
    text: "Den lader ingen af Sluices forespørgsler komme ud. Ret proxyen i systemets netværksindstillinger, eller få gateway.ai.cloudflare.com tilladt i den.",
  },
  providerUnreachable: {
    head: "Udbyderen kan ikke nås",
    text: "Tjek internetforbindelsen. Virker den, er udbyderen nede: prøv igen om et par minutter.",
  },
  noProfile: {
    head: "Ingen Cloudflare-konto endnu",
    text: "Det kræver konto-ID og navnet på din AI Gateway. Gem dem, eller gå direkte.",
  },
  noDirectRoute: {
    head: "Der er ingen direkte vej til denne udbyder",
    text: "Den kan kun nås gennem Cloudflare. Slå Send gennem Cloudflare til for at fortsætte.",
  },
  keyMissing: {
    head: "Modelnøglen mangler",
    text: "Sluice har intet at betale modellen med. Gem din modelnøgle.",
  },
  keychainLocked: {
    head: "Nøgleringen er låst",
    text: "Sluice kan ikke læse dine nøgler, så intet sendes. Lås den op, og prøv igen.",
  },
};
