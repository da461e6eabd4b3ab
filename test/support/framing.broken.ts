/** A second, compact chunk reader with one mistake put in on purpose: the fuzzer is only worth something if it finds each. */
import { BROKEN, MORE, type Spans } from "../../main/core/framing.ts";
import type { Reader } from "./framing.fuzz.ts";

/**
 * trailerLine: a piece that begins in a trailer line is taken for the start of one · sizeDigits: a size cut between its digits
 * begins anew · crOnly: the LF behind a chunk is not looked at · bareLf: a bare LF ends an extension · none: no mistake.
 */
export type Mistake = "none" | "trailerLine" | "sizeDigits" | "crOnly" | "bareLf";

export function createBrokenReader(mistake: Mistake): Reader {
  let line = "";
  let left = -1;
  /** size · data · end (of a chunk) · trailer */
  let state = "size";
  return {
    feed(bytes, from, to, spans: Spans | null) {
      if (mistake === "trailerLine" && state === "trailer") line = "";
      if (mistake === "sizeDigits" && state === "size" && /^[0-9a-f]+$/i.test(line)) line = "";
      for (let at = from; at < to; at++) {
        const byte = bytes[at] ?? 0;
        if (state === "data") {
          const end = Math.min(to, at + left);
          spans?.add(at, end);
          left -= end - at;
          at = end - 1;
          if (left === 0) state = "end";
          continue;
        }
        line += String.fromCharCode(byte);
        const isLineEnd = line.endsWith("\r\n") || (mistake === "bareLf" && /;.*\n$/s.test(line));
        if (state === "end") {
          if (mistake === "crOnly" ? line[0] !== "\r" : !"\r\n".startsWith(line)) return BROKEN;
          if (line.length === 2) {
            line = "";
            state = "size";
          }
        } else if (!isLineEnd) {
          if (!mayBegin(line, state)) return BROKEN;
        } else if (state === "size") {
          const digits = /^([0-9a-f]{1,8})(?:;[\t\x20-\x7e\x80-\xff]{0,1024})?\r?\n$/i.exec(
            line,
          )?.[1];
          if (digits === undefined) return BROKEN;
          left = Number.parseInt(digits, 16);
          state = left === 0 ? "trailer" : "data";
          line = "";
        } else {
          if (line === "\r\n") return at + 1;
          line = "";
        }
      }
      return MORE;
    },
  };
}

/** Whether a line may still become right. */
function mayBegin(line: string, state: string): boolean {
  if (state === "size")
    return /^(?:[0-9a-f]{0,8}|[0-9a-f]{1,8}(?:;[\t\x20-\x7e\x80-\xff]{0,1024})?\r?)$/i.test(line);
  return /^(?:\r?|[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?::[\t\x20-\x7e\x80-\xff]*\r?)?)$/.test(line);
}
