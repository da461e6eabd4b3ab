/** Decides who may ask the management API for what, and says no the way the real one does. */
import {
  type ApiReply,
  forbidden,
  invalidToken,
  malformed,
  noAuthorization,
  notAuthentic,
  notFromThere,
  notRoutable,
  notYours,
} from "./api-reply.ts";
import type { ApiRoute } from "./api-routes.ts";
import type { PracticeSettings } from "./settings.ts";
import { flapsForMs, may, type PracticeToken, reaches, runToken, statusOf } from "./tokens.ts";

export type Admitted =
  | { readonly ok: true; readonly token: PracticeToken }
  | { readonly ok: false; readonly reply: ApiReply };

export type Admit = (authorization: string | undefined, route: ApiRoute, path: string) => Admitted;

const no = (reply: ApiReply): Admitted => ({ ok: false, reply });

/** Null: no such token. The aiGateways' own tokens are tokens like others, with Run alone. */
function tokenOf(shown: string, settings: PracticeSettings): PracticeToken | null {
  if (Object.hasOwn(settings.tokens, shown)) return settings.tokens[shown] ?? null;
  return settings.aiGatewayTokens.includes(shown) ? runToken : null;
}

export function createAdmission(now: () => number, settings: () => PracticeSettings): Admit {
  const times = new Map<string, number>();

  /** "New tokens flap 200/403 for ~1 min." */
  function isFlapping(shown: string, { madeAt }: PracticeToken): boolean {
    if (madeAt === null || now() - madeAt >= flapsForMs) return false;
    const count = (times.get(shown) ?? 0) + 1;
    times.set(shown, count);
    return count % 2 === 1;
  }

  return (authorization, route, path) => {
    if (authorization === undefined) return no(noAuthorization);
    const shown = /^Bearer ([A-Za-z0-9_.-]+)$/.exec(authorization)?.[1];
    if (shown === undefined) return no(malformed);
    const isVerifying = route.resource === "token";
    const token = tokenOf(shown, settings());
    if (token === null) return no(isVerifying ? invalidToken : notAuthentic);
    if (!token.isFromHere) return no(notFromThere);
    if (isFlapping(shown, token)) return no(forbidden);
    // Verify answers for tokens that have ended, too, and has its own word for those of another account.
    if (isVerifying) return { ok: true, token };
    if (statusOf(token, now()) !== "active") return no(notAuthentic);
    const [accountId] = route.ids;
    const { accounts, generation } = settings();
    if (accountId !== undefined && !accounts.includes(accountId)) return no(notRoutable(path));
    if (accountId !== undefined && !reaches(token, accountId)) return no(notYours);
    if (route.needs !== null && !may(token, route.needs)) return no(forbidden);
    if (route.resource === "logs" && generation === "observability") return no(notRoutable(path));
    return { ok: true, token };
  };
}
