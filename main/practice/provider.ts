/** Puts a dialect behind a socket: records, misbehaves where ordered, answers. */
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, deliver } from "./answer.ts";
import { type Dialect, jsonHeaders } from "./dialect.ts";
import { type Fault, type Faults, type ProviderRefusal, providerRefusals } from "./faults.ts";
import { edgeMarks } from "./marks.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { practiceProvider } from "./providers/table.ts";
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
  const mark = call.path.indexOf("?");
  const path = mark < 0 ? call.path : call.path.slice(0, mark);
  const query = mark < 0 ? "" : call.path.slice(mark + 1);
  const { method, headers, body } = call;
  return dialect.answer({ method, path, query, headers, body }, { keys, models, at: parts.now() });
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

/** Answers a provider's own requests; `host` where it has no server of its own here. */
export function createProvider(
  slug: string,
  dialect: Dialect,
  parts: Parts,
  host: string | null = null,
) {
  return async (call: Call): Promise<void> => {
    const { method, path, headers, rawHeaders, body } = call;
    const seen = {
      which: "provider",
      slug,
      host,
      method,
      path,
      headers,
      rawHeaders,
      body,
    } as const;
    const entry = parts.recorder.open(seen);
    if (call.received === "broken") entry({ ended: "aborted" });
    else await recorded(entry, () => reply(call, slug, dialect, parts, entry));
  };
}

/** Answers with what arrived. */
function echoOf(slug: string): Dialect {
  const refused: Answer = {
    status: 400,
    headers: jsonHeaders,
    body: `{"error":{"message":"The practice provider was told to refuse this request."}}`,
    usage: null,
  };
  return {
    answer: ({ method, path, query, body }) => ({
      status: 200,
      headers: jsonHeaders,
      body: JSON.stringify({
        practice: true,
        provider: slug,
        method,
        path: query === "" ? path : `${path}?${query}`,
        bytes: body.length,
      }),
      usage: null,
    }),
    refuse: () => refused,
    tooLarge: refused,
  };
}

/** Stands for every provider without a server of its own: `/{slug}/{host}{path}` is asked of it as its host would be; who is not practised echoes. */
export function createElsewhere(parts: Parts) {
  const dialects = new Map<string, Dialect>();

  function dialectOf(slug: string): Dialect {
    const known = dialects.get(slug);
    if (known !== undefined) return known;
    const create = practiceProvider(slug)?.create ?? null;
    const made = create === null ? echoOf(slug) : create(createPromptCache(parts.now));
    dialects.set(slug, made);
    return made;
  }

  return async (call: Call): Promise<void> => {
    const [, slug = "", host = "", rest = "/"] =
      /^\/([^/?]+)\/([^/?]+)(.*)$/s.exec(call.path) ?? [];
    const path = rest.startsWith("/") ? rest : `/${rest}`;
    await createProvider(slug, dialectOf(slug), parts, host)({ ...call, path });
  };
}
