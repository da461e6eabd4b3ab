/** Asks Cloudflare's management side within the budget, tries reads again when that can help, and lets the token into one header only. */
import type { Dispatcher } from "undici";
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { Budget, BudgetKind } from "../core/budget.ts";
import { maxSecretLength } from "../core/credential.ts";
import { minKnownLength } from "../core/redact.ts";
import type { Log } from "../kit/log.ts";
import { parseExact } from "./exact-json.ts";
import { done, type Failure, failed, type Outcome } from "./outcome.ts";
import { createPause } from "./pause.ts";
import { blockedMs, closedMs, retryAfterMsOf } from "./rate-headers.ts";
import { type ApiError, errorsOf } from "./replies.ts";
import { exchange, type WireAnswer, type WireTrouble } from "./wire.ts";

/** Milliseconds; tests shorten them. */
export type Patience = {
  /** Until the head of an answer. */
  readonly headersMs: number;
  /** For everything a question takes, further tries included. */
  readonly wholeMs: number;
  /** Before the first further try; twice that before the second. Each a little more or less. */
  readonly backoffMs: number;
  /** Before a refusal that a new token may be met with is asked about once more. */
  readonly flapMs: number;
};

export const patience: Patience = {
  headersMs: 10_000,
  wholeMs: 30_000,
  backoffMs: 500,
  flapMs: 2_000,
};

export type RestOptions = {
  /** ".../client/v4", without a slash at the end. */
  readonly base: string;
  readonly token: string;
  /** The way out of this network; left out: straight. */
  readonly dispatcher?: Dispatcher;
  readonly now: () => number;
  /** Shared by all clients of a token. */
  readonly budget: Budget;
  readonly log?: Log;
  /** Ends whatever is under way. */
  readonly signal?: AbortSignal;
  readonly patience?: Partial<Patience>;
};

export type Question = {
  /** Begins with a slash; every id in it is checked and encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** Left out: GET, and POST with a body. */
  readonly method?: "PUT";
  /** Left out: REST. */
  readonly kind?: BudgetKind;
  /** It makes or changes something: asked once, whatever happens. */
  readonly once?: true;
  /** To be written back: numbers stay as they were written, and nothing is hidden. Not for showing. */
  readonly exact?: true;
};

/** What Cloudflare said in JSON, below 500; `errors` are empty when it did what was asked. */
export type Answer = {
  readonly status: number;
  readonly json: unknown;
  readonly errors: readonly ApiError[];
};

export type Rest = {
  ask(question: Question): Promise<Outcome<Answer>>;
  /** Answers false when there is nothing to wait for any more: everything ends. */
  pause(ms: number): Promise<boolean>;
  readonly patience: Patience;
  readonly now: () => number;
};

const maxTries = 3;

export function createRest(options: RestOptions): Rest {
  const { base, token, now, budget, log, signal } = options;
  const limits = { ...patience, ...options.patience };
  const pause = createPause(signal);
  const isUsable = /^[\x21-\x7e]+$/.test(token) && token.length <= maxSecretLength;
  // Whatever an answer echoes: the token is in no value of ours. A paste of three letters is no secret, and part of any answer.
  const clean = (text: string) =>
    token.length < minKnownLength ? text : text.replaceAll(token, "[hidden]");

  async function send(question: Question, wholeMs: number): Promise<WireAnswer> {
    const body = question.body === undefined ? undefined : JSON.stringify(question.body);
    return exchange({
      url: `${base}${question.path}`,
      method: question.method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        "user-agent": "Sluice",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      headersMs: Math.min(limits.headersMs, wholeMs),
      wholeMs,
      ...(body === undefined ? {} : { body }),
      ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async function askOnce(question: Question, wholeMs: number): Promise<Outcome<Answer>> {
    const kind = question.kind ?? "rest";
    const waitMs = budget.take(kind);
    if (waitMs > 0) return failed("cloudflare.rateLimited", "budget", waitMs);
    const answer = await send(question, wholeMs);
    if (!answer.ok) return failed(troubles[answer.trouble], answer.trouble);
    const { status } = answer;
    const retryAfterMs = retryAfterMsOf(answer, now());
    if (status === 429) {
      const forMs = retryAfterMs ?? blockedMs;
      budget.close(kind, forMs);
      return failed("cloudflare.rateLimited", "http 429", forMs);
    }
    const restMs = closedMs(answer, now());
    if (restMs !== null) budget.close(kind, restMs);
    if (status === 407) return failed("cloudflare.proxyRefused", "http 407");
    if (status >= 500 || (status >= 300 && status < 400))
      return failed("cloudflare.failed", `http ${status}`, retryAfterMs);
    const json = question.exact ? parseExact(answer.text) : parsed(clean(answer.text), clean);
    if (json === undefined) return failed("cloudflare.failed", noJson(status, answer.text));
    return done({ status, json, errors: errorsOf(json) });
  }

  async function ask(question: Question): Promise<Outcome<Answer>> {
    // Of the machine, not of `now`: in a practice week that runs otherwise.
    const endsAt = performance.now() + limits.wholeMs;
    for (let tries = 1; ; tries += 1) {
      const outcome = await askOnce(question, Math.max(1, endsAt - performance.now()));
      if (outcome.ok || tries === maxTries || question.once || !canPass(outcome)) return outcome;
      const jitteredMs = limits.backoffMs * 2 ** (tries - 1) * (0.5 + Math.random());
      const waitMs = Math.max(jitteredMs, outcome.retryAfterMs ?? 0);
      if (performance.now() + waitMs >= endsAt || !(await pause(waitMs))) return outcome;
    }
  }

  return {
    patience: limits,
    now,
    pause,
    async ask(question) {
      if (token === "") return failed("cloudflare.noToken", "no token");
      if (!isUsable) return failed("cloudflare.tokenMalformed", "no header can carry it");
      // Only what is really sent, and as long as it is: a paste that is tried must not stay in the log's way.
      const show = log?.hide(token);
      try {
        return await ask(question);
      } finally {
        show?.();
      }
    },
  };
}

const troubles: Readonly<Record<WireTrouble, CloudflareCode>> = {
  aborted: "cloudflare.failed",
  timeout: "cloudflare.timeout",
  network: "cloudflare.unreachable",
  cut: "cloudflare.unreachable",
  certificate: "cloudflare.certificate",
  proxy: "cloudflare.proxyRefused",
  tooLarge: "cloudflare.failed",
};

/** Network trouble and 5xx may be over in a moment; a refusal, a certificate or a proxy will say the same again. */
function canPass({ code, detail = "" }: Failure): boolean {
  if (code === "cloudflare.unreachable" || code === "cloudflare.timeout") return true;
  return /^http 5/.test(detail);
}

/** The management side says JSON, also when it says no: this is somebody else, on the way there or in front of it. */
function noJson(status: number, text: string): string {
  const block = /^error code: (\d{1,5})/.exec(text)?.[1];
  return `http ${status}, ${block ? `edge ${block}` : text === "" ? "empty" : "not JSON"}`;
}

/** What is written with escapes shows only when it is read: then every text in it is cleaned. */
function parsed(text: string, clean: (text: string) => string): unknown {
  const cleaned = (_: string, value: unknown) => (typeof value === "string" ? clean(value) : value);
  try {
    return JSON.parse(text, text.includes("\\") ? cleaned : undefined);
  } catch {
    return undefined;
  }
}
