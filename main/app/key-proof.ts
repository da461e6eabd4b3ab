/** Shows a key to its provider before it is kept: one free request, on the way every other request takes. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import { createDispatcher } from "../cloudflare/dispatcher.ts";
import { exchange } from "../cloudflare/wire.ts";
import { inspectSecret } from "../core/credential.ts";
import { keyVerdictOf, proofHeaders, proofPathOf } from "../core/key-proof.ts";
import { baseOf, keyHeaderOf } from "../core/route.ts";
import type { ProxyRules } from "../core/traffic.ts";
import type { Log } from "../kit/log.ts";
import type { FarEnds } from "./far-ends.ts";

const answersWithinMs = 10_000;

export type KeyProof =
  /** False: nobody knows how to ask this provider. */
  | { readonly ok: true; readonly isProven: boolean }
  | { readonly ok: false; readonly code: Extract<ErrorCode, `secret.${string}`> };

/** The key stands in one header of one request, and in nothing that is written or returned. */
export async function proveKey(options: {
  readonly provider: string;
  /** As it was pasted. */
  readonly raw: string;
  readonly farEnds: FarEnds;
  readonly proxies: ProxyRules;
  readonly log: Pick<Log, "hide">;
  readonly wholeMs?: number;
}): Promise<KeyProof> {
  const { farEnds, log, provider, wholeMs = answersWithinMs } = options;
  const inspected = inspectSecret("provider", provider, options.raw);
  if (!inspected.ok) return inspected;
  const { secret } = inspected;
  const path = proofPathOf(provider);
  const base = Object.hasOwn(farEnds.providers, provider) ? farEnds.providers[provider] : undefined;
  const header = keyHeaderOf(provider, secret);
  if (path === null || base === undefined || header === null) return { ok: true, isProven: false };
  // Over plain http a key goes nowhere but to this computer.
  if (baseOf(base) === null) return { ok: false, code: "secret.unproven" };
  const [name, value] = header;
  // Only while it is under way: one that is kept is hidden by who keeps it, and many refused ones must not crowd those out.
  const reveal = log.hide(secret);
  const dispatcher = await createDispatcher(options.proxies, wholeMs);
  try {
    const answer = await exchange({
      ...{ url: `${base}${path}`, method: "GET", dispatcher, headersMs: wholeMs, wholeMs },
      headers: { ...proofHeaders(provider), accept: "application/json", [name]: value },
    });
    const verdict = answer.ok ? keyVerdictOf(provider, answer.status, answer.text) : "unproven";
    return verdict === "accepted"
      ? { ok: true, isProven: true }
      : { ok: false, code: `secret.${verdict}` };
  } finally {
    void dispatcher.destroy();
    reveal();
  }
}
