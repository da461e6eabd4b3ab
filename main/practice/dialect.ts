/** What a practice provider is made of: requests in, answers out, nothing of sockets. */
import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer.ts";
import type { Refuse } from "./provider-errors.ts";

export type Ask = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What stood behind the question mark; empty without one. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** What the provider knows at the moment of the request. */
export type Known = {
  readonly keys: readonly string[];
  /** Null: every model. */
  readonly models: readonly string[] | null;
  /** Epoch ms. */
  readonly at: number;
};

export type Dialect = {
  answer(ask: Ask, known: Known): Answer;
  readonly refuse: Refuse;
  readonly tooLarge: Answer;
};

/** The credential of an `authorization: Bearer …` header; null when there is none. */
export function bearer(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? "")?.[1] ?? null;
}

export const jsonHeaders = ["content-type", "application/json"] as const;
export const streamHeaders = [
  "content-type",
  "text/event-stream; charset=utf-8",
  "cache-control",
  "no-cache",
] as const;

export const event = (name: string, data: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
export const dataOnly = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
