/** Everything the app is put together from; composed once, in `compose.ts` and in tests. */
import type { Command, Reply } from "../../preload/contract/command.ts";
import type { ProxyRules } from "../core/traffic.ts";
import type { Log } from "../kit/log.ts";
import type { Login } from "../login/login.ts";
import type { RunRecord } from "../login/run-record.ts";
import type { Daemon } from "../openclaw/daemon/daemon.ts";
import type { Environment } from "../openclaw/environment/environment.ts";
import type { Onboarded } from "../openclaw/models/onboarded.ts";
import type { OpenClaw } from "../openclaw/openclaw.ts";
import type { Resolver } from "../openclaw/resolver/resolver.ts";
import type { Vault } from "../vault/vault.ts";
import type { FarEnds } from "./far-ends.ts";
import type { Finder } from "./finder.ts";
import type { SettingsFile } from "./settings-file.ts";

export type Parts = {
  readonly version: string;
  readonly isPractice: boolean;
  readonly farEnds: () => FarEnds;
  readonly settings: SettingsFile;
  readonly vault: Vault;
  /** OpenClaw's configuration file. */
  readonly openclaw: OpenClaw;
  readonly finder: Finder;
  readonly daemon: Daemon;
  readonly environment: Environment;
  readonly resolver: Resolver;
  /** A Cloudflare set-up OpenClaw already has; looked for each time it is asked. */
  readonly onboarded: () => Promise<Onboarded | null>;
  readonly login: Login;
  /** How this run and those before it ended. */
  readonly runs: () => Promise<RunRecord>;
  readonly log: Log;
  /** The ways out of this network, asked at the start, after a sleep and now and then. */
  readonly proxies: () => Promise<ProxyRules>;
  /** Where a file the person asked for is put. */
  readonly downloadsFolder: () => string;
  readonly trafficScript: URL;
  readonly ledgerPath: string;
  readonly userDataDir: string;
  /** Where what was done to OpenClaw's files is kept until it is undone. */
  readonly journalFolder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** 256 random bits as text. */
  readonly randomKey: () => string;
  /** The user's IANA time zone, asked each time: people travel. */
  readonly zone: () => string;
  /** The last lines of the log, the newest last; no secret in them. */
  readonly recentLog: () => Promise<readonly string[]>;
  /** When Sluice has ended it begins anew, in practice or out of it; left out: nobody can bring that about. */
  readonly restart?: ((isPractice: boolean) => void) | undefined;
  /** When Sluice has ended what it made in its data folder is deleted. */
  readonly forget: () => void;
  /** Fills in what practice mode needs, once the vault is open; null otherwise. */
  readonly prepare: ((send: (command: Command) => Promise<Reply>) => Promise<void>) | null;
};
