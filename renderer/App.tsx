/** The whole window: the newest snapshot in the person's language and theme, on Home or in Settings. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { Bridge, WindowPage } from "../preload/contract/command.ts";
import type { Settings as Chosen } from "../preload/contract/state.ts";
import { useLate, useNow } from "./clock.ts";
import { createFormat } from "./copy/format.ts";
import { type Language, languageOf } from "./copy/language.ts";
import { wordsOf } from "./copy/words.ts";
import { FaceProvider, type Place } from "./face.ts";
import { Home } from "./home/Home.tsx";
import { useOpening } from "./opening.ts";
import { Settings } from "./settings/Settings.tsx";
import { useSnapshot } from "./snapshot.ts";

type Screen =
  | { readonly is: "home"; readonly isBack: boolean }
  | { readonly is: "settings"; readonly place?: Place };

/** Waiting shorter than this shows nothing. */
const patienceMs = 150;

export function App({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const state = useSnapshot(bridge);
  const isLate = useLate(state === null, patienceMs);
  const now = useNow();
  const [screen, setScreen] = useState<Screen>({ is: "home", isBack: false });
  const language = languageOf(state?.settings.language ?? "system", navigator.languages);
  useDocument(language, state?.settings.theme ?? "system");

  const words = wordsOf(language);
  const zone = state?.usage.today.zone;
  const format = useMemo(() => createFormat(language, zone), [language, zone]);
  const openSettings = useCallback(
    (place?: Place) => setScreen({ is: "settings", ...(place && { place }) }),
    [],
  );
  const goHome = useCallback(() => setScreen({ is: "home", isBack: true }), []);
  const turn = useCallback(
    (page: WindowPage) => setScreen(page === "home" ? { is: "home", isBack: false } : { is: page }),
    [],
  );
  useOpening({ bridge, screen, isFilled: state !== null, turn, goBack: goHome });
  const { send } = bridge;

  if (state === null)
    return isLate ? (
      <p className="waiting two">
        <span className="ring" />
        {words.app.waiting}
      </p>
    ) : null;
  return (
    <FaceProvider value={{ state, words, language, format, now, send, openSettings }}>
      {screen.is === "home" ? (
        <Home isBack={screen.isBack} />
      ) : (
        <Settings place={screen.place} onBack={goHome} />
      )}
    </FaceProvider>
  );
}

/** The language for hyphens, voices and quotes; the theme for the tokens. */
function useDocument(language: Language, theme: Chosen["theme"]): void {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
