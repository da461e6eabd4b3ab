/** One connection to the daemon's socket: opened with the shared secret, asked by method, and heard when it speaks by itself. */
import {
  type AnswerFrame,
  connectParams,
  frameOf,
  isChallenge,
  refusalOf,
  requestFrame,
} from "../../core/daemon/frame.ts";
import { type Hello, helloOf } from "../../core/daemon/replies.ts";

/** refused: the daemon said no, `code` is its own word for why · lost: the line broke · silent: no answer in time. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly why: "refused";
      readonly code: string;
      readonly isRetryable: boolean;
      readonly retryAfterMs: number;
    }
  | { readonly ok: false; readonly why: "lost" | "silent" };

export type Socket = {
  readonly hello: Hello;
  /** Answers within `limitMs`, whatever happens. */
  ask(method: string, params: object, limitMs: number): Promise<Answer>;
  /** Epoch ms of the last word from the daemon. */
  heardAt(): number;
  /** Epoch ms. */
  readonly openedAt: number;
  isOpen(): boolean;
  close(): void;
};

export type Opening =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly why: "unauthorized" | "protocol" | "other" };

export type OpenOptions = {
  readonly port: number;
  readonly platform: string;
  readonly field: "token" | "password";
  /** Null for a daemon that asks for none. */
  readonly secret: string | null;
  readonly now: () => number;
  readonly limitMs: number;
  /** Ends it at any moment, the opening included. */
  readonly signal: AbortSignal;
  /** Only once it is open. */
  readonly onEvent: (event: string, payload: unknown) => void;
  /** Once, after it had been open. */
  readonly onLost: () => void;
};

/** OpenClaw allows itself 25 MiB a frame; more than that is not OpenClaw. */
const maxFrameLength = 32 * 1024 * 1024;

/**
 * The secret is sent only after the other end has spoken OpenClaw's own first word, the challenge. That does not prove
 * that it is OpenClaw (any program can say it): see `isOwnListener` for what does.
 */
export function openSocket(options: OpenOptions): Promise<Opening> {
  const { platform, field, secret, now, signal, onEvent, onLost } = options;
  const waiting = new Map<string, (answer: Answer, frame: AnswerFrame | null) => void>();
  let lastId = 0;
  let heardAt = now();
  let isOpen = false;
  let hasEnded = false;

  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${options.port}`);
    const limit = setTimeout(() => end("other"), options.limitMs);
    const abort = () => end("other");

    function end(why: "unauthorized" | "protocol" | "other"): void {
      if (hasEnded) return;
      hasEnded = true;
      clearTimeout(limit);
      signal.removeEventListener("abort", abort);
      // Node's WebSocket cannot be torn down: of a daemon that is frozen the half-closed line stays until it thaws or
      // this program exits. Nobody here waits for it.
      if (socket.readyState < WebSocket.CLOSING) socket.close();
      for (const hear of waiting.values()) hear({ ok: false, why: "lost" }, null);
      waiting.clear();
      if (isOpen) onLost();
      resolve({ ok: false, why });
    }

    function ask(
      method: string,
      params: object,
      limitMs: number,
      hear: (answer: Answer, frame: AnswerFrame | null) => void,
    ): void {
      if (hasEnded || socket.readyState !== WebSocket.OPEN) {
        hear({ ok: false, why: "lost" }, null);
        return;
      }
      lastId += 1;
      const id = String(lastId);
      const timer = setTimeout(() => {
        waiting.delete(id);
        hear({ ok: false, why: "silent" }, null);
      }, limitMs);
      waiting.set(id, (answer, frame) => {
        clearTimeout(timer);
        waiting.delete(id);
        hear(answer, frame);
      });
      socket.send(requestFrame(id, method, params));
    }

    function greet(answer: Answer, frame: AnswerFrame | null): void {
      const hello = answer.ok ? helloOf(answer.value) : null;
      if (!hello) {
        end(frame && !answer.ok ? refusalOf(frame) : "other");
        return;
      }
      clearTimeout(limit);
      isOpen = true;
      resolve({
        ok: true,
        socket: {
          hello,
          ask: (method, params, limitMs) =>
            new Promise((answered) => ask(method, params, limitMs, answered)),
          heardAt: () => heardAt,
          openedAt: now(),
          isOpen: () => !hasEnded,
          close: () => {
            isOpen = false;
            end("other");
          },
        },
      });
    }

    socket.addEventListener("message", ({ data }) => {
      heardAt = now();
      const frame =
        typeof data === "string" && data.length <= maxFrameLength ? frameOf(data) : null;
      // Whatever speaks otherwise is not OpenClaw, or not one that Sluice understands.
      if (!frame) end("protocol");
      else if (frame.type === "res") waiting.get(frame.id)?.(answerOf(frame), frame);
      else if (isOpen) onEvent(frame.event, frame.payload);
      else if (lastId === 0 && isChallenge(frame))
        ask("connect", connectParams(platform, field, secret), options.limitMs, greet);
    });
    socket.addEventListener("error", () => end("other"));
    socket.addEventListener("close", () => end("other"));
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
}

const answerOf = ({ ok, payload, error }: AnswerFrame): Answer =>
  ok
    ? { ok: true, value: payload }
    : {
        ok: false,
        why: "refused",
        code: error.code || "UNKNOWN",
        isRetryable: error.retryable || error.code === "UNAVAILABLE",
        retryAfterMs: error.retryAfterMs,
      };
