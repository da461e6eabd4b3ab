/** Command lines cut into words, as systemd, a POSIX shell and cmd.exe cut them. */

/** systemd's escapes, as systemd.syntax(7) lists them. */
const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
};
const coded = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-3][0-7]{2}))/i;

/**
 * The items of a systemd value: quotes of both kinds wrap, a backslash escapes as in C. An escape systemd does not know
 * stays as it is written, as does `$`, which OpenClaw writes unescaped and systemd leaves alone within a path.
 */
export function systemdWords(value: string): readonly string[] {
  return cut(value, {
    quotes: `"'`,
    meaningOf: (rest) => {
      const code = coded.exec(rest);
      if (code) {
        const [whole, byte, short, long, octal] = code;
        const number = octal
          ? Number.parseInt(octal, 8)
          : Number.parseInt(byte ?? short ?? long ?? "", 16);
        return number > 0 && number <= 0x10ffff
          ? { text: String.fromCodePoint(number), length: whole.length }
          : null;
      }
      const [letter = ""] = rest;
      if (`\\"'`.includes(letter)) return { text: letter, length: 1 };
      const text = escapes[letter];
      return text === undefined ? null : { text, length: 1 };
    },
  });
}

/** The words of one shell line, variables left as they are written. Operators are words or parts of words. */
export function shellWords(line: string): readonly string[] {
  return cut(line, {
    quotes: `"'`,
    meaningOf: (rest, quote) => {
      const [letter = ""] = rest;
      if (quote === "'") return null;
      if (quote === '"' && !`"\\$\``.includes(letter)) return null;
      return { text: letter, length: 1 };
    },
  });
}

/** The words of one line of a batch file. Percent signs and carets are the caller's. */
export function cmdWords(line: string): readonly string[] {
  return cut(line, {
    quotes: '"',
    // A backslash is a letter of a path except before a quote, where OpenClaw writes it to keep the quote.
    meaningOf: (rest) => (rest.startsWith('"') ? { text: '"', length: 1 } : null),
  });
}

/** What follows a backslash, if it means something there. */
type Escape = (rest: string, quote: string | null) => { text: string; length: number } | null;

function cut(
  line: string,
  { quotes, meaningOf }: { readonly quotes: string; readonly meaningOf: Escape },
): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === "\\") {
      const meant = meaningOf(line.slice(at + 1, at + 10), quote);
      word = (word ?? "") + (meant ? meant.text : letter);
      at += meant?.length ?? 0;
    } else if (quote !== null) {
      if (letter === quote) quote = null;
      else word += letter;
    } else if (quotes.includes(letter)) {
      quote = letter;
      word ??= "";
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? "") + letter;
    }
  }
  if (word !== null) words.push(word);
  return words;
}
