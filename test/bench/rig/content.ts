/** What the bench says to a model and what the model answers: fixed bytes, the same for every target and every round. */

export const answerNames = ["json2k", "json1m", "sse200", "paced"] as const;
export type AnswerName = (typeof answerNames)[number];

export const requestNames = ["2k", "60k", "500k"] as const;
export type RequestName = (typeof requestNames)[number];

const requestBytes: Readonly<Record<RequestName, number>> = {
  "2k": 2_048,
  "60k": 60_000,
  "500k": 500_000,
};

/** As Anthropic counts them, in every answer of the bench. */
export const tokens = { tokensIn: 2_095, tokensOut: 503, cacheRead: 18_432, cacheWrite: 1_024 };
const usage = {
  input_tokens: tokens.tokensIn,
  cache_creation_input_tokens: tokens.cacheWrite,
  cache_read_input_tokens: tokens.cacheRead,
  cache_creation: { ephemeral_5m_input_tokens: tokens.cacheWrite, ephemeral_1h_input_tokens: 0 },
  output_tokens: tokens.tokensOut,
  service_tier: "standard",
};
/** In every request and every answer. */
export const model = "claude-sonnet-4-5-20250929";

/** A prompt as OpenClaw sends it, of exactly the size its name says. */
export function requestBody(name: RequestName, isStream: boolean): Buffer {
  const turn = (index: number) => ({
    role: index % 2 === 0 ? "user" : "assistant",
    content: [{ type: "text", text: 'Line: "quoted" text with \\ escapes\n and é ✓ '.repeat(20) }],
  });
  const document = (turns: number, padding: number) =>
    Buffer.from(
      JSON.stringify({
        model,
        max_tokens: 4_096,
        stream: isStream,
        system: [{ type: "text", text: "You are OpenClaw.", cache_control: { type: "ephemeral" } }],
        messages: [
          ...Array.from({ length: turns }, (_, index) => turn(index)),
          { role: "user", content: "x".repeat(padding) },
        ],
      }),
    );
  const size = requestBytes[name];
  const base = document(0, 0).length;
  const perTurn = document(2, 0).length - document(1, 0).length + 5;
  const turns = Math.max(0, Math.floor((size - base - 100) / perTurn));
  return document(turns, size - document(turns, 0).length);
}

/** What Cloudflare and Anthropic put on an answer, framing apart. */
const headerLines = [
  "Date: Sat, 21 Nov 2026 09:00:00 GMT",
  "Server: cloudflare",
  "CF-RAY: 9a1b2c3d4e5f6789-FRA",
  "cf-aig-cache-status: MISS",
  "cf-aig-log-id: 01JD3X8Y7Z6W5V4T3S2R1Q0P9N",
  "cf-aig-step: 0",
  "anthropic-ratelimit-requests-limit: 4000",
  "anthropic-ratelimit-requests-remaining: 3999",
  "anthropic-ratelimit-tokens-limit: 400000",
  "anthropic-ratelimit-tokens-remaining: 399000",
  "request-id: req_011CSHoEeqs5C35K2UUqR7Fy",
  "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
  "Vary: Accept-Encoding",
  "X-Robots-Tag: none",
  "",
].join("\r\n");

/** In lower case; what a router keeps of them can be seen at the client. */
export const headerNames: readonly string[] = headerLines
  .split("\r\n")
  .flatMap((line) => line.split(":", 1))
  .filter((name) => name !== "")
  .map((name) => name.toLowerCase());

export type Answer = {
  readonly head: Buffer;
  /** The body's parts as they are sent, without their framing; a whole answer has one. */
  readonly parts: readonly Buffer[];
  readonly isStream: boolean;
  /** Between two parts; 0 means that everything leaves in one write. */
  readonly gapMs: number;
};

export function answerOf(name: AnswerName): Answer {
  if (name === "json2k") return whole(2_048);
  if (name === "json1m") return whole(1_048_576);
  return name === "sse200" ? stream(200, 0) : stream(50, 2);
}

function whole(size: number): Answer {
  const words = 'The quick brown fox jumps over the lazy dog, and \\"tokens\\" flow on. ';
  const before = `{"model":"${model}","id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","content":[{"type":"text","text":"`;
  const after = `"}],"stop_reason":"end_turn","stop_sequence":null,"usage":${JSON.stringify(usage)}}`;
  const room = size - before.length - after.length;
  const text = words.repeat(Math.floor(room / words.length));
  const body = Buffer.from(before + text + "x".repeat(room - text.length) + after);
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${headerLines}\r\n`;
  return { head: Buffer.from(head), parts: [body], isStream: false, gapMs: 0 };
}

/** Sixteen digits of a monotonic clock in microseconds stand in each event of a paced stream. */
export const stampMark = '"t":"';
export const stampDigits = 16;

function stream(events: number, gapMs: number): Answer {
  const stamp = gapMs === 0 ? "" : `,${stampMark}${"0".repeat(stampDigits)}"`;
  const event = (type: string, rest: string) =>
    Buffer.from(`event: ${type}\ndata: {"type":"${type}"${rest}}\n\n`);
  const opening = { model, id: "msg_01XFDUDYJgAACzvnptvVoYEL", type: "message", content: [] };
  const atStart = { ...opening, usage: { ...usage, output_tokens: 3 } };
  const parts = [
    event("message_start", `,"message":${JSON.stringify(atStart)}`),
    event("content_block_start", ',"index":0,"content_block":{"type":"text","text":""}'),
    ...Array.from({ length: events - 5 }, (_, index) => {
      const text = ` word${index} flows ${index % 50 === 7 ? '\\"usage\\": fake' : "on"}`;
      const delta = `{"type":"text_delta","text":"${text}"}`;
      return event("content_block_delta", `,"index":0,"delta":${delta}${stamp}`);
    }),
    event("content_block_stop", ',"index":0'),
    event(
      "message_delta",
      `,"delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":${tokens.tokensOut}}`,
    ),
    event("message_stop", ""),
  ];
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n${headerLines}\r\n`;
  return { head: Buffer.from(head), parts, isStream: true, gapMs };
}

/** One part in chunked coding. */
export function chunk(part: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]);
}

export const lastChunk = Buffer.from("0\r\n\r\n");

/** The answer as it stands on the wire. */
export function wireOf(answer: Answer): Buffer {
  const body = answer.isStream ? [...answer.parts.map(chunk), lastChunk] : answer.parts;
  return Buffer.concat([answer.head, ...body]);
}

export const bodyOf = (answer: Answer): Buffer => Buffer.concat(answer.parts);

/** Microseconds of the one clock that every process of a machine shares. */
export function nowMicroseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + Math.floor(nanoseconds / 1e3);
}
