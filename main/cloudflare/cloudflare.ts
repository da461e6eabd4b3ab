/** Cloudflare's management side with one token: who it is, what it may see, what was spent. */
import type { DynamicRoute } from "../../preload/contract/ai-gateway.ts";
import type { AiGatewayInfo, CloudflareAccount } from "../../preload/contract/cloudflare.ts";
import type { AiGatewayObject } from "../core/ai-gateway/object.ts";
import { readAiGateway, writeAiGateway } from "./ai-gateway-object.ts";
import { listRoutes, listStoredKeys, type StoredKey } from "./ai-gateway-parts.ts";
import { createAiGateway, listAiGateways } from "./ai-gateways.ts";
import { type Credits, readCredits } from "./credits.ts";
import { createGraphql } from "./graphql.ts";
import { listAccounts, type VerifiedToken, verifyToken } from "./identity.ts";
import { countLogs, type LogCost, readLog } from "./logs.ts";
import { createPatient, type Look, lookAround } from "./look.ts";
import type { Outcome } from "./outcome.ts";
import { createQuarters, type ReadQuarters } from "./quarters.ts";
import { isUnauthorized } from "./refusal.ts";
import { createRest, type Rest, type RestOptions } from "./rest.ts";

export type CloudflareOptions = RestOptions;

/** Times are epoch ms. Nothing here throws; the token is in no outcome, no log and no address. */
export type Cloudflare = {
  /** With an account for tokens of an account. "cloudflare.tokenInvalid" of a new token may be over in `retryAfterMs`. */
  verify(accountId: string | null): Promise<Outcome<VerifiedToken>>;
  /** Empty where the token may not name them. */
  accounts(): Promise<Outcome<readonly CloudflareAccount[]>>;
  aiGateways(accountId: string): Promise<Outcome<readonly AiGatewayInfo[]>>;
  /** Authenticated, response cache off, own keys only. Changes none that exists: "cloudflare.aiGatewayExists"; "cloudflare.limitReached". */
  createAiGateway(accountId: string, id: string): Promise<Outcome<AiGatewayInfo>>;
  /** All there is of it, secrets too: to be written back, never to be shown. */
  aiGateway(accountId: string, aiGatewayId: string): Promise<Outcome<AiGatewayObject>>;
  /**
   * Replaces it by `body`, asked once, and reads it back: done only when what is there then `isWritten`, also where the answer to the
   * writing was lost.
   */
  writeAiGateway(
    accountId: string,
    aiGatewayId: string,
    body: AiGatewayObject,
    isWritten: (object: AiGatewayObject) => boolean,
  ): Promise<Outcome<AiGatewayObject>>;
  routes(accountId: string, aiGatewayId: string): Promise<Outcome<readonly DynamicRoute[]>>;
  storedKeys(accountId: string, aiGatewayId: string): Promise<Outcome<readonly StoredKey[]>>;
  /** "later": the row is not there yet, or never will be. "cloudflare.noLogs": this account has no such log. */
  log(accountId: string, aiGatewayId: string, logId: string): Promise<Outcome<LogCost | "later">>;
  /** How many rows the aiGateway's log has for `[fromMs, toMs)`; without bounds: in all. */
  logCount(
    accountId: string,
    aiGatewayId: string,
    fromMs?: number,
    toMs?: number,
  ): Promise<Outcome<number>>;
  credits(accountId: string): Promise<Outcome<Credits>>;
  /**
   * All groups whose quarter begins in `[fromMs, toMs)`, in no order. An empty list is proven empty; "cloudflare.analyticsEmpty":
   * nobody can say. What begins further back than analytics reach (62 days, or less) is not read: `fromMs` is where reading began;
   * where nothing is left, "cloudflare.analyticsRefused".
   */
  quarters(
    accountId: string,
    aiGatewayId: string,
    fromMs: number,
    toMs: number,
  ): Promise<Outcome<ReadQuarters>>;
  /** Tries every ability by itself but `edit`, which is known when it is used. Takes seconds with a token that lacks some. */
  look(accountId: string | null, aiGatewayId: string | null): Promise<Look>;
};

export function createCloudflare(options: CloudflareOptions): Cloudflare {
  const rest = createRest(options);
  const quartersOf = (by: Rest) => createQuarters(by, createGraphql(by, options.budget));
  const quarters = quartersOf(rest);
  /** For what a person waits for with a token that may be new. */
  const patient = () => createPatient(rest, rest.patience.flapMs);
  const isAccountToken = options.token.startsWith("cfat_");
  const verify = (accountId: string | null) => verifyToken(rest, isAccountToken, accountId);

  /** A token that has ended is refused with the same 401 as one that may not: only asking tells which. */
  async function explained<T>(outcome: Outcome<T>, accountId: string | null): Promise<Outcome<T>> {
    if (outcome.ok || !isUnauthorized(outcome)) return outcome;
    if (!outcome.code.startsWith("cloudflare.needs")) return outcome;
    const token = await verify(accountId);
    return !token.ok && token.code.startsWith("cloudflare.token") ? token : outcome;
  }

  const noted = new Map<string, string>();
  /** Once until it changes: the same is asked every minute. No path, no id, nothing Cloudflare wrote. */
  function note(what: string, outcome: Outcome<unknown>): void {
    const now = outcome.ok ? "" : `${outcome.code} ${outcome.detail}`;
    if (now === (noted.get(what) ?? "")) return;
    noted.set(what, now);
    if (outcome.ok) options.log?.info("cloudflare.answers", { what });
    else
      options.log?.info("cloudflare.failed", { what, code: outcome.code, detail: outcome.detail });
  }

  async function sure<T>(
    what: string,
    accountId: string | null,
    asked: Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const outcome = await explained(await asked, accountId);
    note(what, outcome);
    return outcome;
  }

  return {
    verify,
    accounts: () => sure("accounts", null, listAccounts(rest)),
    aiGateways: (account) => sure("aiGateways", account, listAiGateways(rest, account)),
    createAiGateway: (account, id) => sure("create", account, createAiGateway(rest, account, id)),
    aiGateway: (account, id) => sure("aiGateway", account, readAiGateway(patient(), account, id)),
    writeAiGateway: (account, id, body, isWritten) =>
      sure("write", account, writeAiGateway(patient(), account, id, { body, isWritten })),
    routes: (account, id) => sure("routes", account, listRoutes(rest, account, id)),
    storedKeys: (account, id) => sure("storedKeys", account, listStoredKeys(rest, account, id)),
    log: (account, aiGateway, id) => sure("logs", account, readLog(rest, account, aiGateway, id)),
    logCount: (account, aiGateway, fromMs, toMs) =>
      sure("logs", account, countLogs(rest, account, aiGateway, rangeOf(fromMs, toMs))),
    credits: (account) => sure("credits", account, readCredits(rest, account)),
    quarters: (account, aiGateway, fromMs, toMs) =>
      sure("analytics", account, quarters.quarters(account, aiGateway, fromMs, toMs)),
    look: (account, aiGateway) =>
      lookAround({ rest, quartersOf, verify, note }, account, aiGateway),
  };
}

const rangeOf = (fromMs?: number, toMs?: number) =>
  fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
