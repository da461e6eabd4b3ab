/** What the pages of usage and requests can look like: one snapshot each, with a made-up ledger behind it. */
import type { AppState } from "../../preload/contract/state.ts";
import { meterScenes } from "./meter-scenes.ts";
import { emptyDay, snapshot, verified } from "./snapshots.ts";

export const usageScenes: Readonly<Record<string, AppState>> = {
  usage: verified,
  /** Confirmed by Cloudflare, with what passed Sluice by, and OpenClaw's own estimate beside it. */
  usageBoth: {
    ...(meterScenes.both ?? verified),
    settings: { ...verified.settings, responseCache: true },
  },
  usageEmpty: snapshot({ usage: emptyDay }),
};
