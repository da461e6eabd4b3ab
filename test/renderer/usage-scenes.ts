/** What the pages of usage and requests can look like: one snapshot each, with a made-up ledger behind it. */
import type { AppState } from "../../preload/contract/state.ts";
import { meterScenes } from "./meter-scenes.ts";
import { emptyDay, snapshot, verified } from "./snapshots.ts";

const { profile } = verified;
const withCache =
  profile && ({ ...profile, dials: { all: { cache: "asSet" }, models: {} } } as const);

export const usageScenes: Readonly<Record<string, AppState>> = {
  usage: verified,
  /** Confirmed by Cloudflare, with what passed Sluice by, and OpenClaw's own estimate beside it. */
  usageBoth: {
    ...(meterScenes.both ?? verified),
    profile: withCache,
  },
  usageEmpty: snapshot({ usage: emptyDay }),
};
