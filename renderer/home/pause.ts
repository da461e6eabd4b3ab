/** How long a pause may be, as the tray offers it, too. */
import type { CommandOf } from "../../preload/contract/command.ts";
import type { HomeWords } from "../copy/en.ts";
import type { Format } from "../copy/format.ts";

/** Undefined: until the person resumes. */
export type PauseLength = CommandOf<"route.set">["pauseFor"];

export const pauseLengths: readonly PauseLength[] = [
  { minutes: 15 },
  { minutes: 60 },
  "today",
  undefined,
];

export function pauseWord(
  length: PauseLength,
  { format, words: { route } }: { readonly format: Format; readonly words: HomeWords },
): string {
  if (length === undefined) return route.untilResumed;
  return length === "today" ? route.untilTomorrow : format.lasting(length.minutes);
}
