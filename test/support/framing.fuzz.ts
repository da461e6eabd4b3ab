/** Random chunked bodies and heads, right and wrong, cut into random pieces: the readers must say what the slow reference says. */
import "../../main/router/latin1.ts";
import { BROKEN, ChunkReader, MORE, Spans } from "../../main/core/framing.ts";
import { AnswerHead } from "../../main/core/http-head-answer.ts";
import { RequestHead } from "../../main/core/http-head-request.ts";
import { type Chance, createChance } from "./chance.ts";
import { answerHeadText, chunkedWire, requestHeadText, spoiled } from "./framing.messages.ts";
import { type Chunked, headerOf, readChunked, readHead } from "./framing.reference.ts";

export type FramingFuzz = {
  readonly cases: number;
  readonly wrong: number;
  /** Different inputs among them: a PRNG that repeats itself shows here. */
  readonly distinct: number;
  /** Inputs that are no HTTP, and were refused as such. */
  readonly refused: number;
  readonly examples: readonly string[];
};

export type Reader = Pick<ChunkReader, "feed">;

/** `make` is the reader under test; the mutation check passes broken ones. */
export function runFramingFuzz(
  cases: number,
  seed: number,
  make: () => Reader = () => new ChunkReader(),
): FramingFuzz {
  const chance = createChance(seed);
  const seen = new Set<number>();
  const examples: string[] = [];
  let [wrong, refused] = [0, 0];
  for (let index = 0; index < cases; index++) {
    const kind = chance.below(4);
    const tried =
      kind < 2 ? tryChunks(chance, make) : kind === 2 ? tryRequest(chance) : tryAnswer(chance);
    seen.add(digestOf(tried.input));
    if (tried.expected === "broken" || tried.expected.startsWith('"broken')) refused++;
    if (tried.got === tried.expected) continue;
    wrong++;
    if (examples.length < 3)
      examples.push(`${JSON.stringify(tried.input)}\n${tried.got}\nis not\n${tried.expected}`);
  }
  return { cases, wrong, distinct: seen.size, refused, examples };
}

type Tried = { readonly input: string; readonly got: string; readonly expected: string };

function tryChunks(chance: Chance, make: () => Reader): Tried {
  const right = chunkedWire(chance);
  const wire = chance.oneIn(4) ? spoiled(chance, right) : right;
  const bytes = Buffer.from(wire, "latin1");
  return {
    input: wire,
    got: outcomeOf(inPieces(bytes, chance, make())),
    expected: outcomeOf(readChunked(bytes)),
  };
}

function outcomeOf(read: Chunked | Omit<Extract<Chunked, { kind: "whole" }>, "trailers">): string {
  return read.kind === "whole" ? `${read.end} ${read.data.toString("latin1")}` : read.kind;
}

/** Feeds the bytes in pieces of memory that is overwritten as soon as the reader has returned. */
export function inPieces(
  bytes: Buffer,
  chance: Chance,
  reader: Reader,
): { kind: "more" | "broken" } | { kind: "whole"; end: number; data: Buffer } {
  const spans = new Spans();
  const data: Buffer[] = [];
  const largest = chance.pick([1, 2, 7, 60, 2_000]);
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + 1 + chance.below(largest));
    // Sometimes in the middle of a larger piece, as behind a head.
    const margin = chance.below(3);
    const piece = Buffer.alloc(margin + to - from + margin, 0x0d);
    bytes.copy(piece, margin, from, to);
    spans.count = 0;
    const end = reader.feed(piece, margin, margin + to - from, spans);
    if (end === BROKEN) return { kind: "broken" };
    for (let at = 0; at < spans.count; at += 2)
      data.push(Buffer.from(piece.subarray(spans.edges[at], spans.edges[at + 1])));
    if (end !== MORE) return { kind: "whole", end: from + end - margin, data: Buffer.concat(data) };
    piece.fill(0x30);
    from = to;
  }
  return { kind: "more" };
}

const requestHead = new RequestHead();
const answerHead = new AnswerHead();

function tryRequest(chance: Chance): Tried {
  const right = requestHeadText(chance);
  const text = chance.oneIn(3) ? spoiled(chance, right) : right;
  const bytes = Buffer.from(`${text}\r\n\r\n`, "latin1");
  const fault = requestHead.read(bytes, bytes.length - 2);
  const { contentLength, host, isChunked, isLast, method, target } = requestHead;
  return {
    input: text,
    got:
      fault === null ? said({ method, target, host, contentLength, isChunked, isLast }) : "broken",
    expected: requestByReference(text),
  };
}

function tryAnswer(chance: Chance): Tried {
  const right = answerHeadText(chance);
  const text = chance.oneIn(3) ? spoiled(chance, right) : right;
  const bytes = Buffer.from(`${text}\r\n\r\n`, "latin1");
  const isRead = answerHead.read(bytes, bytes.length - 2);
  const { contentLength, contentType, isChunked, isKept, logId, status } = answerHead;
  return {
    input: text,
    got: isRead ? said({ status, contentLength, isChunked, isKept, contentType, logId }) : "broken",
    expected: answerByReference(text),
  };
}

const said = (value: object): string => JSON.stringify(value);

function requestByReference(text: string): string {
  try {
    const { headers, startLine } = readHead(text);
    const [, method, target] =
      /^([A-Z]{1,24}) ([^ \t\x80-\xff]+) HTTP\/1\.1$/.exec(startLine) ?? [];
    const framing = framingOf(headers);
    const hosts = valuesOf(headers, "host");
    if (method === undefined || target === undefined || framing === null) return "broken";
    if (hosts.length !== 1 || hosts[0] === "") return "broken";
    const isLast = optionsOf(headers).includes("close");
    return said({ method, target, host: hosts[0], ...framing, isLast });
  } catch {
    return "broken";
  }
}

function answerByReference(text: string): string {
  try {
    const { headers, startLine } = readHead(text);
    const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/.exec(startLine) ?? [];
    const framing = framingOf(headers);
    if (status === undefined || framing === null) return "broken";
    if (minor === "0" && framing.isChunked) return "broken";
    return said({
      status: Number(status),
      ...framing,
      isKept: minor === "1" && !optionsOf(headers).includes("close"),
      contentType: valuesOf(headers, "content-type").at(-1) ?? "",
      logId: headerOf({ headers }, "cf-aig-log-id") || null,
    });
  } catch {
    return "broken";
  }
}

type Headers = ReturnType<typeof readHead>["headers"];

const valuesOf = (headers: Headers, name: string): string[] =>
  headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);

const optionsOf = (headers: Headers): string[] =>
  valuesOf(headers, "connection").flatMap((value) =>
    value
      .toLowerCase()
      .split(",")
      .map((option) => option.replace(/^[ \t]+|[ \t]+$/g, "")),
  );

/** Null when it is missing its clearness: two lengths, a length and chunks, another coding. */
function framingOf(headers: Headers): { contentLength: number; isChunked: boolean } | null {
  const lengths = valuesOf(headers, "content-length");
  const codings = valuesOf(headers, "transfer-encoding");
  if (lengths.length + codings.length > 1) return null;
  if (lengths.length === 1 && !/^\d{1,15}$/.test(lengths[0] ?? "")) return null;
  if (codings.length === 1 && codings[0]?.toLowerCase() !== "chunked") return null;
  return { contentLength: Number(lengths[0] ?? -1), isChunked: codings.length === 1 };
}

function digestOf(text: string): number {
  let digest = 5381;
  for (let at = 0; at < text.length; at++)
    digest = (Math.imul(digest, 33) ^ text.charCodeAt(at)) | 0;
  return digest;
}
