/** Finds where a JSON string ends, by its bytes and over what is escaped, in linear time whatever stands in it. */
import type { Bytes } from "../bytes.ts";

const QUOTE = 34;
const BACKSLASH = 92;

/** Bytes looked at one by one before the native search is asked: a call of it costs as much as these. */
export const STRIDE = 48;

/** The string goes on behind these bytes. */
export const UNENDED = -1;
/** So it does, and what follows is escaped. */
export const ESCAPED = -2;

/** The index of the quote that ends the string `from` is in; UNENDED or ESCAPED when it does not end before `to`. */
export function closingQuote(bytes: Bytes, from: number, to: number): number {
  let at = from;
  let stride = STRIDE;
  for (;;) {
    const near = Math.min(to, at + stride);
    while (at < near) {
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      at += byte === BACKSLASH ? 2 : 1;
    }
    if (at >= to) return at > to ? ESCAPED : UNENDED;
    const found = bytes.indexOf(QUOTE, at);
    const end = found < 0 || found > to ? to : found;
    let slash = end;
    while (slash > at && bytes[slash - 1] === BACKSLASH) slash--;
    const odd = (end - slash) % 2 === 1;
    if (end === to) return odd ? ESCAPED : UNENDED;
    if (!odd) return end;
    // As the text went on so far: where quotes are rare the native search begins at once.
    stride = end - at < STRIDE ? STRIDE : 0;
    at = end + 1;
  }
}
