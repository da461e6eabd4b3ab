/** Speaks plain HTTP to the practice room and reads answers as they stand on the wire, broken ones too. */

import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import {
  type Practice,
  type PracticeOptions,
  startPractice,
} from "../../main/practice/practice.ts";

export type Got = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  /** The body as text, unpacked where it came packed. */
  readonly text: string;
  /** The connection ended before the answer did. */
  readonly broken: boolean;
};

export type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

const bytesOf = (body: unknown): string | Buffer =>
  typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);

/** Rejects when there is no answer at all. */
export function fetchRaw(url: string, { method, headers, body }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const verb = method ?? (body === undefined ? "GET" : "POST");
    const outgoing = request(url, { method: verb, agent: false, headers: { ...headers } });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("error", () => undefined);
      incoming.on("close", () => {
        const raw = Buffer.concat(parts);
        const isPacked = incoming.headers["content-encoding"] === "gzip" && incoming.complete;
        const text = (isPacked ? gunzipSync(raw) : raw).toString();
        const status = incoming.statusCode ?? 0;
        resolve({ status, headers: incoming.headers, raw, text, broken: !incoming.complete });
      });
    });
    outgoing.end(body === undefined ? undefined : bytesOf(body));
  });
}

/** What stands at `path` in a JSON text; undefined where there is nothing. */
export function at(text: string, ...path: readonly (string | number)[]): unknown {
  let value: unknown = JSON.parse(text);
  for (const key of path) value = (value as Record<string | number, unknown> | null)?.[key];
  return value;
}

export type WireEvent = { readonly name: string | null; readonly data: string };

export function eventsOf(text: string): readonly WireEvent[] {
  return text
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => {
      const name = /^event: (.*)$/m.exec(block)?.[1] ?? null;
      return { name, data: /^data: (.*)$/m.exec(block)?.[1] ?? "" };
    });
}

export const start = (options: PracticeOptions = {}): Promise<Practice> =>
  startPractice({ pauseMs: 0, ...options });

export const hello = (content: unknown = "hello there", more: object = {}) => ({
  model: "claude-sonnet-4-6",
  max_tokens: 500,
  messages: [{ role: "user", content }],
  ...more,
});

export const anthropicKey = (practice: Practice) => ({
  "x-api-key": practice.secrets.anthropic,
  "anthropic-version": "2023-06-01",
  "content-type": "application/json",
});

export const openaiKey = (practice: Practice) => ({
  authorization: `Bearer ${practice.secrets.openai}`,
  "content-type": "application/json",
});

export const aiGatewayToken = (practice: Practice) => ({
  "cf-aig-authorization": `Bearer ${practice.secrets.aiGateway}`,
});

export const inside = (practice: Practice, rest: string): string =>
  `${practice.aiGateway}/v1/practice/demo${rest}`;

/** A message through the aiGateway with everything that opens it. */
export const throughAiGateway = (
  practice: Practice,
  body: unknown = hello(),
  headers: object = {},
) =>
  fetchRaw(inside(practice, "/anthropic/v1/messages"), {
    headers: { ...anthropicKey(practice), ...aiGatewayToken(practice), ...headers },
    body,
  });

/** The same without Cloudflare between. */
export const direct = (practice: Practice, body: unknown = hello(), headers: object = {}) =>
  fetchRaw(`${practice.providers.anthropic}/v1/messages`, {
    headers: { ...anthropicKey(practice), ...headers },
    body,
  });

export const chatDirect = (practice: Practice, body: unknown, headers: object = {}) =>
  fetchRaw(`${practice.providers.openai}/chat/completions`, {
    headers: { ...openaiKey(practice), ...headers },
    body,
  });

/** Sends bytes and gives everything that comes back until the server closes. */
export const sendRaw = (url: string, ...parts: readonly (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    let text = "";
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
    });
    socket.on("close", () => resolve(text));
  });
