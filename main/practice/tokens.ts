/** Tells what a token may do at the management API, from how it was made and nothing else. */

/** As Cloudflare's page for tokens names them; `aiGateway.metadata` lists rows and shows no bodies. */
export const permissions = [
  "aiGateway.run",
  "aiGateway.read",
  "aiGateway.metadata",
  "aiGateway.edit",
  "analytics.read",
  "accounts.read",
  "billing.read",
  "secretsStore.edit",
] as const;
export type Permission = (typeof permissions)[number];

export type PracticeToken = {
  /** user: verified at `/user/tokens/verify` · account: at `/accounts/{id}/tokens/verify`, and each refuses the other's. */
  readonly kind: "user" | "account";
  /** The accounts it is good for; null: all there are. */
  readonly accounts: readonly string[] | null;
  readonly status: "active" | "disabled" | "expired";
  /** Null: it does not end. One whose time is over is expired whatever `status` says. */
  readonly expiresAt: number | null;
  /** Null: long ago. In its first minute every second answer is 403. */
  readonly madeAt: number | null;
  /** False: it is tied to other addresses than the caller's. */
  readonly isFromHere: boolean;
  readonly may: readonly Permission[];
};

/** What Sluice's own token link asks for, and the balance beside it. */
export const readToken: PracticeToken = {
  kind: "user",
  accounts: null,
  status: "active",
  expiresAt: null,
  madeAt: null,
  isFromHere: true,
  may: ["aiGateway.read", "analytics.read", "accounts.read", "billing.read"],
};

export const runToken: PracticeToken = { ...readToken, may: ["aiGateway.run"] };

/** "New tokens flap 200/403 for ~1 min". */
export const flapsForMs = 60_000;

export function statusOf(token: PracticeToken, nowMs: number): PracticeToken["status"] {
  if (token.status !== "active" || token.expiresAt === null) return token.status;
  return token.expiresAt <= nowMs ? "expired" : "active";
}

/** Who may write may read: Cloudflare's reference names either for every GET. */
export const may = (token: PracticeToken, permission: Permission): boolean =>
  token.may.includes(permission) ||
  (permission === "aiGateway.read" && token.may.includes("aiGateway.edit")) ||
  (permission === "aiGateway.metadata" && may(token, "aiGateway.read"));

export const reaches = (token: PracticeToken, accountId: string): boolean =>
  token.accounts?.includes(accountId) ?? true;
