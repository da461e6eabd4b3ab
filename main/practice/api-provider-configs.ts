/** Provider keys stored with Cloudflare (BYOK): which there are, and storing another. */
import type { ApiAnswer } from "./api-ask.ts";
import { done, invalidInput, notFound } from "./api-reply.ts";
import { isRecord, text } from "./json.ts";

const shape = (
  aiGatewayId: string,
  slug: string,
  alias: string,
  secret: string,
  modifiedAt: number,
) => ({
  id: `${aiGatewayId}_${slug}_${alias}`,
  alias,
  default_config: alias === "default",
  gateway_id: aiGatewayId,
  modified_at: new Date(modifiedAt).toISOString(),
  provider_slug: slug,
  secret_id: `${aiGatewayId}_${slug}_${alias}`,
  secret_preview: secret.slice(-4),
});

export const listProviderConfigs: ApiAnswer = ({ ids: [accountId = "", id = ""] }, parts) => {
  if (parts.aiGateways.get(accountId, id) === null) return notFound("Gateway");
  const rows = Object.entries(parts.settings().storedKeys).flatMap(([slug, keys]) =>
    Object.entries(keys).map(([alias, key]) => shape(id, slug, alias, key, parts.now())),
  );
  const info = { count: rows.length, page: 1, per_page: 20, total_count: rows.length };
  return done(rows, { result_info: info });
};

/** The answer alone: keys that open something here are set in the settings. */
export const makeProviderConfig: ApiAnswer = ({ body, ids: [accountId = "", id = ""] }, parts) => {
  if (parts.aiGateways.get(accountId, id) === null) return notFound("Gateway");
  if (!isRecord(body)) return invalidInput(["body"], "Required");
  for (const name of ["alias", "default_config", "provider_slug"]) {
    if (body[name] === undefined) return invalidInput(["body", name], "Required");
  }
  const secret = text(body.secret) ?? "";
  const alias = text(body.alias) ?? "default";
  return done(shape(id, text(body.provider_slug) ?? "", alias, secret, parts.now()));
};
