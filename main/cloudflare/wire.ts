/** One HTTP exchange with Cloudflare, bounded in time and size, never redirected: what came back, or what kept it from coming. */
import type { Dispatcher } from "undici";

export type WireRequest = {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly dispatcher?: Dispatcher;
  readonly signal?: AbortSignal;
  /** Until the head of the answer. */
  readonly headersMs: number;
  /** Until its last byte. */
  readonly wholeMs: number;
};

export type WireTrouble =
  | "aborted"
  | "timeout"
  | "network"
  | "certificate"
  | "proxy"
  | "cut"
  | "tooLarge";

export type WireAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      /** By lower-case name; null when it is not there. */
      header(name: string): string | null;
      readonly text: string;
    }
  | { readonly ok: false; readonly trouble: WireTrouble };

/** 10 000 groups of analytics are 1.8 MB. */
export const maxBodyBytes = 2 * 1024 * 1024;

export async function exchange(request: WireRequest): Promise<WireAnswer> {
  // One listener that is taken off again: the app's signal lives for months.
  const ending = new AbortController();
  const onAbort = () => ending.abort();
  if (request.signal?.aborted) return { ok: false, trouble: "aborted" };
  request.signal?.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => ending.abort(), request.wholeMs);
  let hasHead = false;
  try {
    // Here and not above: a big library that a start does not need.
    const { request: send } = await import("undici");
    const answer = await send(request.url, {
      method: request.method,
      headers: request.headers,
      signal: ending.signal,
      headersTimeout: request.headersMs,
      bodyTimeout: request.wholeMs,
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.dispatcher === undefined ? {} : { dispatcher: request.dispatcher }),
    });
    hasHead = true;
    const { headers, statusCode: status } = answer;
    const text = await textOf(answer.body);
    if (text === null) return { ok: false, trouble: "tooLarge" };
    const header = (name: string) => [headers[name]].flat()[0] ?? null;
    return { ok: true, status, header, text };
  } catch (error) {
    if (request.signal?.aborted) return { ok: false, trouble: "aborted" };
    if (ending.signal.aborted) return { ok: false, trouble: "timeout" };
    const trouble = troubleOf(error);
    return { ok: false, trouble: trouble === "network" && hasHead ? "cut" : trouble };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", onAbort);
  }
}

/** Null when it is longer than anything we would read. */
async function textOf(body: AsyncIterable<unknown>): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of body) {
    if (!(piece instanceof Uint8Array)) continue;
    bytes += piece.byteLength;
    // Leaving the loop breaks the connection off.
    if (bytes > maxBodyBytes) return null;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

const certificateCodes =
  /^(?:ERR_TLS_CERT_|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)/;

/** Errors come wrapped: by undici, by the proxy's tunnel, one for each address that was tried. */
function troubleOf(error: unknown, depth = 4): WireTrouble {
  if (!(error instanceof Error) || depth === 0) return "network";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (certificateCodes.test(code)) return "certificate";
  if (/^(?:UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT|ETIMEDOUT)$/.test(code)) return "timeout";
  // "PROXY_": our dispatcher's; the others are undici's own.
  if (/^(?:PROXY_|UND_ERR_PRX_)/.test(code) || /proxy response/i.test(error.message))
    return "proxy";
  const inner = error instanceof AggregateError ? error.errors : [];
  return (
    [error.cause, ...inner]
      .map((one) => troubleOf(one, depth - 1))
      .find((one) => one !== "network") ?? "network"
  );
}
