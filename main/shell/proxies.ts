/** Asks the system which proxy leads out of this network; where the environment names one, that goes before. */
import { session } from "electron";
import { noProxies, rulesFromEnvironment, rulesFromPac } from "../core/proxy-choice.ts";
import type { ProxyRules } from "../core/traffic.ts";

/** One answer is taken for every far end: this one gets nearly all requests. */
const farEnd = "https://gateway.ai.cloudflare.com";
/** A network's own script may be slow to come; Chromium itself waits for it, and nobody else should. */
const answersWithinMs = 5_000;

/**
 * Asks anew at every call, and never rejects: without an answer the one before it holds. `NO_PROXY` holds for the system's proxy too. A system that
 * only names ways Sluice cannot go, as SOCKS, counts as one without proxies; `onUnusable` is told, without the address.
 */
export function createProxies(
  env: Readonly<Record<string, string | undefined>>,
  onUnusable: () => void = () => {},
): () => Promise<ProxyRules> {
  const own = rulesFromEnvironment(env);
  let last: ProxyRules = { ...noProxies, except: own.except };

  async function ask(): Promise<ProxyRules> {
    const answer = await session.defaultSession.resolveProxy(farEnd);
    const rules = rulesFromPac(answer);
    if (rules === null) onUnusable();
    last = { ...(rules ?? noProxies), except: own.except };
    return last;
  }

  return async () => {
    if (own.https !== null) return own;
    try {
      return await Promise.race([ask(), lastAfter(answersWithinMs, () => last)]);
    } catch {
      return last;
    }
  };
}

const lastAfter = <T>(ms: number, last: () => T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(last()), ms).unref());
