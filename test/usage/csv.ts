/** Reads RFC 4180 text by its own rules, knowing nothing of who wrote it; throws where the text breaks them. */
export function parseCsv(text: string, separator = ","): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error("a quote is never closed");
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[++at];
        else break;
      }
      at += 1;
    } else {
      for (; at < text.length && !`${separator}\r\n"`.includes(text[at] ?? ""); at += 1)
        cell += text[at];
      if (text[at] === '"') throw new Error("a quote in a cell without quotes");
    }
    row.push(cell);
    if (text[at] === separator) at += 1;
    else if (text.startsWith("\r\n", at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither a separator nor a line end at ${at}`);
  }
  return rows;
}
