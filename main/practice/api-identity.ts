/** Who a token is and which accounts it sees. */
import { createHash } from "node:crypto";
import { type ApiAnswer, pageIn, pageInfo, pageOf } from "./api-ask.ts";
import { done, invalidInput, invalidToken } from "./api-reply.ts";
import { may, type PracticeToken, reaches, statusOf } from "./tokens.ts";

const hex = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
const date = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");

/** Says nothing of what the token may do. */
function verified(token: PracticeToken, nowMs: number) {
  const status = statusOf(token, nowMs);
  const result = {
    id: hex(JSON.stringify(token)),
    status,
    ...(token.madeAt === null ? {} : { not_before: date(token.madeAt) }),
    ...(token.expiresAt === null ? {} : { expires_on: date(token.expiresAt) }),
  };
  const said = { code: 10000, message: `This API Token is valid and ${status}`, type: null };
  return done(result, {}, status === "active" ? [said] : []);
}

export const verifyUser: ApiAnswer = ({ token }, { now }) =>
  token.kind === "user" ? verified(token, now()) : invalidToken;

export const verifyAccount: ApiAnswer = ({ token, ids: [accountId = ""] }, { now }) =>
  token.kind === "account" && reaches(token, accountId) ? verified(token, now()) : invalidToken;

/** Without Account Settings Read there is nothing to list: not an error, an empty list. */
export const accounts: ApiAnswer = ({ token, query }, { settings }) => {
  const { accounts: ids, accountNames } = settings();
  const page = pageOf(query, 20, 50);
  if (page === null) return invalidInput(["query", "per_page"], "Number must be at most 50");
  const seen = may(token, "accounts.read") ? ids.filter((id) => reaches(token, id)) : [];
  const rows = seen.map((id) => ({
    id,
    name: Object.hasOwn(accountNames, id) ? accountNames[id] : id,
    type: "standard",
    settings: { enforce_twofactor: false },
    created_on: "2026-01-05T09:00:00.000000Z",
  }));
  const shown = pageIn(rows, page);
  const total = Math.ceil(rows.length / page.perPage);
  const info = { ...pageInfo(shown.length, rows.length, page), total_pages: total };
  return done(shown, { result_info: info });
};
