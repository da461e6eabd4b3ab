/** The whole window: the newest snapshot in the person's language and theme, on Home, in Settings or at OpenClaw. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { Bridge, WindowPage } from "../preload/contract/command.ts";
import type { Settings as Chosen } from "../preload/contract/state.ts";
import { useLate, useNow } from "./clock.ts";
import { createFormat } from "./copy/format.ts";
import { type Language, languageOf } from "./copy/language.ts";
import { wordsOf } from "./copy/words.ts";
import { FaceProvider, type Place } from "./face.ts";
import { Home } from "./home/Home.tsx";
import { OpenClawPage } from "./openclaw/OpenClawPage.tsx";
import { type ScreenName, useOpening } from "./opening.ts";
import { Settings } from "./settings/Settings.tsx";
import { useSnapshot } from "./snapshot.ts";

type Screen =
  /** Where the person comes back from: the focus returns to where it was left. */
  | { readonly is: "home"; readonly backFrom: ScreenName | null }
  | { readonly is: "settings"; readonly place?: Place }
  | { readonly is: "openclaw"; readonly from: WindowPage };

/** Waiting shorter than this shows nothing. */
const patienceMs = 150;

export function App({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const state = useSnapshot(bridge);
  const isLate = useLate(state === null, patienceMs);
  const now = useNow();
  const [screen, setScreen] = useState<Screen>({ is: "home", backFrom: null });
  const language = languageOf(state?.settings.language ?? "system", navigator.languages);
  useDocument(language, state?.settings.theme ?? "system");

  const words = wordsOf(language);
  const zone = state?.usage.today.zone;
  const format = useMemo(() => createFormat(language, zone), [language, zone]);
  const openSettings = useCallback(
    (place?: Place) => setScreen({ is: "settings", ...(place && { place }) }),
    [],
  );
  const openOpenClaw = useCallback(
    () =>
      setScreen(({ is }) => ({ is: "openclaw", from: is === "settings" ? "settings" : "home" })),
    [],
  );
  const goBack = useCallback(
    () =>
      setScreen((left) =>
        left.is === "openclaw" && left.from === "settings"
          ? { is: "settings", place: "openclaw" }
          : { is: "home", backFrom: left.is },
      ),
    [],
  );
  const turn = useCallback(
    (page: WindowPage) =>
      setScreen(page === "home" ? { is: "home", backFrom: null } : { is: page }),
    [],
  );
  useOpening({ bridge, screen, isFilled: state !== null, turn, goBack });
  const { read, send } = bridge;

  if (state === null)
    return isLate ? (
      <p className="waiting two">
        <span className="ring" />
        {words.app.waiting}
      </p>
    ) : null;
  return (
    <FaceProvider
      value={{ state, words, language, format, now, send, read, openSettings, openOpenClaw }}
    >
      {screen.is === "home" && <Home backFrom={screen.backFrom} />}
      {screen.is === "settings" && <Settings place={screen.place} onBack={goBack} />}
      {screen.is === "openclaw" && <OpenClawPage onBack={goBack} />}
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
