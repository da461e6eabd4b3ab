/** What the tray says, in one language; made to fit the shape `trayOf` of main/core/tray.ts asks for. */
import type { Figure, RefusalReason, Settings } from "../../preload/contract/state.ts";
import type { Words } from "./en.ts";
import { createFormat } from "./format.ts";
import type { Code, Language } from "./language.ts";
import { providerName } from "./provider.ts";
import { untilOf, whenOf, wordsOf } from "./words.ts";

type Day = Pick<Figure, "costMicroUsd" | "priced" | "requests"> & { readonly asOf: number | null };

export type TraySpeech = {
  readonly routing: {
    verified(atMs: number): string;
    tested(atMs: number): string;
    readonly unverified: string;
    readonly asked: string;
    readonly direct: string;
    readonly paused: string;
    pausedUntil(untilMs: number): string;
    refused(reason: RefusalReason): string;
    readonly notLinked: string;
    readonly notFound: string;
    readonly notRunning: string;
    needsYou(code: Code): string;
  };
  /** Today's figure with its as-of; what is not known is "—", never zero. */
  spend(day: Day): string;
  /** At most eight characters. */
  title(day: Day): string;
  readonly toggle: string;
  readonly pauseFor: string;
  readonly pauses: {
    minutes(minutes: number): string;
    readonly untilTomorrow: string;
    readonly untilResumed: string;
  };
  readonly resume: string;
  model(name: string): string;
  profile(name: string): string;
  provider(slug: string): string;
  readonly test: string;
  readonly open: string;
  readonly dashboard: string;
  readonly settings: string;
  quit(style: keyof Words["tray"]["quit"], leaves: Settings["onQuit"] | null): string;
  /** At most 63 characters whenever the status has no more than that. */
  tooltip(status: string, day: Day): string;
  /** A notification: what happened, and what to do next. */
  notice(code: Code): { readonly head: string; readonly text: string };
};

const longestTooltip = 63;

/** `zone` and `now` are the system's own unless a test says otherwise. */
export function trayWords(
  language: Language,
  { zone, now = Date.now }: { readonly zone?: string; readonly now?: () => number } = {},
): TraySpeech {
  const words = wordsOf(language);
  const format = createFormat(language, zone);
  const { tray } = words;
  const head = (code: Code) => words.codes[code].head;
  return {
    routing: {
      verified: (at) => tray.verified(whenOf(words, format, at, now())),
      tested: (at) => tray.tested(whenOf(words, format, at, now())),
      unverified: tray.unverified,
      asked: tray.asked,
      direct: tray.direct,
      paused: tray.paused,
      pausedUntil: (until) => tray.pausedUntil(untilOf(words, format, until, now())),
      refused: head,
      notLinked: tray.notLinked,
      notFound: tray.notFound,
      notRunning: tray.notRunning,
      needsYou: head,
    },
    spend({ asOf, costMicroUsd, priced, requests }) {
      if (costMicroUsd === null) return requests === 0 ? tray.spendNone : tray.spendUnknown;
      const amount = format.money(costMicroUsd);
      if (asOf === null) return tray.spendZero(amount);
      return priced === requests
        ? tray.spend(amount, format.clock(asOf))
        : tray.spendPartly(amount, format.clock(asOf), priced, requests);
    },
    title: ({ costMicroUsd }) => (costMicroUsd === null ? "—" : format.short(costMicroUsd)),
    toggle: words.route.label,
    pauseFor: tray.pauseFor,
    pauses: {
      minutes: format.lasting,
      untilTomorrow: words.route.untilTomorrow,
      untilResumed: words.route.untilResumed,
    },
    resume: words.route.resume,
    model: tray.model,
    profile: tray.profile,
    provider: providerName,
    test: tray.test,
    open: tray.open,
    // The arrow says, as everywhere, that it leads out of the program.
    dashboard: `${words.setup.dashboard} ↗`,
    settings: `${words.app.settings}…`,
    quit(style, leaves) {
      const quit = tray.quit[style];
      if (leaves === null) return quit;
      return leaves === "edge" ? tray.quitEdge(quit) : tray.quitLinked(quit);
    },
    tooltip(status, { costMicroUsd }) {
      const amount = tray.tip(costMicroUsd === null ? "—" : format.money(costMicroUsd));
      const variants = [tray.named(`${amount}. ${status}`), `${amount}. ${status}`];
      return variants.find(({ length }) => length <= longestTooltip) ?? status;
    },
    notice: (code) => words.codes[code],
  };
}

/** The words for a language and an IANA zone, kept while both stay: making the formats takes longer than drawing the whole tray. */
export function createTrayWords(): (language: Language, zone: string) => TraySpeech {
  let kept: { readonly key: string; readonly speech: TraySpeech } | null = null;
  return (language, zone) => {
    const key = `${language} ${zone}`;
    if (kept?.key !== key) kept = { key, speech: trayWords(language, { zone }) };
    return kept.speech;
  };
}
