/** Said once, when the window is closed on a desktop that shows no tray icons: Sluice has not gone, and this is how to see it again. */
import type { Language } from "./language.ts";

export const noTray: Readonly<Record<Language, { readonly head: string; readonly text: string }>> =
  {
    en: {
      head: "Sluice goes on without its window",
      text: "This desktop shows no tray icons. Open Sluice again to see the window; Settings has Quit.",
    },
    fr: {
      head: "Sluice continue sans sa fenêtre",
      text: "Ce bureau n’affiche pas d’icônes de notification. Rouvrez Sluice pour voir la fenêtre\u00a0; Réglages permet de quitter.",
    },
    nl: {
      head: "Sluice gaat door zonder venster",
      text: "Dit bureaublad toont geen pictogrammen in het systeemvak. Open Sluice opnieuw om het venster te zien; afsluiten doe je in Instellingen.",
    },
    da: {
      head: "Sluice fortsætter uden sit vindue",
      text: "Dette skrivebord viser ingen ikoner i statusfeltet. Åbn Sluice igen for at se vinduet; du afslutter i Indstillinger.",
    },
  };
