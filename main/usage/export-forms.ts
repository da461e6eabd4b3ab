/** The two forms of an exported file: CSV as spreadsheets read it, and one JSON array. */
import type { Cell, Line } from "./export-lines.ts";

export type Form = {
  /** Text for some lines; the first ones come with what stands before all of them. */
  some(lines: readonly Line[]): string;
  end(names: readonly string[]): string;
};

/**
 * A spreadsheet takes a cell that begins with such a sign for a formula, and would run it; behind an apostrophe it is a text. Where
 * commas are decimal points it splits at semicolons instead and minds no quotes: what is behind one begins a cell, too.
 */
const formula = /(^|[;|])(?=\s*[=+\-@＝＋－＠])/g;
/** Before such a sign nobody sees them, and a line end or a tab ends a cell where quotes are not minded. */
const spaces = /[\t\n\v\f\r\p{Zl}\p{Zp}]+/gu;
const unseen = /[\p{Cc}\p{Cf}]+/gu;
const needsQuotes = /[",]/;

function cellOf(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const text = cell.replace(spaces, " ").replace(unseen, "").replace(formula, "$1'");
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a header line. */
export function csv(): Form {
  let header = "";
  const headerOf = (names: readonly string[]) => {
    if (header !== "") return "";
    header = `${names.join(",")}\r\n`;
    return header;
  };
  return {
    some: (lines) =>
      headerOf(Object.keys(lines[0] ?? {})) +
      lines.map((line) => `${Object.values(line).map(cellOf).join(",")}\r\n`).join(""),
    end: headerOf,
  };
}

/** One object a line. */
export function json(): Form {
  let before = "[\n";
  return {
    some: (lines) => {
      const text = before + lines.map((line) => JSON.stringify(line)).join(",\n");
      before = ",\n";
      return text;
    },
    end: () => (before === "[\n" ? "[]\n" : "\n]\n"),
  };
}
