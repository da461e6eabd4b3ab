/** What the tray says, in one language; made to fit the shape `trayOf` of main/core/tray.ts asks for. */
import type { Figure, RefusalReason } from "../../preload/contract/state.ts";
import { createFormat } from "./format.ts";
import type { Code, Language } from "./language.ts";
import { whenOf, wordsOf } from "./words.ts";

type Day = Pick<Figure, "costMicroUsd" | "priced" | "requests"> & { readonly asOf: number | null };

export type TraySpeech = {
  readonly routing: {
    verified(atMs: number): string;
    readonly unverified: string;
    readonly asked: string;
    readonly direct: string;
    readonly paused: string;
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
  readonly pause: string;
  readonly resume: string;
  readonly open: string;
  readonly quit: string;
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
      unverified: tray.unverified,
      asked: tray.asked,
      direct: tray.direct,
      paused: tray.paused,
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
    pause: words.route.pause,
    resume: words.route.resume,
    open: tray.open,
    quit: tray.quit,
    tooltip(status, { costMicroUsd }) {
      const amount = tray.tip(costMicroUsd === null ? "—" : format.money(costMicroUsd));
      const variants = [`Sluice: ${amount}. ${status}`, `${amount}. ${status}`];
      return variants.find(({ length }) => length <= longestTooltip) ?? status;
    },
    notice: (code) => words.codes[code],
  };
}
