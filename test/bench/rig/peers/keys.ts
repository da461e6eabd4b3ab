/** What a target has to swap: the key its clients know, the key the far end gets, and the path there. */
export const localKey = "local-router-key-abcdef0123456789";
export const providerKey = "sk-ant-api03-bench-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789";
export const aiGatewayToken = "cf-token-0123456789abcdefghijklmnopqrstuvwx";
export const accountId = "0123456789abcdef0123456789abcdef";
export const aiGatewayId = "openclaw";
/** Anthropic's messages behind Cloudflare's AI Gateway. */
export const farPath = `/v1/${accountId}/${aiGatewayId}/anthropic/v1/messages`;
