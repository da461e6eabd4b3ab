/** The only pages Sluice opens in a browser: a fixed list, and Cloudflare's pages of one account with strict ids. */
import { isDashLink } from "../../renderer/copy/dash-links.ts";
import { createRation } from "../core/ration.ts";

/** The ones a menu names; a link in the window carries its whole address. */
const sites = { cloudflare: "https://dash.cloudflare.com/" } as const;
export type Site = keyof typeof sites;

/** Whole addresses: a link cannot carry anything out. */
const links: ReadonlySet<string> = new Set([...Object.values(sites), "https://docs.openclaw.ai/"]);

export function isKnownLink(url: string): boolean {
  return links.has(url) || isDashLink(url);
}

/** More than a person follows, and not enough to bury them in pages or to spell anything out by them. */
const linksAMinute = 10;
const minuteMs = 60_000;
const nextAfterMs = 500;

/** For what a page asks to open: one at a time, and so many a minute. @param now epoch ms */
export function createLinkGate(now: () => number): (url: string) => boolean {
  const inAMinute = createRation(linksAMinute, minuteMs);
  const atOnce = createRation(1, nextAfterMs);
  return (url) => {
    const at = now();
    return isKnownLink(url) && atOnce.hasRoom(at) && inAMinute.take(at) && atOnce.take(at);
  };
}

export const addressOf = (site: Site): string => sites[site];
