/** Gathers what exchanges prove until the next report, so that a thousand requests a second cost the window four messages. */
import type { RefusalReason } from "../../preload/contract/state.ts";
import type { Exchange } from "../core/traffic.ts";
import type { TrafficNews } from "./traffic-messages.ts";

export type Gathered = Omit<TrafficNews, "usage">;

export function createGatherer(): { add(exchange: Exchange): void; take(): Gathered } {
  let verified = new Map<string, Gathered["verified"][number]>();
  let refusals = new Map<RefusalReason, Gathered["refusals"][number]>();
  let keys = new Map<string, Gathered["keys"][number]>();
  return {
    add(exchange) {
      const at = exchange.startedAt + exchange.durationMs;
      const { by, logId, provider, refusal, startedAt, status } = exchange;
      if (refusal !== null) refusals.set(refusal, { reason: refusal, at });
      if (status === null || refusal !== null) return;
      if (exchange.route === "cloudflare" && isSuccess(status) && logId !== null)
        verified.set(by, { startedAt, at, by, logId });
      if (isSuccess(status)) keys.set(provider, { provider, accepted: true, at });
      else if (status === 401 || status === 403)
        keys.set(provider, { provider, accepted: false, at });
    },
    take() {
      const taken = {
        verified: [...verified.values()],
        refusals: [...refusals.values()],
        keys: [...keys.values()],
      };
      verified = new Map();
      refusals = new Map();
      keys = new Map();
      return taken;
    },
  };
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
