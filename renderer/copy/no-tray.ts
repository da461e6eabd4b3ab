/** Said once, when the window is closed on a desktop that shows no tray icons: it has not gone. */
import type { Language } from "./language.ts";

export const noTray: Readonly<Record<Language, { readonly head: string; readonly text: string }>> =
  {
    en: {
      head: "Sluice is minimized, not closed",
      text: "This desktop shows no tray icons. The window stays in the list of windows.",
    },
    fr: {
      head: "Sluice est réduit, pas fermé",
      text: "Ce bureau n’affiche pas d’icônes de notification. La fenêtre reste dans la liste des fenêtres.",
    },
    nl: {
      head: "Sluice is geminimaliseerd, niet gesloten",
      text: "Dit bureaublad toont geen pictogrammen in het systeemvak. Het venster blijft in de vensterlijst.",
    },
    da: {
      head: "Sluice er minimeret, ikke lukket",
      text: "Dette skrivebord viser ingen ikoner i statusfeltet. Vinduet bliver på listen over vinduer.",
    },
  };
