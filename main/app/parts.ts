/** Everything the app is put together from; composed once, in `compose.ts` and in tests. */
import type { Command, Reply } from "../../preload/contract/command.ts";
import type { Log } from "../kit/log.ts";
import type { OpenClaw } from "../openclaw/openclaw.ts";
import type { Vault } from "../vault/vault.ts";
import type { FarEnds } from "./far-ends.ts";
import type { SettingsFile } from "./settings-file.ts";

export type Parts = {
  readonly version: string;
  readonly isPractice: boolean;
  readonly farEnds: () => FarEnds;
  readonly settings: SettingsFile;
  readonly vault: Vault;
  readonly openclaw: OpenClaw;
  readonly log: Log;
  readonly trafficScript: URL;
  readonly ledgerPath: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** 256 random bits as text. */
  readonly randomKey: () => string;
  /** A new profile id. */
  readonly newId: () => string;
  /** The user's IANA time zone, asked each time: people travel. */
  readonly zone: () => string;
  /** Fills in what practice mode needs, once the vault is open; null otherwise. */
  readonly prepare: ((send: (command: Command) => Promise<Reply>) => Promise<void>) | null;
};
