/** What keeps Sluice from Cloudflare’s figures, in Danish: what is missing, and what to do next. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { WordsFor } from "./language.ts";

export const daCloudflareCodes: WordsFor<CloudflareCode> = {
  "cloudflare.noToken": {
    head: "Intet analytics-token endnu",
    text: "Uden det viser Sluice kun sine egne tal. Opret et med AI Gateway → Read og Account Analytics → Read, og gem det her.",
  },
  "cloudflare.tokenInvalid": {
    head: "Cloudflare kender ikke dette analytics-token",
    text: "Det er slettet eller skiftet ud dér. Opret et nyt, og gem det i stedet for det gamle.",
  },
  "cloudflare.tokenExpired": {
    head: "Dit analytics-token er udløbet",
    text: "Forespørgsler kommer stadig igennem, men Cloudflare giver ingen tal længere. Opret et nyt token, og gem det her.",
  },
  "cloudflare.tokenDisabled": {
    head: "Dit analytics-token er slået fra",
    text: "Nogen har slået det fra hos Cloudflare. Slå det til igen dér, eller gem et andet.",
  },
  "cloudflare.tokenMalformed": {
    head: "Det er ikke et komplet analytics-token",
    text: "Cloudflare kan slet ikke læse det som et token. Kopiér det igen, det hele; er siden lukket, så opret et nyt.",
  },
  "cloudflare.tokenElsewhere": {
    head: "Dette analytics-token hører til en anden konto",
    text: "Det er gyldigt, men ikke for denne konto. Opret et på den konto, hvor din AI Gateway er, og gem det her.",
  },
  "cloudflare.needsAiGatewayRead": {
    head: "Dit analytics-token kan ikke se din AI Gateway",
    text: "Det mangler tilladelsen AI Gateway → Read. Giv det den hos Cloudflare, eller opret et token, der har den.",
  },
  "cloudflare.needsAiGatewayEdit": {
    head: "Sluice må ikke oprette en AI Gateway",
    text: "Dit analytics-token mangler tilladelsen AI Gateway → Edit. Brug denne ene gang et token, der har den, eller opret din AI Gateway hos Cloudflare.",
  },
  "cloudflare.needsAnalyticsRead": {
    head: "Dit analytics-token kan ikke se de samlede tal",
    text: "Det mangler tilladelsen Account Analytics → Read. Giv det den hos Cloudflare, eller opret et token, der har den.",
  },
  "cloudflare.needsAccountSettingsRead": {
    head: "Sluice må ikke se listen over dine konti",
    text: "Dit analytics-token mangler tilladelsen Account Settings → Read. Giv det den hos Cloudflare, eller skriv selv konto-ID.",
  },
  "cloudflare.needsBillingRead": {
    head: "Sluice må ikke se din saldo",
    text: "Dit analytics-token mangler tilladelsen Billing → Read. Giv det den hos Cloudflare, hvis du vil se den; alt andet virker uden.",
  },
  "cloudflare.accountNotFound": {
    head: "Cloudflare kender ikke denne konto",
    text: "Konto-ID er forkert, eller tokenet må ikke se kontoen. Kopiér konto-ID igen fra Cloudflares kontrolpanel.",
  },
  "cloudflare.aiGatewayNotFound": {
    head: "Kontoen har ingen AI Gateway med det navn",
    text: "Den kan være omdøbt eller slettet. Vælg en fra listen, eller opret den.",
  },
  "cloudflare.inputInvalid": {
    head: "Cloudflare godtog ikke det navn",
    text: "Intet er oprettet. Brug kun små bogstaver uden æ, ø og å, tal, - og _, højst 64 i alt, og prøv igen.",
  },
  "cloudflare.aiGatewayExists": {
    head: "Der er allerede en AI Gateway med det navn",
    text: "Intet er ændret. Vælg den fra listen, eller tag et andet navn.",
  },
  "cloudflare.limitReached": {
    head: "Kontoen kan ikke have flere AI Gateways",
    text: "Intet er oprettet. Slet en hos Cloudflare, som du ikke har brug for mere, eller vælg en fra listen.",
  },
  "cloudflare.noLogs": {
    head: "Cloudflares log kan ikke læses på denne konto",
    text: "Nyere konti gemmer den et andet sted. Intet går tabt: udgifterne kommer så fra Cloudflares samlede tal, nogle minutter senere.",
  },
  "cloudflare.analyticsRefused": {
    head: "Cloudflare ville ikke give sine samlede tal",
    text: "Det godtog ikke spørgsmålet, så Sluice viser sine egne tal. Sluice spørger igen af sig selv; bliver det ved, så find en nyere Sluice.",
  },
  "cloudflare.analyticsEmpty": {
    head: "Cloudflares samlede tal er tomme",
    text: "Der var ingen trafik, eller tokenet må ikke se den: Cloudflare siger ikke hvilket. Se efter, at dit analytics-token har AI Gateway → Read.",
  },
  "cloudflare.rateLimited": {
    head: "Cloudflare svarer ikke på spørgsmål lige nu",
    text: "Sluice og dit kontrolpanel har tilsammen spurgt for tit. Forespørgsler kommer stadig igennem, og Sluice spørger igen af sig selv.",
  },
  "cloudflare.unreachable": {
    head: "Cloudflares tal kan ikke nås",
    text: "Tjek internetforbindelsen. Så længe viser Sluice sine egne tal, og det spørger igen af sig selv.",
  },
  "cloudflare.timeout": {
    head: "Cloudflare var for langsom med sine tal",
    text: "Der kom intet svar i tide. Dine forespørgsler mærker ikke noget til det, og Sluice spørger igen af sig selv.",
  },
  "cloudflare.proxyRefused": {
    head: "Proxyen lader ikke Sluice spørge Cloudflare",
    text: "Ret proxyen i systemets netværksindstillinger, eller få api.cloudflare.com tilladt i den. Så længe viser Sluice sine egne tal.",
  },
  "cloudflare.certificate": {
    head: "Der er ikke tillid til Cloudflares certifikat her",
    text: "Noget på netværket viser sit eget. Er det dit firmas, så få dets certifikat føjet til systemet; ellers brug et andet netværk.",
  },
  "cloudflare.failed": {
    head: "Cloudflare kunne ikke give sine tal",
    text: "Fejlen er hos Cloudflare og varer som regel kort. Imens viser Sluice sine egne tal, og det spørger igen af sig selv.",
  },
};
