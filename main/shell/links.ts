/** The only pages Sluice opens in a browser. */

/** Whole addresses: a link cannot carry anything out. */
const links: ReadonlySet<string> = new Set([
  "https://dash.cloudflare.com/",
  "https://docs.openclaw.ai/",
]);

export function isKnownLink(url: string): boolean {
  return links.has(url);
}
