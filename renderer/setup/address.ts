/** Finds the account and the AI Gateway in an address a person copied, so that nobody types 32 digits. */

export type Address = { readonly accountId: string; readonly aiGatewayId: string };

/** A request address, or the page of the AI Gateway in Cloudflare's dashboard; null for anything else. */
export function readAddress(text: string): Address | null {
  const found =
    /gateway\.ai\.cloudflare\.com\/v1\/([A-Za-z0-9_-]{1,64})\/([A-Za-z0-9_-]{1,64})/.exec(text) ??
    /dash\.cloudflare\.com\/([0-9a-f]{32})\/ai\/ai-gateway\/(?:gateways\/)?([A-Za-z0-9_-]{1,64})/.exec(
      text,
    );
  const [, accountId, aiGatewayId] = found ?? [];
  return accountId && aiGatewayId ? { accountId, aiGatewayId } : null;
}

/** What may stand in a path: the same characters the app accepts. */
export const isPathPart = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** Ids of accounts are shown by their end only: they are half of the AI Gateway's address. */
export const masked = (id: string): string => `••••${id.slice(-4)}`;
