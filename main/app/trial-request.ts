/** One request of a trial through the router, on the way it names, with what it took. */
import { type RefusalReason, refusalReasons } from "../../preload/contract/state.ts";
import type { TrialAnswer, TrialRequest } from "../core/trial/probe.ts";
import type { TrialStep } from "../core/trial/trial.ts";

/** Thinking takes its time; a minute more than that is a failure. */
const silenceMs = 120_000;
/** More than any answer to such a request. */
const mostBytes = 4 * 1024 * 1024;

export type Tried =
  | {
      readonly is: "answered";
      readonly answer: TrialAnswer;
      readonly firstByteMs: number;
      readonly totalMs: number;
    }
  /** The router answered itself. */
  | { readonly is: "refused"; readonly reason: RefusalReason }
  /** No answer, or not a whole one. */
  | { readonly is: "lost" };

export async function tryRequest(options: {
  readonly port: number;
  /** Opens the router for Sluice's own checks, which alone may name their way. */
  readonly key: string;
  readonly provider: string;
  readonly way: TrialStep["way"];
  readonly request: TrialRequest;
  readonly signal: AbortSignal;
}): Promise<Tried> {
  const { request, signal } = options;
  try {
    // Here and not above: a big library that most runs never need.
    const { request: send } = await import("undici");
    const body = JSON.stringify(request.body);
    const sentAt = performance.now();
    let firstAt: number | null = null;
    const answer = await send(
      `http://127.0.0.1:${options.port}/${options.provider}${request.path}`,
      {
        method: "POST",
        headers: {
          ...request.headers,
          "content-type": "application/json",
          "x-api-key": options.key,
          "x-sluice-way": options.way,
        },
        ...{ body, signal, headersTimeout: silenceMs, bodyTimeout: silenceMs },
      },
    );
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    let pieces = 0;
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
      firstAt ??= performance.now();
      pieces += 1;
      bytes += piece.byteLength;
      // Leaving the loop breaks the connection off.
      if (bytes > mostBytes) return { is: "lost" };
      text += decoder.decode(piece, { stream: true });
    }
    const said = answer.headers["x-sluice-refusal"];
    const reason = refusalReasons.find((known) => known === said);
    if (reason) return { is: "refused", reason };
    const endAt = performance.now();
    return {
      is: "answered",
      answer: { status: answer.statusCode, text, pieces },
      firstByteMs: Math.round((firstAt ?? endAt) - sentAt),
      totalMs: Math.round(endAt - sentAt),
    };
  } catch {
    return { is: "lost" };
  }
}
