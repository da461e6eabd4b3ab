/** The two forms of an exported file: CSV as spreadsheets read it, and one JSON array. */
import { type Cell, type Line, moneyNames } from "./export-lines.ts";

export type Form = {
  /** Text for some lines; the first ones come with what stands before all of them. */
  some(lines: readonly Line[]): string;
  end(names: readonly string[]): string;
};

/** What the spreadsheets of a language split cells at, and write numbers with. */
export type Decimal = "point" | "comma";
const separators: Readonly<Record<Decimal, string>> = { point: ",", comma: ";" };

/** Without it a spreadsheet reads the bytes as those of its own old alphabet. */
const byteOrderMark = "\ufeff";

/**
 * A spreadsheet takes a cell that begins with such a sign for a formula, and would run it; behind an apostrophe it is a text. One of
 * another language splits at the other sign and minds no quotes: what is behind either begins a cell, too.
 */
const formulas: Readonly<Record<Decimal, RegExp>> = {
  point: /(^|[;|])(?=\s*[=+\-@＝＋－＠])/g,
  comma: /(^|[,;|])(?=\s*[=+\-@＝＋－＠])/g,
};
/** Before such a sign nobody sees them, and a line end or a tab ends a cell where quotes are not minded. */
const spaces = /[\t\n\v\f\r\p{Zl}\p{Zp}]+/gu;
const unseen = /[\p{Cc}\p{Cf}]+/gu;
const needsQuotes: Readonly<Record<Decimal, RegExp>> = { point: /[",]/, comma: /[";]/ };

function cellOf(name: string, cell: Cell, decimal: Decimal): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  // Our own digits: an amount below zero is a number, not a formula.
  if (moneyNames.has(name)) return decimal === "comma" ? cell.replace(".", ",") : cell;
  const text = cell.replace(spaces, " ").replace(unseen, "").replace(formulas[decimal], "$1'");
  return needsQuotes[decimal].test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 in UTF-8, with a header line; where numbers have a decimal comma its commas are semicolons, as spreadsheets there expect. */
export function csv(decimal: Decimal): Form {
  const separator = separators[decimal];
  let header = "";
  const headerOf = (names: readonly string[]) => {
    if (header !== "") return "";
    header = `${byteOrderMark}${names.join(separator)}\r\n`;
    return header;
  };
  const lineOf = (line: Line) =>
    Object.entries(line)
      .map(([name, cell]) => cellOf(name, cell, decimal))
      .join(separator);
  return {
    some: (lines) =>
      headerOf(Object.keys(lines[0] ?? {})) + lines.map((line) => `${lineOf(line)}\r\n`).join(""),
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
