/** Asks the practice management API and its analytics the way a client does. */
import type { Given } from "../../main/practice/log.ts";
import type { Practice } from "../../main/practice/practice.ts";
import { at, fetchRaw, type Got } from "./wire.ts";

export const noon = Date.UTC(2026, 10, 21, 12);
export const hour = 3_600_000;

type Init = {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** `path` below ".../client/v4"; the analytics token unless another is named. */
export const ask = (practice: Practice, path: string, init: Init = {}): Promise<Got> =>
  fetchRaw(`${practice.cloudflareApi}${path}`, {
    method: init.method ?? (init.body === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${init.token ?? practice.secrets.analytics}`,
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  });

export const account = "/accounts/practice";
export const aiGateways = `${account}/ai-gateway/gateways`;
export const demo = `${aiGateways}/demo`;

/** Status, first error code and its message. */
export const refusal = ({ status, text }: Got) =>
  [status, at(text, "errors", 0, "code"), at(text, "errors", 0, "message")] as const;

export const result = ({ text }: Got, ...path: readonly (string | number)[]): unknown =>
  at(text, "result", ...path);

export const graphql = (practice: Practice, query: string, variables: object = {}): Promise<Got> =>
  ask(practice, "/graphql", { body: { query, variables } });

/** What stands between the braces of the account. */
export const inAccount = (inner: string, tag = "practice"): string =>
  `{ viewer { accounts(filter: { accountTag: "${tag}" }) { ${inner} } } }`;

export const requests = (rest: string, filter = "", more = ""): string =>
  inAccount(
    `aiGatewayRequestsAdaptiveGroups(limit: 100 filter: { ${filter} } ${more}) { ${rest} }`,
  );

export const rowsIn = ({ text }: Got): unknown =>
  at(text, "data", "viewer", "accounts", 0, "aiGatewayRequestsAdaptiveGroups");

export const usage = (tokensIn: number, tokensOut: number, cacheRead = 0) => ({
  tokensIn,
  tokensOut,
  cacheRead,
  cacheWrite: 0,
  cacheWrite1h: 0,
});

let made = 0;

/** An answered request of Claude's, 1000 tokens in and 200 out: 6 000 micro-dollars at the list price. */
export function row(createdAt: number, more: Partial<Given> = {}): Given {
  made += 1;
  return {
    id: `row-${made}`,
    createdAt,
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    usage: usage(1000, 200),
    ...more,
  };
}
