/** What the tray says, in one language; made to fit the shape `trayOf` of main/core/tray.ts asks for. */
import type { Figure, RefusalReason, Settings } from "../../preload/contract/state.ts";
import type { Words } from "./en.ts";
import { createFormat } from "./format.ts";
import type { Code, Language } from "./language.ts";
import { providerName } from "./provider.ts";
import { untilOf, whenOf, wordsOf } from "./words.ts";

type Day = Pick<Figure, "costMicroUsd" | "requests"> & {
  readonly asOf: number | null;
  readonly isAtLeast: boolean;
  readonly allowedMicroUsd: number | null;
};

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
  raise(microUsd: number): string;
  readonly ignore: string;
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
const longestTitle = 8;
const fits = ({ length }: string): boolean => length <= longestTooltip;

/** `zone` and `now` are the system's own unless a test says otherwise. */
export function trayWords(
  language: Language,
  { zone, now = Date.now }: { readonly zone?: string; readonly now?: () => number } = {},
): TraySpeech {
  const words = wordsOf(language);
  const format = createFormat(language, zone);
  const { tray } = words;
  const head = (code: Code) => words.codes[code].head;
  /** "at least $1.84 of $5.00"; how much is allowed is said only beside a figure that is known. */
  const amountOf = ({ allowedMicroUsd, costMicroUsd, isAtLeast }: Day): string => {
    if (costMicroUsd === null) return "—";
    const known = format.money(costMicroUsd);
    const amount = isAtLeast ? tray.atLeast(known) : known;
    return allowedMicroUsd === null ? amount : tray.of(amount, format.money(allowedMicroUsd));
  };
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
    spend(day) {
      const { asOf, costMicroUsd, requests } = day;
      if (costMicroUsd === null) return requests === 0 ? tray.spendNone : tray.spendUnknown;
      return asOf === null
        ? tray.spendZero(amountOf(day))
        : tray.spend(amountOf(day), format.clock(asOf));
    },
    title({ costMicroUsd, isAtLeast }) {
      if (costMicroUsd === null) return "—";
      if (!isAtLeast) return format.short(costMicroUsd);
      // It is at least that much: never rounded up by a dollar. Where even that is too long, the row below says what it is.
      const dollars = format.whole(costMicroUsd - (costMicroUsd % 1_000_000));
      const titles = [`≥${format.money(costMicroUsd)}`, `≥${dollars}`];
      return titles.find(({ length }) => length <= longestTitle) ?? dollars;
    },
    toggle: words.route.label,
    pauseFor: tray.pauseFor,
    pauses: {
      minutes: format.lasting,
      untilTomorrow: words.route.untilTomorrow,
      untilResumed: words.route.untilResumed,
    },
    resume: words.route.resume,
    raise: (microUsd) => tray.raise(format.whole(microUsd)),
    ignore: tray.ignore,
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
    tooltip(status, day) {
      const amount = tray.tip(amountOf(day));
      // What is allowed goes first, then our own name.
      const short = tray.tip(amountOf({ ...day, allowedMicroUsd: null }));
      const variants = [tray.named(`${amount}. ${status}`), tray.named(`${short}. ${status}`)];
      return [...variants, `${short}. ${status}`].find(fits) ?? status;
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
