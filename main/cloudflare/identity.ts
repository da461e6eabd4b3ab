/** Says whether the token is one of Cloudflare's, whose, and until when; and which accounts it may name. */
import type { CloudflareAccount, CloudflareCode } from "../../preload/contract/cloudflare.ts";
import { readAll } from "./listing.ts";
import { done, type Failure, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { refusalOf } from "./refusal.ts";
import { accountReply, resultOf, tokenReply } from "./replies.ts";
import type { Rest } from "./rest.ts";

export type VerifiedToken = {
  readonly kind: "user" | "account";
  /** Epoch ms; null: it does not end by itself. */
  readonly expiresAt: number | null;
};

const invalid = { denied: "cloudflare.tokenInvalid", missing: "cloudflare.tokenInvalid" } as const;
/** A new token is now let in and now not for about so long. */
const flapMs = 60_000;

/** No object: what Cloudflare says may be the name of something every object has. */
const states: ReadonlyMap<string, CloudflareCode> = new Map([
  ["disabled", "cloudflare.tokenDisabled"],
  ["expired", "cloudflare.tokenExpired"],
]);

type Verdict = {
  readonly outcome: Outcome<VerifiedToken>;
  /** 403, where a token that is unknown is answered 401: a new one that is let in now and then. */
  readonly isFlapping: boolean;
};

async function verifyAt(rest: Rest, kind: VerifiedToken["kind"], path: string): Promise<Verdict> {
  const answer = await rest.ask({ path: `${path}/tokens/verify` });
  if (!answer.ok) return { outcome: answer, isFlapping: false };
  const refusal = refusalOf(answer.value, invalid);
  const outcome = refusal ?? read(kind, resultOf(answer.value.json), rest.now());
  return { outcome, isFlapping: isRefused(outcome) && answer.value.status === 403 };
}

function read(kind: VerifiedToken["kind"], result: unknown, now: number): Outcome<VerifiedToken> {
  const token = tokenReply.safeParse(result);
  if (!token.success) return failed("cloudflare.failed", "not as expected");
  const { status, expires_on: expiresAt, not_before: beginsAt } = token.data;
  const state = states.get(status);
  if (state !== undefined) return failed(state, "verify");
  if (status !== "active") return failed("cloudflare.tokenInvalid", "verify");
  if (expiresAt !== null && expiresAt <= now) return failed("cloudflare.tokenExpired", "verify");
  // A minute of grace: this machine's clock may be behind Cloudflare's.
  if (beginsAt !== null && beginsAt > now + flapMs)
    return failed("cloudflare.tokenInvalid", "verify", beginsAt - now);
  return done({ kind, expiresAt });
}

/** The paths that may know this token, the likelier first: account tokens are unknown on the user's and the other way round. */
async function verifyAnywhere(
  rest: Rest,
  isAccountToken: boolean,
  accountId: string | null,
): Promise<Verdict> {
  const first = isAccountToken ? null : await verifyAt(rest, "user", "/user");
  if (first && (first.isFlapping || !isRefused(first.outcome))) return first;
  // Without an account the token itself may know one.
  const account = accountId ?? (await listAccounts(rest).then(firstId));
  const nowhere = failed("cloudflare.accountNotFound", "an account token, and no account");
  if (account === null) return first ?? { outcome: nowhere, isFlapping: false };
  const path = pathOf({ accountId: account });
  if (!path.ok) return first ?? { outcome: path, isFlapping: false };
  const second = await verifyAt(rest, "account", path.value);
  // What the likelier path said is the better word, where neither knows it.
  const { outcome } = second;
  const isUnknown = !outcome.ok && /\.(?:tokenInvalid|accountNotFound)$/.test(outcome.code);
  return first && isUnknown ? first : second;
}

/** Asks once more, a little later, before it says that a token is bad: new ones are now known and now not. */
export async function verifyToken(
  rest: Rest,
  isAccountToken: boolean,
  accountId: string | null,
): Promise<Outcome<VerifiedToken>> {
  const first = await verifyAnywhere(rest, isAccountToken, accountId);
  if (!isRefused(first.outcome) || !(await rest.pause(rest.patience.flapMs))) return first.outcome;
  const { outcome } = await verifyAnywhere(rest, isAccountToken, accountId);
  return isRefused(outcome)
    ? { ...outcome, retryAfterMs: outcome.retryAfterMs ?? flapMs }
    : outcome;
}

function isRefused(outcome: Outcome<unknown>): outcome is Failure {
  return !outcome.ok && outcome.code === "cloudflare.tokenInvalid";
}

const firstId = (accounts: Outcome<readonly CloudflareAccount[]>) =>
  accounts.ok ? (accounts.value[0]?.id ?? null) : null;

/** Empty without an error where the token may not name accounts. */
export function listAccounts(rest: Rest): Promise<Outcome<readonly CloudflareAccount[]>> {
  const denied = "cloudflare.needsAccountSettingsRead";
  return readAll(rest, "/accounts", 50, accountReply, { denied, missing: denied });
}
