/** Paths of Cloudflare's management side: an id goes into one only after it was looked at, and encoded. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import { done, failed, type Outcome } from "./outcome.ts";

export type Place = {
  readonly accountId: string;
  readonly aiGatewayId?: string;
  readonly logId?: string;
};

/** "/accounts/{account}" and further in, as far as ids are given; an id that is none is not asked for. */
export function pathOf({ accountId, aiGatewayId, logId }: Place): Outcome<string> {
  const parts: readonly (readonly [string, string | undefined, CloudflareCode])[] = [
    ["/accounts/", accountId, "cloudflare.accountNotFound"],
    ["/ai-gateway/gateways/", aiGatewayId, "cloudflare.aiGatewayNotFound"],
    ["/logs/", logId, "cloudflare.inputInvalid"],
  ];
  let path = "";
  for (const [before, id, code] of parts) {
    if (id === undefined) continue;
    if (!/^[\w-]{1,128}$/.test(id)) return failed(code, "no such id");
    path += before + encodeURIComponent(id);
  }
  return done(path);
}
