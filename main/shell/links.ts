/** The only pages Sluice opens in a browser: a fixed list, and Cloudflare's pages of one account with strict ids. */
import { isDashLink } from "../../renderer/copy/dash-links.ts";

/** The ones a menu names; a link in the window carries its whole address. */
const sites = { cloudflare: "https://dash.cloudflare.com/" } as const;
export type Site = keyof typeof sites;

/** Whole addresses: a link cannot carry anything out. */
const links: ReadonlySet<string> = new Set([...Object.values(sites), "https://docs.openclaw.ai/"]);

export function isKnownLink(url: string): boolean {
  return links.has(url) || isDashLink(url);
}

export const addressOf = (site: Site): string => sites[site];
