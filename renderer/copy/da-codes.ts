/** What each code means in Danish: a head, and a sentence with what to do next. */
import { daOpenClawCodes } from "./da-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const daCodes: WordsFor<Code> = {
  ...daOpenClawCodes,
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
    text: "Intet er gemt. Se efter, hvad du har skrevet, og prøv igen.",
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
    text: "For at OpenClaw ikke skal vente på det, har Sluice afbrudt det: intet dirigeres eller måles. Forbind det igen på dets side. Går Sluice ned igen, så lad det være afbrudt, til Sluice er opdateret.",
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
    head: "Det ligner ikke en hel nøgle",
    text: "Den er for kort eller for lang, eller den har tegn, som ingen nøgle har. Den er hverken gemt eller sendt. Kopier den igen, hele nøglen.",
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
  "settings.unreadable": {
    head: "Sluices egne indstillinger kunne ikke læses",
    text: "Filen er gemt som settings.json.unreadable, og forbrug er sat på pause. Kontrollér kontoen og beløbet, og genoptag derefter.",
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
    text: "Dets forespørgsler dirigeres og måles ikke, og en pause stopper dem ikke. Vælg en model, der går gennem Sluice.",
  },
  "check.unknown": {
    head: "Sluice kender ikke den test",
    text: "Intet er sendt. Afslut Sluice, og åbn det igen.",
  },
  "allowance.reached": {
    head: "Dagens beløb er brugt",
    text: "Forespørgsler kommer stadig igennem og koster stadig, for du bad kun om besked.",
  },
  "check.failed": {
    head: "Sluices test kom ikke igennem",
    text: "Intet er ændret. Prøv igen om et minut.",
  },
  paused: {
    head: "Sat på pause",
    text: "Intet sendes. OpenClaw får grunden at vide og stopper med det samme. Genoptag, når du vil.",
  },
  allowance: {
    head: "Dagens beløb er brugt",
    text: "Intet sendes før midnat, og OpenClaw får grunden at vide. Hæv beløbet for at fortsætte i dag.",
  },
  tokenRejected: {
    head: "Cloudflare afviste vores token",
    text: "Gateway-tokenet mangler, er udløbet eller har ikke AI Gateway Run. Det skyldes ikke din modelnøgle. Gem et token, der har det.",
  },
  aiGatewayMissing: {
    head: "Cloudflare kender ikke denne AI Gateway",
    text: "Konto-ID eller navnet på din AI Gateway er forkert, eller den er slettet. Ret det i Indstillinger.",
  },
  rateLimited: {
    head: "Cloudflares grænse for antal forespørgsler er nået",
    text: "Din AI Gateway lader kun et vist antal forespørgsler igennem. Den åbner igen af sig selv; grænsen sætter du hos Cloudflare.",
  },
  spendLimit: {
    head: "Cloudflares beløbsgrænse er nået",
    text: "En regel i din AI Gateway stopper mere forbrug. Vent, til perioden er gået, eller hæv grænsen hos Cloudflare.",
  },
  noCredits: {
    head: "Der er ikke flere penge hos Cloudflare",
    text: "Uden modelnøgle betaler Cloudflare af dit tilgodehavende dér, og det er brugt. Gem din modelnøgle, eller sæt penge ind hos Cloudflare.",
  },
  blocked: {
    head: "En regel hos Cloudflare standsede en forespørgsel",
    text: "Guardrails eller databeskyttelse i din AI Gateway afviste indholdet. Ret forespørgslen eller reglen hos Cloudflare.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare kan ikke nås",
    text: "Tjek internetforbindelsen. Virker den, så gå direkte, til Cloudflare er tilbage: måles stadig, koster stadig.",
  },
  cloudflareFailed: {
    head: "Cloudflare havde en fejl",
    text: "Det er ikke din skyld og varer som regel kort. Vent, eller gå direkte imens: måles stadig, koster stadig.",
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
