/** Random exchanges that router and oracle must pass on alike: a request, and the answer the far end gives to it. */
import type { Chance } from "./chance.ts";
import type { Expected } from "./framing.reference.ts";

export type OracleCase = {
  /** Without Host, key, and the line that names the case; they are put in behind the request line. */
  readonly requestLine: string;
  readonly requestRest: string;
  readonly answer: string;
  /** The far end closes behind the answer. */
  readonly closes: boolean;
  readonly expected: Expected;
};

const letters = 'abcXYZ 0123{}":,\r\n\t\0\x7f\xff';

function textOf(chance: Chance, most: number): string {
  let text = "";
  for (let length = chance.below(most + 1); length > 0; length--)
    text += letters[chance.below(letters.length)];
  return text;
}

function cased(chance: Chance, name: string): string {
  return chance.pick([name, name.toLowerCase(), name.toUpperCase()]);
}

function lineOf(chance: Chance, name: string, value: string): string {
  return `${cased(chance, name)}:${chance.pick(["", " ", "  ", "\t"])}${value}${chance.pick(["", "", " \t"])}\r\n`;
}

/** Without white space behind the value, which llhttp does not take where the framing is said. */
function framingOf(chance: Chance, name: string, value: string): string {
  return `${cased(chance, name)}:${chance.pick(["", " ", "\t"])}${value}\r\n`;
}

const names = ["Accept", "x-stainless-os", "Cookie", "x!#$%&'*+.^_`|~9", "anthropic-beta", "X-Hop"];
const values = ["", "a", "b, c", "caf\xe9", 'q="x y"', "(comment)", "x".repeat(300)];

function linesOf(chance: Chance, framing: string, more: readonly string[]): string {
  const lines = [...more, framing];
  for (let count = chance.below(5); count > 0; count--)
    lines.push(lineOf(chance, chance.pick(names), chance.pick(values)));
  let text = "";
  while (lines.length > 0) text += lines.splice(chance.below(lines.length), 1)[0];
  return `${text}\r\n`;
}

function chunked(chance: Chance, text: string, hasTrailers: boolean): string {
  let wire = "";
  for (let from = 0; from < text.length; ) {
    const to = Math.min(text.length, from + 1 + chance.below(chance.pick([3, 40, 2_000])));
    const size = (to - from).toString(16);
    const extension = chance.oneIn(8) ? chance.pick([";a", ";a=b", ';a="b c";d']) : "";
    wire += `${chance.oneIn(6) ? size.toUpperCase().padStart(4, "0") : size}${extension}\r\n${text.slice(from, to)}\r\n`;
    from = to;
  }
  return `${wire}0\r\n${hasTrailers ? "X-Sum: 1\r\nx-other:2\r\n" : ""}\r\n`;
}

/** A framing line and the body it frames. */
function bodyOf(chance: Chance, text: string): { readonly framing: string; readonly wire: string } {
  if (chance.oneIn(2))
    return {
      framing: framingOf(chance, "Transfer-Encoding", "chunked"),
      wire: chunked(chance, text, chance.oneIn(4)),
    };
  return { framing: framingOf(chance, "Content-Length", String(text.length)), wire: text };
}

export function oracleCase(chance: Chance): OracleCase {
  const method = chance.pick(["POST", "POST", "POST", "GET", "HEAD", "PUT", "DELETE", "PATCH"]);
  const target = chance.pick([
    "/v1/messages",
    "/v1/messages?beta=true&x=%2e",
    "/v1/a:b@c/(d)",
    "?q",
    "",
  ]);
  // Node's client would put an empty chunked body where a POST has none.
  const mayHaveNone = ["GET", "HEAD", "DELETE"].includes(method);
  const hasBody = !mayHaveNone || (method === "DELETE" && chance.oneIn(2));
  const text = textOf(chance, chance.pick([0, 5, 200, 4_000]));
  const { framing, wire } = hasBody ? bodyOf(chance, text) : { framing: "", wire: "" };
  const connection = chance.oneIn(5)
    ? [
        lineOf(
          chance,
          "Connection",
          chance.pick(["keep-alive", "Keep-Alive, x-hop", "close", "TE, x-hop"]),
        ),
      ]
    : [];
  return {
    requestLine: `${method} /anthropic${target} HTTP/1.1\r\n`,
    requestRest:
      linesOf(chance, framing, [
        ...connection,
        ...(chance.oneIn(9) ? [lineOf(chance, "TE", "trailers")] : []),
        ...(hasBody && chance.oneIn(9) ? [lineOf(chance, "Expect", "100-continue")] : []),
      ]) + wire,
    ...answerTo(chance, method),
  };
}

function answerTo(
  chance: Chance,
  method: string,
): Pick<OracleCase, "answer" | "closes" | "expected"> {
  const status = chance.pick([200, 200, 200, 201, 204, 302, 304, 400, 429, 500]);
  const isEmpty = method === "HEAD" || status === 204 || status === 304;
  const random = textOf(chance, chance.pick([0, 5, 300, 20_000]));
  // Whatever is no JSON would be Cloudflare's own words.
  const text =
    status >= 400 ? JSON.stringify({ error: random }).replace(/[^\x20-\x7e]/g, "?") : random;
  const closes = !isEmpty && chance.oneIn(8);
  const body = bodyOf(chance, text);
  const framing = closes ? "" : status === 204 || status === 304 ? "" : body.framing;
  const lines = linesOf(chance, framing, [
    ...(chance.oneIn(3)
      ? [lineOf(chance, "Content-Type", chance.pick(["application/json", "text/event-stream"]))]
      : []),
    ...(closes
      ? []
      : chance.oneIn(4)
        ? [lineOf(chance, "Connection", chance.pick(["keep-alive", "x-hop"]))]
        : []),
    ...(chance.oneIn(6) ? [lineOf(chance, "Keep-Alive", "timeout=5")] : []),
  ]);
  const interim = chance.oneIn(10) ? "HTTP/1.1 102 Processing\r\n\r\n" : "";
  return {
    answer: `${interim}HTTP/1.1 ${status} ${chance.pick(["OK", "Said So", "N\xf6"])}\r\n${lines}${isEmpty ? "" : closes ? text : body.wire}`,
    closes,
    expected: method === "HEAD" ? "answerToHead" : "answer",
  };
}

/** Cut at random places. */
export function cut(chance: Chance, bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  const largest = chance.pick([1, 9, 100, 3_000, 70_000]);
  // Byte by byte is for the first part only: it is the head that is hard to cut, and there are many cases.
  for (let from = 0; from < bytes.length; ) {
    const to =
      pieces.length > 24 ? bytes.length : Math.min(bytes.length, from + 1 + chance.below(largest));
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  return pieces;
}
