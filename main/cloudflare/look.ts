/** Tries each ability of a token by itself: none is inferred from another, and each that is missing names its permission. */
import type {
  AiGatewayInfo,
  Capability,
  CapabilityName,
  CloudflareState,
} from "../../preload/contract/cloudflare.ts";
import { listAiGateways } from "./ai-gateways.ts";
import { readCredits } from "./credits.ts";
import { listAccounts, type VerifiedToken } from "./identity.ts";
import { countLogs } from "./logs.ts";
import { done, type Failure, failed, type Outcome } from "./outcome.ts";
import type { Quarters } from "./quarters.ts";
import type { Rest } from "./rest.ts";

export type Look = Pick<
  CloudflareState,
  "status" | "error" | "tokenExpiresAt" | "capabilities" | "accounts" | "aiGateways" | "credits"
>;

type Parts = {
  readonly rest: Rest;
  readonly quartersOf: (rest: Rest) => Quarters;
  readonly verify: (accountId: string | null) => Promise<Outcome<VerifiedToken>>;
  readonly note: (what: CapabilityName, outcome: Outcome<unknown>) => void;
};

/** Analytics are minutes late, once more than fourteen: what is younger may be in the log alone. */
const lagMs = 1_200_000;

/** Without an account: the only one the token sees. Without an aiGateway: the first of the account. */
export async function lookAround(
  { rest, quartersOf, verify, note }: Parts,
  askedAccountId: string | null,
  askedAiGatewayId: string | null,
): Promise<Look> {
  const told: Partial<Record<CapabilityName, Capability>> = {};
  const look = (more: Partial<Look>): Look => ({
    status: "ok",
    error: null,
    tokenExpiresAt: null,
    accounts: null,
    aiGateways: null,
    credits: null,
    capabilities: { ...notTried, ...told },
    ...more,
  });

  const tell = (name: CapabilityName, outcome: Outcome<unknown>) => {
    told[name] = capabilityOf(outcome);
    note(name, outcome);
  };

  const token = await verify(askedAccountId);
  tell("token", token);
  // A token of an account, and nobody says of which: that is not the token's fault.
  if (!token.ok && token.code === "cloudflare.accountNotFound")
    told.token = { status: "unknown", error: token.code };
  if (!token.ok) return look({ status: "failed", error: token.code });
  const tokenExpiresAt = token.value.expiresAt;

  const patient = createPatient(rest, rest.patience.flapMs);
  const quarters = quartersOf(patient);
  const listed = await listAccounts(patient);
  // Not an error but an empty list: that is how Cloudflare says it.
  const isNameless = listed.ok && listed.value.length === 0;
  const named = isNameless ? failed("cloudflare.needsAccountSettingsRead", "none") : listed;
  tell("accounts", named);
  const accounts = named.ok ? named.value : null;
  const accountId = askedAccountId ?? (accounts?.length === 1 ? (accounts[0]?.id ?? null) : null);
  if (accountId === null && !named.ok)
    return look({ status: "failed", error: named.code, tokenExpiresAt });
  if (accountId === null) return look({ accounts, tokenExpiresAt });

  const aiGateways = await listAiGateways(patient, accountId);
  tell("aiGateways", aiGateways);
  const aiGatewayId =
    askedAiGatewayId ?? (aiGateways.ok ? (aiGateways.value[0]?.id ?? null) : null);
  const logs = aiGatewayId === null ? null : await countLogs(patient, accountId, aiGatewayId);
  if (logs) tell("logs", logs);
  const analytics = await seesAnalytics(accountId, aiGatewayId, aiGateways);
  tell("analytics", analytics);
  // Few tokens may read the balance: that is not worth a pause.
  const credits = await readCredits(createPatient(rest, 0), accountId);
  tell("credits", credits);

  const isUseless = !aiGateways.ok && !logs?.ok && !analytics.ok;
  return look({
    ...(isUseless ? { status: "failed", error: aiGateways.code } : {}),
    tokenExpiresAt,
    accounts,
    aiGateways: aiGateways.ok ? aiGateways.value : null,
    credits: credits.ok ? { ...credits.value, at: rest.now() } : null,
  });

  /** That the question is allowed is not enough: without AI Gateway Read the answer is no rows, and no error. */
  async function seesAnalytics(
    account: string,
    aiGateway: string | null,
    all: Outcome<readonly AiGatewayInfo[]>,
  ): Promise<Outcome<true>> {
    const limits = await quarters.limitsOf(account);
    if (!limits.ok) return limits;
    const toMs = rest.now() - lagMs;
    const seen = await quarters.countAll(account, limits.value, toMs);
    if (!seen.ok) return seen;
    // No aiGateway, no requests: then there is nothing that could be kept from us.
    if (seen.value > 0 || (all.ok && all.value.length === 0)) return done(true);
    const blind = failed("cloudflare.needsAiGatewayRead", "no rows");
    if (!all.ok && all.code === "cloudflare.needsAiGatewayRead") return blind;
    if (aiGateway === null) return failed("cloudflare.analyticsEmpty", "nobody can say");
    const range = { fromMs: toMs - limits.value.rangeMs, toMs };
    const logged = await countLogs(patient, account, aiGateway, range);
    if (!logged.ok) return failed("cloudflare.analyticsEmpty", "nobody can say");
    return logged.value > 0 ? blind : done(true);
  }
}

const untried: Capability = { status: "unknown", error: null };
const notTried: Readonly<Record<CapabilityName, Capability>> = {
  token: untried,
  accounts: untried,
  aiGateways: untried,
  logs: untried,
  analytics: untried,
  credits: untried,
  edit: untried,
};

/** A refusal that names what is missing; a limit or the network say nothing about the ability. */
const isNo = ({ code }: Failure) =>
  /^cloudflare\.(?:needs|token|no|analyticsRefused|\w+NotFound)/.test(code);

const capabilityOf = (outcome: Outcome<unknown>): Capability =>
  outcome.ok
    ? { status: "yes", error: null }
    : { status: isNo(outcome) ? "no" : "unknown", error: outcome.code };

/** Asks again, once, what was refused by 403: a new token is, now and then, by chance. With `pauseMs` before the first such time. */
export function createPatient(rest: Rest, pauseMs: number): Rest {
  let hasPaused = pauseMs === 0;
  return {
    ...rest,
    async ask(question) {
      const first = await rest.ask(question);
      if (!first.ok || first.value.status !== 403) return first;
      if (!hasPaused && !(await rest.pause(pauseMs))) return first;
      hasPaused = true;
      return rest.ask(question);
    },
  };
}
