/** Gathers what exchanges prove until the next report, so that a thousand requests a second cost the window four messages. */
import type { RefusalReason } from "../../preload/contract/state.ts";
import { modelInPath } from "../core/dialects/paths.ts";
import type { Exchange } from "../core/traffic.ts";
import type { TrafficNews } from "./traffic-messages.ts";

export type Gathered = Omit<TrafficNews, "usage">;

export function createGatherer(): { add(exchange: Exchange): void; take(): Gathered } {
  let verified = new Map<Exchange["by"], Exchange>();
  /** By reason and route: a trial of the other way must not hide what OpenClaw was told. */
  let refusals = new Map<string, Exchange & { readonly refusal: RefusalReason }>();
  let keys = new Map<string, Exchange>();
  let aiGatewayAt: number | null = null;
  let stored: Gathered["stored"] = null;
  return {
    add(exchange) {
      const { by, logId, profile, provider, refusal, status } = exchange;
      stored = storedTurnOf(exchange) ?? stored;
      if (profile !== null) aiGatewayAt = Math.max(aiGatewayAt ?? 0, endOf(exchange));
      if (refusal !== null) refusals.set(`${refusal} ${exchange.route}`, { ...exchange, refusal });
      if (status === null || refusal !== null) return;
      if (exchange.route === "cloudflare" && isSuccess(status) && logId !== null)
        verified.set(by, exchange);
      if (isSuccess(status) || status === 401 || status === 403) keys.set(provider, exchange);
    },
    take() {
      const taken = {
        verified: [...verified.values()].map((proof) => {
          const { by, logId, startedAt } = proof;
          return { startedAt, at: endOf(proof), by, logId: logId ?? "" };
        }),
        ...{ aiGatewayAt, stored },
        refusals: [...refusals.values()].map((exchange) => {
          const { refusal: reason, route } = exchange;
          return { reason, route, at: endOf(exchange) };
        }),
        keys: [...keys].map(([provider, exchange]) => ({
          provider,
          accepted: isSuccess(exchange.status ?? 0),
          at: endOf(exchange),
        })),
      };
      verified = new Map();
      refusals = new Map();
      keys = new Map();
      aiGatewayAt = null;
      stored = null;
      return taken;
    },
  };
}

/** An agent that gets an old answer repeats old deeds. By the name it was asked for: the one a dial goes by. */
function storedTurnOf(exchange: Exchange): Gathered["stored"] {
  const { asked, by, path, provider } = exchange;
  const model = modelInPath(path) ?? asked?.model ?? exchange.model;
  if (by !== "openclaw" || !asked?.hasTools || model === null) return null;
  return { provider, model, at: endOf(exchange) };
}

const endOf = ({ durationMs, startedAt }: Exchange): number => startedAt + durationMs;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
