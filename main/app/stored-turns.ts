/** Says that agents get old answers from Cloudflare's response cache, until it is skipped for that model or nothing was heard of it for a while. */
import type { Dials } from "../../preload/contract/dials.ts";
import { dialOf } from "../core/dials.ts";
import type { Notices } from "./notices.ts";
import type { TrafficNews } from "./traffic-messages.ts";

export type StoredTurns = {
  hear(turn: TrafficNews["stored"]): void;
  /** The dials may be others now. */
  settle(): void;
};

export function createStoredTurns(
  notices: Pick<Notices, "clear" | "mention">,
  dials: () => Dials | undefined,
): StoredTurns {
  let told: TrafficNews["stored"] = null;
  const isSkipped = ({ model, provider }: NonNullable<TrafficNews["stored"]>): boolean =>
    (dialOf(dials(), provider, model).whole.cache ?? "skip") === "skip";
  return {
    hear(turn) {
      // One that was under way when the person said so.
      if (turn === null || isSkipped(turn)) return;
      told = turn;
      const { name } = dialOf(dials(), turn.provider, turn.model);
      notices.mention("stored", "cache.answeredTurn", turn.at, name);
    },
    settle() {
      if (told === null || !isSkipped(told)) return;
      told = null;
      notices.clear("stored");
    },
  };
}
