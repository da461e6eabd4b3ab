/** Sluice's own test of the route: one tiny real request through the router, marked as Sluice's, sent only when asked. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import { type RefusalReason, refusalReasons } from "../../preload/contract/state.ts";

export type CheckResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorCode | RefusalReason };

const limitMs = 60_000;

/** @param model of the provider's own; asked for one token, which costs a small fraction of a cent. */
export async function checkRoute(options: {
  readonly port: number;
  readonly key: string;
  readonly provider: string;
  readonly model: string;
}): Promise<CheckResult> {
  const isAnthropic = options.provider === "anthropic";
  const messages = [{ role: "user", content: "Reply with ok." }];
  try {
    // Here and not above: a big library that most runs never need.
    const { request } = await import("undici");
    const answer = await request(
      `http://127.0.0.1:${options.port}/${options.provider}/${isAnthropic ? "v1/messages" : "chat/completions"}`,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(isAnthropic
            ? { "x-api-key": options.key, "anthropic-version": "2023-06-01" }
            : { authorization: `Bearer ${options.key}` }),
        },
        body: JSON.stringify(
          isAnthropic
            ? { model: options.model, max_tokens: 1, messages }
            : { model: options.model, max_completion_tokens: 16, messages },
        ),
        headersTimeout: limitMs,
        bodyTimeout: limitMs,
      },
    );
    const said = answer.headers["x-sluice-refusal"];
    const reason = refusalReasons.find((known) => known === said);
    await answer.body.dump();
    if (reason) return { ok: false, error: reason };
    return answer.statusCode < 300 ? { ok: true } : { ok: false, error: "check.failed" };
  } catch {
    return { ok: false, error: "check.failed" };
  }
}
