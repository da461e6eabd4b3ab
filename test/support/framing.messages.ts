/** Random messages for the fuzzers: well-formed ones in all their variety, and one-byte accidents. */
import type { Chance } from "./chance.ts";

const alphabet = 'abc{}":,\n\r \0\x7f\xe9data0123456789;\r\n';

/** Any bytes, line ends and what looks like framing among them. */
export function bodyText(chance: Chance, most: number): string {
  let text = "";
  for (let length = chance.below(most + 1); length > 0; length--)
    text += alphabet[chance.below(alphabet.length)];
  return text;
}

const hex = (chance: Chance, size: number): string => {
  const digits = size.toString(16);
  const cased = chance.oneIn(3) ? digits.toUpperCase() : digits;
  return chance.oneIn(12)
    ? cased.padStart(cased.length + chance.below(9 - cased.length), "0")
    : cased;
};

const extension = (chance: Chance): string =>
  chance.oneIn(12) ? `;${'ext="a b"\xe9\t'}`.repeat(1 + chance.below(3)) : "";

/** `text` in chunked coding, with extensions and trailers now and then. */
export function chunkedOf(chance: Chance, text: string, hasTrailers: boolean): string {
  let wire = "";
  const largest = chance.pick([1, 5, 40, 400, 5_000]);
  for (let from = 0; from < text.length; ) {
    const to = Math.min(text.length, from + 1 + chance.below(largest));
    wire += `${hex(chance, to - from)}${extension(chance)}\r\n${text.slice(from, to)}\r\n`;
    from = to;
  }
  const zeros = "0".repeat(1 + (chance.oneIn(10) ? chance.below(7) : 0));
  const trailers = hasTrailers
    ? "X-Trailer: 1\r\nx-sum:\t\xe9 \r\n".repeat(1 + chance.below(2))
    : "";
  return `${wire}${zeros}${extension(chance)}\r\n${trailers}\r\n`;
}

export function chunkedWire(chance: Chance): string {
  const wire = chunkedOf(
    chance,
    bodyText(chance, chance.pick([0, 3, 30, 30, 300, chance.oneIn(9) ? 4_000 : 300])),
    chance.oneIn(5),
  );
  // Cut off, or with the next message behind it.
  if (chance.oneIn(8)) return wire.slice(0, chance.below(wire.length));
  return chance.oneIn(8) ? `${wire}HTTP/1.1 200 OK\r\n` : wire;
}

/** One byte changed, put in, or taken out. */
export function spoiled(chance: Chance, text: string): string {
  const at = chance.below(text.length + 1);
  const odd = chance.pick(["\r", "\n", "\0", " ", ":", "0", "f", ";", "\t", "g", "\r\n", "-", ","]);
  const skip = chance.below(3) === 0 ? 0 : 1;
  return text.slice(0, at) + (chance.oneIn(4) ? "" : odd) + text.slice(at + skip);
}

const cased = (chance: Chance, name: string): string => {
  const way = chance.below(3);
  if (way === 0) return name.toLowerCase();
  return way === 1 ? name.toUpperCase() : name;
};

const spaced = (chance: Chance, value: string): string =>
  `${chance.pick(["", " ", " ", " ", "\t ", "  "])}${value}${chance.pick(["", "", " ", "\t"])}`;

const line = (chance: Chance, name: string, value: string): string =>
  `\r\n${cased(chance, name)}:${spaced(chance, value)}`;

/** Lines in random order. */
function linesOf(chance: Chance, lines: string[]): string {
  let text = "";
  while (lines.length > 0) text += lines.splice(chance.below(lines.length), 1)[0];
  return text;
}

const others = [
  "Accept",
  "X-Stainless-Os",
  "user-agent",
  "Cookie",
  "x-h",
  "T",
  "Hosts",
  "x-api-kez",
];

function common(chance: Chance): string[] {
  const lines: string[] = [];
  for (let count = chance.below(6); count > 0; count--)
    lines.push(
      line(
        chance,
        chance.pick(others),
        bodyText(chance, 12).replace(/[^\t\x20-\x7e\x80-\xff]/g, ""),
      ),
    );
  const framing = chance.below(9);
  if (framing < 3) lines.push(line(chance, "Content-Length", String(chance.below(5_000))));
  else if (framing < 5) lines.push(line(chance, "Transfer-Encoding", cased(chance, "Chunked")));
  if (chance.oneIn(3))
    lines.push(
      line(
        chance,
        "Connection",
        chance.pick(["close", "keep-alive", "Close , X-h", "x-h,\tKeep-Alive"]),
      ),
    );
  if (chance.oneIn(20)) lines.push(line(chance, "Content-Length", "7"));
  return lines;
}

/** Without the blank line at its end. */
export function requestHeadText(chance: Chance): string {
  const target = chance.pick(["/anthropic/v1/messages", "/x?y=%2e", "*", "http://h/", "/\x7e"]);
  const method = chance.pick(["POST", "GET", "HEAD", "OPTIONS"]);
  const lines = common(chance);
  if (!chance.oneIn(15)) lines.push(line(chance, "Host", "127.0.0.1:4321"));
  if (chance.oneIn(4)) lines.push(line(chance, "X-Api-Key", "sk-something"));
  return `${method} ${target} HTTP/1.1${linesOf(chance, lines)}`;
}

/** Without the blank line at its end. */
export function answerHeadText(chance: Chance): string {
  const lines = common(chance);
  if (chance.oneIn(2)) lines.push(line(chance, "Content-Type", "text/event-stream; charset=utf-8"));
  if (chance.oneIn(3)) lines.push(line(chance, "cf-aig-log-id", "01JD3X8Y7Z6W5V4T3S2R1Q0P9N"));
  const reason = chance.pick(["", " ", " OK", " N\xe9 \t"]);
  return `HTTP/1.${chance.oneIn(6) ? 0 : 1} ${chance.pick([200, 204, 404, 529, 999])}${reason}${linesOf(chance, lines)}`;
}
