/** The paths of the management API: what each is, which permission it asks for, and who answers it. */
import {
  listAiGateways,
  makeAiGateway,
  readAiGateway,
  removeAiGateway,
  replaceAiGateway,
  urlOf,
} from "./api-ai-gateways.ts";
import type { ApiAnswer } from "./api-ask.ts";
import { creditBalance, usageHistory } from "./api-billing.ts";
import { listDynamicRoutes } from "./api-dynamic-routes.ts";
import { accounts, verifyAccount, verifyUser } from "./api-identity.ts";
import { listLogs, noteLog, readLog, readRequest, readResponse, removeLogs } from "./api-logs.ts";
import { listProviderConfigs, makeProviderConfig } from "./api-provider-configs.ts";
import { answerGraphql } from "./graphql.ts";
import type { Permission } from "./tokens.ts";

export type ApiRoute = {
  readonly resource: string;
  /** Null: everybody with a token. */
  readonly needs: Permission | null;
  readonly answer: ApiAnswer;
  readonly ids: readonly string[];
};

type Row = readonly [
  method: string,
  path: string,
  resource: string,
  needs: Permission | null,
  answer: ApiAnswer,
];

const account = "/accounts/:";
const all = `${account}/ai-gateway/gateways`;
const one = `${all}/:`;
const billing = `${account}/ai-gateway/billing`;

/** §5.6. GraphQL asks by itself: who lacks one permission is refused, who lacks the other gets no rows. */
const rows: readonly Row[] = [
  ["GET", "/user/tokens/verify", "token", null, verifyUser],
  ["GET", `${account}/tokens/verify`, "token", null, verifyAccount],
  ["GET", "/accounts", "accounts", null, accounts],
  ["GET", all, "aiGateways", "aiGateway.metadata", listAiGateways],
  ["POST", all, "aiGateways", "aiGateway.edit", makeAiGateway],
  ["GET", one, "aiGateways", "aiGateway.metadata", readAiGateway],
  ["PUT", one, "aiGateways", "aiGateway.edit", replaceAiGateway],
  ["DELETE", one, "aiGateways", "aiGateway.edit", removeAiGateway],
  ["GET", `${one}/url/:`, "url", "aiGateway.metadata", urlOf],
  ["GET", `${one}/logs`, "logs", "aiGateway.metadata", listLogs],
  ["DELETE", `${one}/logs`, "logs", "aiGateway.edit", removeLogs],
  ["GET", `${one}/logs/:`, "logs", "aiGateway.metadata", readLog],
  ["PATCH", `${one}/logs/:`, "logs", "aiGateway.edit", noteLog],
  ["GET", `${one}/logs/:/request`, "logs", "aiGateway.metadata", readRequest],
  ["GET", `${one}/logs/:/response`, "logs", "aiGateway.metadata", readResponse],
  ["GET", `${one}/provider_configs`, "providerConfigs", "aiGateway.metadata", listProviderConfigs],
  ["POST", `${one}/provider_configs`, "providerConfigs", "secretsStore.edit", makeProviderConfig],
  ["GET", `${one}/routes`, "dynamicRoutes", "aiGateway.read", listDynamicRoutes],
  ["GET", `${billing}/credit-balance`, "credits", "billing.read", creditBalance],
  ["GET", `${billing}/usage-history`, "usage", "billing.read", usageHistory],
  ["POST", "/graphql", "graphql", null, answerGraphql],
];

const routes = rows.map(([method, path, resource, needs, answer]) => ({
  method,
  shape: new RegExp(`^${path.replaceAll(":", "([^/]+)")}$`),
  resource,
  needs,
  answer,
}));

/** `path` below the base, without its query. */
export function routeOf(method: string, path: string): ApiRoute | null {
  for (const { shape, ...route } of routes) {
    const found = route.method === method ? shape.exec(path) : null;
    if (found !== null) return { ...route, ids: found.slice(1).map(decoded) };
  }
  return null;
}

/** A part of the path that cannot be decoded names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
