/** Routes at Cloudflare that choose between models: which there are. Their list alone stands in no envelope. */
import type { ApiAnswer } from "./api-ask.ts";
import { jsonReply, notFound } from "./api-reply.ts";

export const listDynamicRoutes: ApiAnswer = ({ ids: [accountId = "", id = ""] }, parts) => {
  if (parts.aiGateways.get(accountId, id) === null) return notFound("Gateway");
  const at = new Date(parts.now()).toISOString();
  const { dynamicRouteElements: drawn, dynamicRoutes: named } = parts.settings();
  const routes = [...new Set([...named, ...Object.keys(drawn)])].map((name) => ({
    id: `${id}_${name}`,
    account_tag: accountId,
    created_at: at,
    elements: Object.hasOwn(drawn, name) ? drawn[name] : [],
    gateway_id: id,
    modified_at: at,
    name,
  }));
  const order = { order_by: "created_at", order_by_direction: "desc", page: 1, per_page: 20 };
  return jsonReply(200, { success: true, data: { ...order, routes } });
};
