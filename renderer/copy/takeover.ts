/** Told outside the window when it has been asked for something that lets others read or carry requests; whoever asked knows, and anybody else must hear of it. */
import type { Language } from "./language.ts";
import { providerName } from "./provider.ts";

type Said = { readonly head: string; readonly text: string };

export type TakeoverWords = {
  account(change: { readonly aiGatewayId: string; readonly tail: string }): Said;
  place(change: { readonly provider: string; readonly place: string }): Said;
  key(change: { readonly provider: string; readonly tail: string }): Said;
  readonly aiGateway: Said;
  readonly payloads: Said;
  proxy(change: { readonly host: string }): Said;
  /** The button. */
  readonly undo: string;
};

export const takeoverWords: Readonly<Record<Language, TakeoverWords>> = {
  en: {
    account: ({ aiGatewayId, tail }) => ({
      head: "Another Cloudflare account is in use",
      text: `Requests go to the AI Gateway ${aiGatewayId} of the account that ends in ${tail}. If that was not you, put it back.`,
    }),
    place: ({ place, provider }) => ({
      head: "A provider’s address has changed",
      text: `Requests to ${providerName(provider)} go to ${place}. If that was not you, put it back.`,
    }),
    key: ({ provider, tail }) => ({
      head: "A model key has been replaced",
      text: `${providerName(provider)} is paid with the key that ends in ${tail}, whose owner may see requests. If that was not you, enter yours again.`,
    }),
    aiGateway: {
      head: "The AI Gateway at Cloudflare is more open",
      text: "It asks for no token, or keeps a log, as it did not before. If that was not you, look at its settings.",
    },
    payloads: {
      head: "Cloudflare keeps prompts and answers from now on",
      text: "Their text stands in its log. If that was not you, put it back.",
    },
    proxy: ({ host }) => ({
      head: "Requests go through a proxy",
      text: `${host} sees where they go, but not what is in them. If that was not you, put it back.`,
    }),
    undo: "Put it back",
  },
  fr: {
    account: ({ aiGatewayId, tail }) => ({
      head: "Un autre compte Cloudflare est utilisé",
      text: `Les requêtes vont à l’AI Gateway ${aiGatewayId} du compte qui finit par ${tail}. Si ce n’était pas vous, revenez en arrière.`,
    }),
    place: ({ place, provider }) => ({
      head: "L’adresse d’un fournisseur a changé",
      text: `Les requêtes pour ${providerName(provider)} vont à ${place}. Si ce n’était pas vous, revenez en arrière.`,
    }),
    key: ({ provider, tail }) => ({
      head: "Une clé de modèle a été remplacée",
      text: `${providerName(provider)} est payé avec la clé qui finit par ${tail}, dont le propriétaire peut voir les requêtes. Si ce n’était pas vous, saisissez à nouveau la vôtre.`,
    }),
    aiGateway: {
      head: "L’AI Gateway chez Cloudflare est plus ouverte",
      text: "Elle ne demande plus de jeton, ou tient un journal, ce qu’elle ne faisait pas. Si ce n’était pas vous, regardez ses réglages.",
    },
    payloads: {
      head: "Cloudflare garde désormais questions et réponses",
      text: "Leur texte figure dans son journal. Si ce n’était pas vous, revenez en arrière.",
    },
    proxy: ({ host }) => ({
      head: "Les requêtes passent par un proxy",
      text: `${host} voit où elles vont, mais pas ce qu’elles contiennent. Si ce n’était pas vous, revenez en arrière.`,
    }),
    undo: "Revenir en arrière",
  },
  nl: {
    account: ({ aiGatewayId, tail }) => ({
      head: "Er is een ander Cloudflare-account in gebruik",
      text: `Verzoeken gaan naar de AI Gateway ${aiGatewayId} van het account dat eindigt op ${tail}. Was jij dat niet, zet het dan terug.`,
    }),
    place: ({ place, provider }) => ({
      head: "Het adres van een aanbieder is gewijzigd",
      text: `Verzoeken aan ${providerName(provider)} gaan naar ${place}. Was jij dat niet, zet het dan terug.`,
    }),
    key: ({ provider, tail }) => ({
      head: "Er is een modelsleutel vervangen",
      text: `${providerName(provider)} wordt betaald met de sleutel die eindigt op ${tail}; de eigenaar daarvan kan verzoeken zien. Was jij dat niet, voer dan je eigen sleutel weer in.`,
    }),
    aiGateway: {
      head: "De AI Gateway bij Cloudflare staat verder open",
      text: "Hij vraagt geen token meer, of houdt een logboek bij, en dat deed hij niet. Was jij dat niet, kijk dan naar zijn instellingen.",
    },
    payloads: {
      head: "Cloudflare bewaart voortaan vragen en antwoorden",
      text: "De tekst ervan staat in zijn logboek. Was jij dat niet, zet het dan terug.",
    },
    proxy: ({ host }) => ({
      head: "Verzoeken gaan via een proxy",
      text: `${host} ziet waar ze heen gaan, maar niet wat erin staat. Was jij dat niet, zet het dan terug.`,
    }),
    undo: "Terugzetten",
  },
  da: {
    account: ({ aiGatewayId, tail }) => ({
      head: "En anden Cloudflare-konto er i brug",
      text: `Forespørgsler går til AI Gatewayen ${aiGatewayId} på den konto, der ender på ${tail}. Var det ikke dig, så sæt det tilbage.`,
    }),
    place: ({ place, provider }) => ({
      head: "En udbyders adresse er ændret",
      text: `Forespørgsler til ${providerName(provider)} går til ${place}. Var det ikke dig, så sæt det tilbage.`,
    }),
    key: ({ provider, tail }) => ({
      head: "En modelnøgle er udskiftet",
      text: `${providerName(provider)} betales med den nøgle, der ender på ${tail}, og dens ejer kan måske se forespørgsler. Var det ikke dig, så indtast din egen igen.`,
    }),
    aiGateway: {
      head: "AI Gatewayen hos Cloudflare er mere åben",
      text: "Den beder ikke længere om et token, eller fører en log, og det gjorde den ikke før. Var det ikke dig, så se på dens indstillinger.",
    },
    payloads: {
      head: "Cloudflare gemmer fra nu af spørgsmål og svar",
      text: "Deres tekst står i loggen. Var det ikke dig, så sæt det tilbage.",
    },
    proxy: ({ host }) => ({
      head: "Forespørgsler går gennem en proxy",
      text: `${host} ser, hvor de går hen, men ikke hvad der står i dem. Var det ikke dig, så sæt det tilbage.`,
    }),
    undo: "Sæt det tilbage",
  },
};
