/** What the tray says, in one language; made to fit the shape `trayOf` of main/core/tray.ts asks for. */
import type { Figure, RefusalReason, Settings } from "../../preload/contract/state.ts";
import { createFormat } from "./format.ts";
import type { Code, Language } from "./language.ts";
import { providerName } from "./provider.ts";
import { type TrayTable, trayTables } from "./tray-tables.ts";
import { untilOf, whenOf } from "./words.ts";

type Day = Pick<Figure, "costMicroUsd" | "requests"> & {
  readonly asOf: number | null;
  readonly isAtLeast: boolean;
  readonly allowedMicroUsd: number | null;
};

/** What is left of the allowance; main/core/tray-figure.ts tells it. */
type Allowance =
  | { readonly is: "ignored" | "unknown" | "usedUp"; readonly ofMicroUsd: number }
  | {
      readonly is: "left";
      readonly ofMicroUsd: number;
      readonly leftMicroUsd: number;
      readonly isAtMost: boolean;
    };
type Shown = Settings["trayFigure"];

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
  allowance(allowance: Allowance): string;
  readonly practice: string;
  readonly setUp: string;
  /** At most eight characters. */
  title(day: Day, figure: Shown): string;
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
  way(route: "sluice" | "own"): string;
  readonly moreModels: string;
  readonly test: string;
  readonly open: string;
  readonly usage: string;
  readonly dashboard: string;
  readonly settings: string;
  quit(style: keyof TrayTable["tray"]["quit"], leaves: Settings["onQuit"] | null): string;
  /** At most 63 characters whenever the status has no more than that. */
  tooltip(status: string, day: Day, figure: Shown, isPractice: boolean): string;
  /** A notification: what happened, and what to do next. */
  notice(code: Code): { readonly head: string; readonly text: string };
  more(count: number): string;
  readonly goDirect: string;
  readonly skipCache: string;
};

const longestTooltip = 63;
const longestTitle = 8;
const fits = ({ length }: string): boolean => length <= longestTooltip;

/** `zone` and `now` are the system's own unless a test says otherwise. */
export function trayWords(
  language: Language,
  { zone, now = Date.now }: { readonly zone?: string; readonly now?: () => number } = {},
): TraySpeech {
  const words = trayTables[language];
  const format = createFormat(language, zone, now);
  const { tray } = words;
  const head = (code: Code) => words.codes[code].head;
  /** "at least $1.84 of $5.00"; how much is allowed is said only beside a figure that is known. */
  const amountOf = ({ allowedMicroUsd, costMicroUsd, isAtLeast }: Day): string => {
    if (costMicroUsd === null) return "—";
    const known = format.money(costMicroUsd);
    const amount = isAtLeast ? tray.atLeast(known) : known;
    return allowedMicroUsd === null ? amount : tray.of(amount, format.money(allowedMicroUsd));
  };
  /** "37%", "≥37%"; null where it is not known. */
  const partOf = ({ allowedMicroUsd, costMicroUsd, isAtLeast }: Day): string | null => {
    if (allowedMicroUsd === null || costMicroUsd === null) return null;
    // Only what is used up is 100.
    const used = allowedMicroUsd === 0 ? 100 : Math.floor((costMicroUsd * 100) / allowedMicroUsd);
    return `${isAtLeast ? "≥" : ""}${format.percent(used)}`;
  };
  /** What a tooltip says of today, at most so long and then shorter: what is allowed goes first. */
  const amountsOf = (day: Day, figure: Shown): string[] => {
    const short = { ...day, allowedMicroUsd: null };
    if (figure === "spend") return [...new Set([amountOf(day), amountOf(short)])];
    const { allowedMicroUsd } = day;
    if (figure === "none" || allowedMicroUsd === null) return [];
    const part = partOf(day) ?? "—";
    return [tray.of(part, format.money(allowedMicroUsd)), part];
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
    allowance(allowance) {
      const of = format.money(allowance.ofMicroUsd);
      if (allowance.is === "left") {
        const left = format.money(allowance.leftMicroUsd);
        return tray.left(allowance.isAtMost ? tray.atMost(left) : left);
      }
      if (allowance.is === "ignored") return tray.ignored;
      return allowance.is === "usedUp" ? tray.usedUp(of) : tray.allowed(of);
    },
    practice: tray.practice,
    setUp: tray.setUp,
    title(day, figure) {
      if (figure === "allowance") return partOf(day) ?? "—";
      const { costMicroUsd, isAtLeast } = day;
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
    way: (route) => tray.ways[route],
    moreModels: tray.moreModels,
    test: tray.test,
    open: tray.open,
    usage: words.pages.usage,
    // The arrow says, as everywhere, that it leads out of the program.
    dashboard: `${words.dashboard} ↗`,
    settings: `${words.app.settings}…`,
    quit(style, leaves) {
      const quit = tray.quit[style];
      if (leaves === null) return quit;
      return leaves === "edge" ? tray.quitEdge(quit) : tray.quitLinked(quit);
    },
    tooltip(status, day, figure, isPractice) {
      const texts = amountsOf(day, figure).map((amount) => `${tray.tip(amount)}. ${status}`);
      if (texts.length === 0) texts.push(status);
      const names = isPractice ? [tray.namedPractice, tray.named] : [tray.named];
      const variants = [...names.flatMap((name) => texts.map(name)), ...texts.slice(-1)];
      return variants.find(fits) ?? status;
    },
    notice: (code) => words.codes[code],
    more: tray.more,
    goDirect: words.actions.goDirect,
    skipCache: words.actions.skipCache,
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
