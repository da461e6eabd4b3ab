/** A client of the bench: one request on a connection of its own, that can be left at any moment. */
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { Target } from "../rig/target.ts";
import { endMark } from "./far-end.ts";

/** Whom a request goes to; a far end itself is one too. */
export type Addressee = Pick<Target, "name" | "port" | "path" | "headers" | "pids">;

export const smallBody = `{"model":"claude-sonnet-4-6","max_tokens":1024,"stream":true,"messages":[{"role":"user","content":"${"word ".repeat(400)}"}],"mark":${endMark}`;

/** Without a body's length the whole small body is sent; with one, the caller writes it. */
export function send(to: Addressee, bodyBytes?: number): ClientRequest {
  const sent = request({
    host: "127.0.0.1",
    port: to.port,
    path: to.path,
    method: "POST",
    agent: false,
    headers: {
      "content-type": "application/json",
      "anthropic-version": "2023-06-01",
      "content-length": bodyBytes ?? smallBody.length,
      ...to.headers,
    },
  });
  sent.on("error", () => undefined);
  if (bodyBytes === undefined) sent.end(smallBody);
  return sent;
}

/** @throws when the connection ends without an answer */
export function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once("response", (answer) => {
      answer.on("error", () => undefined);
      resolve(answer);
    });
    sent.once("close", () => reject(new Error("left without an answer")));
  });
}

/** Leaves at once: in good order, or as a program that is killed does. The time by `performance.now()`. */
export function leave(sent: ClientRequest, byReset: boolean): number {
  const at = performance.now();
  if (byReset) sent.socket?.resetAndDestroy();
  else sent.socket?.destroy();
  return at;
}

/** Undefined when it takes longer than `ms`. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
