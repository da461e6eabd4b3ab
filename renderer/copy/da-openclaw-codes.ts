/** What can go wrong with OpenClaw, its files and the connection, in Danish: a head, and a sentence with what to do next. */
import type { OpenClawCode, WordsFor } from "./language.ts";

export const daOpenClawCodes: WordsFor<OpenClawCode> = {
  "openclaw.notFound": {
    head: "OpenClaw er ikke dér, hvor Sluice ledte",
    text: "Installér OpenClaw, og start det én gang; se så efter igen. Sluice finder det af sig selv.",
  },
  "openclaw.notInstalled": {
    head: "OpenClaw er ikke installeret her",
    text: "Sluice fandt ingen på denne computer. Installér det, og se efter igen, eller vælg, hvor det ligger.",
  },
  "openclaw.pathInvalid": {
    head: "Der er ingen OpenClaw på det sted",
    text: "Intet er ændret. Vælg programmet, openclaw.mjs eller den mappe, de ligger i.",
  },
  "openclaw.tooOld": {
    head: "Denne OpenClaw er for gammel",
    text: "Sluice kender version 2026.5 og nyere. Med denne kan det kun ligge oven på dine egne udbydere. Opdatér OpenClaw for at få resten.",
  },
  "openclaw.elsewhere": {
    head: "Denne OpenClaw kører et andet sted",
    text: "Filerne ligger ikke på denne computer, så intet er ændret. Åbn Sluice dér, hvor OpenClaw kører.",
  },
  "openclaw.notRunning": {
    head: "OpenClaw kører ikke",
    text: "Det kan kun en kørende OpenClaw svare på. Start det, og prøv igen.",
  },
  "openclaw.noAnswer": {
    head: "OpenClaw svarede ikke",
    text: "Det er måske optaget eller ved at starte. Vent et øjeblik, og se efter igen.",
  },
  "openclaw.unauthorized": {
    head: "OpenClaw godtager ikke Sluices spørgsmål",
    text: "Det fælles token kan ikke læses her eller er nu et andet. Sluice ser kun, om det kører. Genstart OpenClaw, og se efter igen.",
  },
  "openclaw.refused": {
    head: "OpenClaw afviste det",
    text: "Det forstod spørgsmålet og afviste det. Intet er ændret. Se efter igen, hvordan det står til.",
  },
  "openclaw.startsSpent": {
    head: "OpenClaw er startet tre gange på ti minutter",
    text: "Sluice stopper her, for noget andet er galt. Læs, hvad OpenClaw skriver i sin log, og prøv igen om ti minutter.",
  },
  "openclaw.startFailed": {
    head: "OpenClaw startede ikke",
    text: "Det sluttede, før det var klar. Loggen siger hvorfor; prøv derefter igen.",
  },
  "openclaw.configInvalid": {
    head: "OpenClaw kan ikke starte med sine indstillinger",
    text: "Det sluttede med 78: der står noget i indstillingsfilen, som det ikke godtager. Sluice retter aldrig den fil af sig selv. Ret den, og start OpenClaw.",
  },
  "openclaw.stateTaken": {
    head: "En anden OpenClaw bruger allerede disse filer",
    text: "Det sluttede med 78: to kan ikke dele én mappe. Stop den anden, eller brug den, og se efter igen.",
  },
  "config.unreadable": {
    head: "En indstillingsfil kan ikke læses",
    text: "Intet er ændret. Giv din brugerkonto lov til at læse den, og se efter igen.",
  },
  "config.broken": {
    head: "Der er en fejl i OpenClaws indstillingsfil",
    text: "Sluice retter kun i det, det kan læse helt, så intet er ændret. Ret filen, og prøv igen.",
  },
  "config.cannotEdit": {
    head: "OpenClaws indstillingsfil kan ikke rettes sikkert",
    text: "Der står noget andet, hvor Sluices linjer skal stå. Intet er ændret. Ryd den plads i filen, og prøv igen.",
  },
  "config.includes": {
    head: "OpenClaws indstillinger ligger i flere filer",
    text: "Filen bruger $include, og Sluice retter kun i én fil. Intet er ændret. Flyt modellerne til hovedfilen, og prøv igen.",
  },
  "config.changed": {
    head: "OpenClaws indstillingsfil blev ændret imens",
    text: "Et andet program skrev i den, så Sluice lod den være. Prøv igen, når det er færdigt.",
  },
  "config.symlink": {
    head: "OpenClaws indstillingsfil er et symbolsk link",
    text: "Sluice erstatter ikke symbolske links. Intet er ændret. Læg selve filen dér, og prøv igen.",
  },
  "config.tooLarge": {
    head: "OpenClaws indstillingsfil er for stor",
    text: "Sluice retter ikke i en fil af den størrelse. Intet er ændret. Gør den mindre, og prøv igen.",
  },
  "config.rejected": {
    head: "OpenClaw godtager ikke ændringen",
    text: "Det læste filen med ændringen og afviste den, så filen er, som den var. Opdatér OpenClaw, eller forbind det på en anden måde.",
  },
  "link.taken": {
    head: "OpenClaw har allerede en udbyder med det navn",
    text: "cloudflare-ai-gateway står der: en anden Sluices, eller din egen. Intet er ændret. Afbryd den dér, eller omdøb eller fjern den, og forbind igen.",
  },
  "link.missing": {
    head: "OpenClaw er ikke forbundet",
    text: "Forbind det først. Sluice siger, hvad det vil ændre, før det gør det.",
  },
  "link.providerUnavailable": {
    head: "Den udbyder kan ikke forbindes",
    text: "Sluice har ingen modeller til den, eller den fører allerede et andet sted hen. Intet er ændret. Vælg en anden udbyder.",
  },
  "link.customBaseUrl": {
    head: "Denne udbyder fører allerede et andet sted hen",
    text: "Du har givet den en egen adresse, og den erstatter Sluice ikke. Fjern adressen i OpenClaws indstillinger, eller lad udbyderen være.",
  },
  "link.nothingToOverlay": {
    head: "Ingen af dine udbydere kan forbindes",
    text: "OpenClaw har ingen udbyder, som Sluice kan stå foran. Brug Sluices egen udbyder i stedet.",
  },
  "link.proxied": {
    head: "OpenClaw sender alt gennem en proxy",
    text: "Proxyen ville se Sluices lokale nøgle, så Sluice forbinder intet på den måde. OpenClaws side tilbyder at holde denne computer uden for proxyen; forbind så igen.",
  },
  "link.late": {
    head: "OpenClaw har ikke taget ændringen i brug endnu",
    text: "Filen er skrevet, men OpenClaw kører stadig med den gamle. Vent lidt. Bliver det ved, så genstart OpenClaw fra dets side, når det intet har at gøre.",
  },
  "edge.keysInMemory": {
    head: "Dine nøgler ligger kun i hukommelsen",
    text: "Nøglerne er væk, når Sluice lukker, og så kan OpenClaw ikke bruge dem. Sæt en nøglering op, hold nøglerne i OpenClaws .env-fil, eller lad det gå sin egen vej.",
  },
  "edge.keysUnavailable": {
    head: "OpenClaw kunne ikke få fat i sine nøgler",
    text: "Uden Sluice skal det bruge modelnøglen, og gateway-tokenet hvis der er et. Gem dem, lås nøgleringen op, og prøv igen.",
  },
  "resolver.unsupported": {
    head: "Nøgleringen kan ikke spørges på den måde her",
    text: "På dette system kører OpenClaw ikke sådan et lille program. Hold nøglerne i OpenClaws .env-fil, eller lad OpenClaw gå sin egen vej.",
  },
  "resolver.failed": {
    head: "Det lille program kom ikke med nøglerne",
    text: "Det blev prøvet, som OpenClaw ville køre det. Intet er ændret. Lås nøgleringen op, og prøv igen.",
  },
  "repair.unavailable": {
    head: "Den reparation passer ikke længere",
    text: "Noget er ændret siden, så intet er gjort. Se efter igen, og vælg så.",
  },
  "key.unknown": {
    head: "Den nøgle står der ikke længere",
    text: "Filen er ændret imens. Intet er flyttet. Se efter igen, hvad der er tilbage.",
  },
  "key.unproven": {
    head: "Nøglen blev, hvor den var",
    text: "Sluice kunne ikke bevise, at OpenClaw får den fra det nye sted, så det gamle bliver. Lås nøgleringen op, og prøv igen.",
  },
  "import.nothing": {
    head: "Der er ikke mere at overtage",
    text: "OpenClaws Cloudflare-opsætning er væk eller ufuldstændig. Skriv kontoen ind selv i stedet.",
  },
  "pin.unknown": {
    head: "Den er ikke længere bundet til en model",
    text: "Den følger allerede standarden, eller den er væk. Se efter igen, hvad der er tilbage.",
  },
};
