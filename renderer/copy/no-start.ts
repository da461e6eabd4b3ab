/** Said in a dialog of the system's own when Sluice cannot start: there is no window yet, and perhaps no terminal. */
import type { Language } from "./language.ts";

/** held: by a Sluice without a window · failed: a defect, whose place in the log is told. */
export type NoStart = "readOnly" | "full" | "unusable" | "held" | "failed";

type Words = { readonly head: string } & Readonly<Record<NoStart, (path: string) => string>>;

export const noStart: Readonly<Record<Language, Words>> = {
  en: {
    head: "Sluice cannot start",
    readOnly: (path) =>
      `Nothing can be written in its folder, ${path}. Allow that, then open Sluice again.`,
    full: (path) =>
      `The disk that holds its folder, ${path}, is full. Make room, then open Sluice again.`,
    unusable: (path) => `Its folder cannot be used: ${path}.`,
    held: (path) =>
      `A Sluice without a window uses its folder, ${path}. Quit that one, then open Sluice again.`,
    failed: (path) => `Something in Sluice failed. The log says what: ${path}.`,
  },
  fr: {
    head: "Sluice ne peut pas démarrer",
    readOnly: (path) =>
      `Rien ne peut être écrit dans son dossier, ${path}. Autorisez-le, puis rouvrez Sluice.`,
    full: (path) =>
      `Le disque de son dossier, ${path}, est plein. Faites de la place, puis rouvrez Sluice.`,
    unusable: (path) => `Son dossier est inutilisable\u00a0: ${path}.`,
    held: (path) =>
      `Un Sluice sans fenêtre utilise son dossier, ${path}. Quittez-le, puis rouvrez Sluice.`,
    failed: (path) => `Quelque chose a échoué dans Sluice. Le journal dit quoi\u00a0: ${path}.`,
  },
  nl: {
    head: "Sluice kan niet starten",
    readOnly: (path) =>
      `In de map ${path} kan niets worden geschreven. Sta dat toe en open Sluice opnieuw.`,
    full: (path) => `De schijf met de map ${path} is vol. Maak ruimte en open Sluice opnieuw.`,
    unusable: (path) => `De map van Sluice is niet bruikbaar: ${path}.`,
    held: (path) =>
      `Een Sluice zonder venster gebruikt de map ${path}. Sluit die af en open Sluice opnieuw.`,
    failed: (path) => `Er ging iets mis in Sluice. De log zegt wat: ${path}.`,
  },
  da: {
    head: "Sluice kan ikke starte",
    readOnly: (path) => `Intet kan skrives i mappen ${path}. Tillad det, og åbn Sluice igen.`,
    full: (path) => `Disken med mappen ${path} er fuld. Skaf plads, og åbn Sluice igen.`,
    unusable: (path) => `Sluices mappe kan ikke bruges: ${path}.`,
    held: (path) => `En Sluice uden vindue bruger mappen ${path}. Afslut den, og åbn Sluice igen.`,
    failed: (path) => `Noget gik galt i Sluice. Loggen siger hvad: ${path}.`,
  },
};
