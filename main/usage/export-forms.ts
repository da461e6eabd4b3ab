/** The two forms of an exported file: CSV as spreadsheets read it, and one JSON array. */
import type { Cell, Line } from "./export-lines.ts";

export type Form = {
  /** Text for some lines; the first ones come with what stands before all of them. */
  some(lines: readonly Line[]): string;
  end(names: readonly string[]): string;
};

/** A spreadsheet takes a cell that begins so for a formula, and would run it; behind an apostrophe it is a text. */
const isFormula = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;

function cellOf(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const text = isFormula.test(cell) ? `'${cell}` : cell;
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
