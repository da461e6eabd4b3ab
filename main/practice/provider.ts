/** Puts a dialect behind a socket: records, misbehaves where ordered, answers. */
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, deliver } from "./answer.ts";
import { type Dialect, jsonHeaders } from "./dialect.ts";
import { type Fault, type Faults, type ProviderRefusal, providerRefusals } from "./faults.ts";
import { edgeMarks } from "./marks.ts";
import { type Entry, type Recorder, recorded } from "./record.ts";
import type { Call } from "./server.ts";
import type { PracticeSettings } from "./settings.ts";

export type Parts = {
  readonly now: () => number;
  readonly settings: () => PracticeSettings;
  readonly faults: Faults;
  readonly recorder: Recorder;
  /** Accepted by every provider beside the configured keys: what Unified Billing pays with. */
  readonly wholesaleKey: string;
};

const isRefusal = (what: unknown): what is ProviderRefusal =>
  providerRefusals.some((name) => name === what);

function chosen(
  call: Call,
  slug: string,
  dialect: Dialect,
  parts: Parts,
  fault: Fault<"provider"> | null,
): Answer {
  if (isRefusal(fault?.what)) return dialect.refuse(fault.what);
  if (typeof fault?.what === "object") {
    const { status, headers, body } = fault.what;
    const lines = Object.entries(headers ?? { "content-type": "application/json" }).flat();
    return { status, headers: lines, body, usage: null };
  }
  if (call.received === "tooLarge") return dialect.tooLarge;
  const { providerKeys, models } = parts.settings();
  const keys = [...(providerKeys[slug] ?? []), parts.wholesaleKey];
  const path = call.path.replace(/\?.*$/s, "");
  const { method, headers, body } = call;
  return dialect.answer({ method, path, headers, body }, { keys, models, at: parts.now() });
}

async function reply(call: Call, slug: string, dialect: Dialect, parts: Parts, entry: Entry) {
  const fault = parts.faults.take("provider", slug);
  if (fault?.what === "providerHangup") {
    call.response.destroy();
    return entry({ ended: "cut" });
  }
  if (fault?.what === "slowFirstByte") {
    await pause(fault.afterMs, undefined, { signal: call.gone }).catch(() => undefined);
  }
  const answer = chosen(call, slug, dialect, parts, fault);
  // Anthropic and OpenAI themselves stand behind Cloudflare: a ray alone proves no aiGateway.
  const headers = [...answer.headers, ...edgeMarks(parts.now())];
  if (call.received === "tooLarge") headers.push("connection", "close");
  if (!call.gone.aborted) entry({ status: answer.status });
  const { pauseMs, compress } = parts.settings();
  const ended = await deliver(call, { ...answer, headers }, { pauseMs, compress, fault });
  entry({ ended, usage: ended === "whole" ? answer.usage : null });
}

/** Answers a provider's own requests. */
export function createProvider(slug: string, dialect: Dialect, parts: Parts) {
  return async (call: Call): Promise<void> => {
    const { method, path, headers, rawHeaders, body } = call;
    const seen = { which: "provider", slug, method, path, headers, rawHeaders, body } as const;
    const entry = parts.recorder.open(seen);
    if (call.received === "broken") entry({ ended: "aborted" });
    else await recorded(entry, () => reply(call, slug, dialect, parts, entry));
  };
}

/** Stands for every provider that is known and not practised: `/{slug}/{rest}` is answered with what arrived. */
export function createElsewhere(parts: Parts) {
  return async (call: Call): Promise<void> => {
    const [, slug = "", rest = "/"] = /^\/([^/?]+)(.*)$/s.exec(call.path) ?? [];
    const refused: Answer = {
      status: 400,
      headers: jsonHeaders,
      body: `{"error":{"message":"The practice provider was told to refuse this request."}}`,
      usage: null,
    };
    const echo: Dialect = {
      answer: ({ method, body }) => ({
        status: 200,
        headers: jsonHeaders,
        body: JSON.stringify({
          practice: true,
          provider: slug,
          method,
          path: rest,
          bytes: body.length,
        }),
        usage: null,
      }),
      refuse: () => refused,
      tooLarge: refused,
    };
    await createProvider(slug, echo, parts)({ ...call, path: rest });
  };
}
