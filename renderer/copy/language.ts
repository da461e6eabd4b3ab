/** The four languages Sluice speaks, and which one a person gets. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { RefusalReason, Settings } from "../../preload/contract/state.ts";

export type Language = Exclude<Settings["language"], "system">;

/** Everything that can go wrong and needs words. */
export type Code = ErrorCode | RefusalReason;

type OpenClawTopic =
  | "openclaw"
  | "config"
  | "link"
  | "edge"
  | "resolver"
  | "repair"
  | "key"
  | "import"
  | "pin";
/** The part of them that is about OpenClaw, its files and the connection. */
export type OpenClawCode = Extract<Code, `${OpenClawTopic}.${string}`>;

/** The part of them that came with the first run and the pages beside Home. */
export type DeskCode =
  | "app.cannotRestart"
  | Extract<Code, `aiGateway.${string}` | `provider.${string}` | `cache.${string}`>
  | "secret.rejected"
  | "secret.unproven"
  | "diagnostics.failed"
  | "remove.failed"
  | Extract<Code, `trial.${string}` | `shortcut.${string}`>;

/** A head, and a sentence with what to do next, for each. */
export type WordsFor<C extends Code> = Readonly<
  Record<C, { readonly head: string; readonly text: string }>
>;

export const languages = ["en", "fr", "nl", "da"] as const satisfies readonly Language[];

/** Where numbers and dates are written. English dates are day before month on a 24 hour clock, as everywhere else in Sluice. */
export const locales: Readonly<Record<Language, string>> = {
  en: "en-GB",
  fr: "fr-FR",
  nl: "nl-NL",
  da: "da-DK",
};

/** Each language in its own words, for the person who is looking for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  nl: "Nederlands",
  da: "Dansk",
};

/** The chosen language, or the first of the system's (BCP 47, best first) that Sluice speaks, or English. */
export function languageOf(chosen: Settings["language"], system: readonly string[]): Language {
  if (chosen !== "system") return chosen;
  for (const tag of system) {
    const found = languages.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return "en";
}
