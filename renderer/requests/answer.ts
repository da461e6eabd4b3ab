/** What became of a request, in a word: a status where there was one, and never by colour alone. */
import type { RequestRow } from "../../preload/contract/state.ts";
import { outcomeOf } from "../home/rows.ts";
import type { Face } from "../page-face.ts";

export type AnswerWord = { readonly word: string; readonly isTrouble: boolean };

export function answerOf(row: RequestRow, { words: { lists } }: Pick<Face, "words">): AnswerWord {
  const outcome = outcomeOf(row);
  switch (outcome.is) {
    case "took":
    case "none":
      return { word: row.status === null ? "—" : String(row.status), isTrouble: false };
    case "cached":
      return { word: lists.cached, isTrouble: false };
    case "status":
      return { word: lists.status(outcome.status), isTrouble: true };
    default:
      return { word: lists[outcome.is], isTrouble: outcome.is !== "aborted" };
  }
}
