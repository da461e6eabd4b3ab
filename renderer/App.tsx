/** The whole window: the newest snapshot in the person's language and theme, in the first run, on Home or on a page beside it. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { Bridge, WindowPage } from "../preload/contract/command.ts";
import type { Settings as Chosen } from "../preload/contract/state.ts";
import { usePages } from "./beyond.ts";
import { useLate, useNow } from "./clock.ts";
import { createFormat } from "./copy/format.ts";
import { languageOf } from "./copy/language.ts";
import { hasAllWords } from "./copy/loading.ts";
import { FaceProvider, type Place } from "./face.ts";
import { Home } from "./home/Home.tsx";
import { useOpening } from "./opening.ts";
import { useSnapshot } from "./snapshot.ts";
import { useSpoken } from "./spoken.ts";
import { atHome, doorOf, goBack, goOn, goTo, type Screen, seenOf } from "./trail.ts";
import { Frame } from "./ui/Frame.tsx";
import { Voice } from "./ui/Voice.tsx";

/** Waiting shorter than this shows nothing. */
const patienceMs = 150;

export function App({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const state = useSnapshot(bridge);
  const isLate = useLate(state === null, patienceMs);
  const now = useNow();
  const [trail, setTrail] = useState(atHome);
  const chosen = state?.settings.language ?? (isLate ? "system" : null);
  const [isWhole, setWhole] = useState(false);
  const spoken = useSpoken(chosen && languageOf(chosen, navigator.languages), isWhole);
  useDocument(spoken?.language ?? null, state?.settings.theme ?? "system");

  const go = useCallback((to: Omit<Screen, "door">) => {
    const door = doorOf(document, document.activeElement);
    setTrail((trail) => goOn(trail, to, door));
  }, []);
  const ways = useMemo(
    () => ({
      open: (page: WindowPage) => go({ is: page }),
      openSettings: (place?: Place) => go({ is: "settings", place }),
      openOpenClaw: () => go({ is: "openclaw" }),
      goBack: () => setTrail(goBack),
    }),
    [go],
  );
  const turn = useCallback((page: WindowPage) => setTrail((trail) => goTo(trail, page)), []);

  const wanted = seenOf(trail);
  // The first run stands in Home's place.
  const isFirstRun = state?.setup.status === "open" && wanted.is === "home";
  const name = isFirstRun ? "firstRun" : wanted.is;
  const isSpoken = state !== null && spoken !== null;
  const code = usePages(name !== "home", isSpoken);
  useEffect(() => {
    if (code || name !== "home") setWhole(true);
  }, [code, name]);
  const pages = code && spoken && hasAllWords(spoken.words) ? code : null;
  // Until a page's code is there, what was seen before stays: Home, or nothing yet.
  const screen = pages ? wanted : (trail[0] ?? wanted);
  const Page = name === "home" ? null : pages?.[name];
  const isSeen = isSpoken && (pages !== null || !isFirstRun);
  const seen = isSeen ? (isFirstRun ? "firstRun" : "page") : null;
  useOpening({ bridge, screen, seen, turn, goBack: ways.goBack });

  const zone = state?.usage.today.zone;
  const language = spoken?.language;
  const format = useMemo(() => language && createFormat(language, zone), [language, zone]);
  if (!spoken || !format) return null;
  if (state === null)
    return isLate ? (
      <p className="waiting two">
        <span className="ring" />
        {spoken.words.app.waiting}
      </p>
    ) : null;
  if (!isSeen) return null;
  const { read, send } = bridge;
  const page = Page ? <Page place={screen.place} onBack={ways.goBack} /> : <Home />;
  return (
    <FaceProvider value={{ state, ...spoken, format, now, send, read, ...ways }}>
      <Voice />
      <span id="busy-word" hidden>
        {spoken.words.app.busy}
      </span>
      {isFirstRun ? (
        page
      ) : (
        <Frame page={screen.is} turn={turn}>
          {page}
        </Frame>
      )}
    </FaceProvider>
  );
}

/** The language for hyphens, voices and quotes; the theme for the tokens. */
function useDocument(language: string | null, theme: Chosen["theme"]): void {
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
