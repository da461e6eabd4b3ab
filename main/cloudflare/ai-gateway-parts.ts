/** What stands beside an aiGateway's settings: routes that choose between models, and which keys are stored there. */
import type { AiGatewayState, DynamicRoute } from "../../preload/contract/ai-gateway.ts";
import { get, readAll } from "./listing.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { entriesOf, routeReply, routesIn, storedKeyReply } from "./replies.ts";
import type { Rest } from "./rest.ts";

export type StoredKey = NonNullable<AiGatewayState["storedKeys"]>[number];

const meaning = {
  denied: "cloudflare.needsAiGatewayRead",
  missing: "cloudflare.aiGatewayNotFound",
} as const;

/** More than anybody has, and as many as a window can show. */
const mostRoutes = 200;

/** Cloudflare gives them all at once. */
export async function listRoutes(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
): Promise<Outcome<readonly DynamicRoute[]>> {
  const path = pathOf({ accountId, aiGatewayId });
  if (!path.ok) return path;
  const answer = await get(rest, `${path.value}/routes`, meaning);
  if (!answer.ok) return answer;
  const routes = routesIn(answer.value.json);
  if (routes === null) return failed("cloudflare.failed", "no list");
  return done(entriesOf(routeReply, routes.slice(0, mostRoutes)));
}

export async function listStoredKeys(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
): Promise<Outcome<readonly StoredKey[]>> {
  const path = pathOf({ accountId, aiGatewayId });
  if (!path.ok) return path;
  return readAll(rest, `${path.value}/provider_configs`, 20, storedKeyReply, meaning);
}
