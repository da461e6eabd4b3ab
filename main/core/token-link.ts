/** The address of Cloudflare's page for making a token, filled in with exactly the permissions that are needed. */

export type TokenLink = {
  /** aiGateway: opens an authenticated aiGateway · analytics: reads costs · edit: the same, and may make an aiGateway. */
  readonly what: "aiGateway" | "analytics" | "edit";
  /** What the token is called in Cloudflare's list. */
  readonly name: string;
};

type Permission = { readonly key: string; readonly type: "read" | "run" | "edit" };

// The key is "aig": the dashboard drops "ai_gateway" without a word.
const reading: readonly Permission[] = [
  { key: "aig", type: "read" },
  { key: "account_analytics", type: "read" },
  { key: "account_settings", type: "read" },
];

const permissions: Readonly<Record<TokenLink["what"], readonly Permission[]>> = {
  aiGateway: [{ key: "aig", type: "run" }],
  analytics: reading,
  edit: [...reading, { key: "aig", type: "edit" }],
};

/** For a token of the person's own; which accounts it is for is chosen on the page. */
export function tokenLinkOf({ what, name }: TokenLink): string {
  const keys = encodeURIComponent(JSON.stringify(permissions[what]));
  // A lone half of a character pair cannot be encoded.
  const title = encodeURIComponent(name.toWellFormed());
  return `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=${keys}&accountId=*&zoneId=all&name=${title}`;
}
