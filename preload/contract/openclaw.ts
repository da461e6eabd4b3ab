/** What the snapshot says of OpenClaw: its file, its copies, its daemon, its environment, its models, and how Sluice starts with the system. */
import type { ErrorCode } from "./error.ts";
import type { SecretKind } from "./state.ts";

export type LinkKind = "own" | "overlay" | "edge";

export type LinkState = {
  readonly kind: LinkKind;
  /** Slugs of the providers whose requests the link brings here. */
  readonly providers: readonly string[];
  /** True when the file on disk holds exactly this link and a running daemon that can be asked says it runs with it. */
  readonly applied: boolean;
};

/** What led to a copy of OpenClaw; in the order in which they are believed. */
export const installSources = [
  "chosen",
  "service",
  "managed",
  "homebrew",
  "nvm",
  "fnm",
  "volta",
  "asdf",
  "pnpm",
  "bun",
  "npm",
  "shell",
] as const;

/** One copy of OpenClaw on this machine; paths are absolute. */
export type OpenClawInstall = {
  readonly source: (typeof installSources)[number];
  /** The script itself, every symbolic link followed. */
  readonly entry: string;
  /** The Node.js that runs it; null when none was found that is new enough. */
  readonly node: string | null;
  readonly version: string | null;
  /** Below the version whose files and protocol are known: only what is safe there is offered. */
  readonly isTooOld: boolean;
};

export type DaemonState = {
  /** running: it answers and is ready · starting: it answers, not ready yet · stopped: nothing answers as OpenClaw on its port */
  readonly status: "running" | "starting" | "stopped";
  readonly port: number;
  /** How far it can be asked: everything over its socket · through OpenClaw's own program · only whether it lives. Null while it is stopped. */
  readonly access: "rpc" | "cli" | "health" | null;
  /** Why it can be asked less than everything, or why it does not start; null when nothing is wrong. */
  readonly problem: ErrorCode | null;
  readonly version: string | null;
  /** Epoch ms; null when it does not say. */
  readonly startedAt: number | null;
  /** True when it runs with what its file says; null when it cannot be asked. */
  readonly isConfigApplied: boolean | null;
  /** Where its files are: on this machine's disk, in a container, in a Linux inside Windows, on another machine. */
  readonly place: "here" | "container" | "wsl" | "elsewhere";
  /** Who starts it again when it ends; null when nobody does. */
  readonly supervisor: "launchd" | "systemd" | "task" | null;
  /** Owners of secrets OpenClaw could not read, as "provider:anthropic". */
  readonly degraded: readonly string[];
  /** Models OpenClaw leaves alone until a moment (epoch ms), in its own word for why. */
  readonly cooldowns: readonly {
    readonly provider: string;
    readonly model: string;
    readonly reason: string;
    readonly until: number;
  }[];
  /** How often Sluice may still start or restart it within these ten minutes. */
  readonly startsLeft: number;
};

/** Where a variable of the daemon can come from; an earlier one wins over a later one. */
export const environmentLayers = [
  "process",
  "service",
  "dotenv",
  "config",
  "shellEnv",
  "loginShell",
] as const;
export type EnvironmentLayer = (typeof environmentLayers)[number];

/** A variable as far as it may be known: names, sources, last four characters. */
export type EnvironmentVariable = {
  readonly name: string;
  /** The layer whose value a start of the daemon would use now; null when none counts. */
  readonly winner: EnvironmentLayer | null;
  readonly layers: readonly {
    readonly layer: EnvironmentLayer;
    /** At most the last four characters, and none of a short value. */
    readonly tail: string;
    /** Whether it says the same as the winner. */
    readonly isSame: boolean;
  }[];
  /** The running daemon was started before the change: it has another value, or none. */
  readonly isStale: boolean;
};

/** A key that stands readable in one of OpenClaw's files. */
export type PlaintextKey = {
  readonly id: string;
  /** The file, and the place in it as people would name it. */
  readonly file: string;
  readonly place: string;
  readonly kind: SecretKind;
  readonly provider: string | null;
  readonly tail: string;
  /** Copies OpenClaw itself keeps of that file, which hold the key too. */
  readonly copies: readonly string[];
};

export const repairNames = [
  "dotenv.write",
  "shellEnv.on",
  "resolver.use",
  "service.reinstall",
  "daemon.restart",
  "proxy.except",
] as const;
export type RepairName = (typeof repairNames)[number];

/** What can be done about the environment, and exactly what it would change; no value of a secret in it. */
export type RepairOffer = {
  readonly name: RepairName;
  /** The variable it is about; null when it is about all of them. */
  readonly variable: string | null;
  /** "file: line" for each line added, changed or removed. */
  readonly preview: readonly string[];
};

export type EnvironmentState = {
  readonly readAt: number;
  /** The daemon sends even loopback through a proxy: a link would give that proxy the local key. */
  readonly proxied: boolean;
  readonly variables: readonly EnvironmentVariable[];
  readonly plaintext: readonly PlaintextKey[];
  readonly repairs: readonly RepairOffer[];
};

/** A Cloudflare set-up that OpenClaw already has. */
export type ImportOffer = {
  readonly accountId: string;
  readonly aiGatewayId: string;
  readonly provider: string;
  /** Last four characters of the provider key found with it; null when there is none to take over. */
  readonly tail: string | null;
  readonly hasToken: boolean;
};

/** A provider of the user's own in OpenClaw's file or its models, and whether an overlay can bring it here. */
export type OverlayOffer = {
  readonly slug: string;
  /** OpenClaw's id of it. */
  readonly id: string;
  /** Why not; null when it can. */
  readonly refusal: ErrorCode | null;
};

export type OpenClawState = {
  /** About the configuration file: found, none there, or there and not to be understood. */
  readonly status: "found" | "notFound" | "unreadable";
  /** Of the running daemon, else of the copy in use, else of the one that last wrote the file. */
  readonly version: string | null;
  readonly configPath: string;
  readonly link: LinkState | null;
  /** The copies found; the first is the one Sluice uses. Null until it has been looked for. */
  readonly installs: readonly OpenClawInstall[] | null;
  /** Null until the daemon has been asked. */
  readonly daemon: DaemonState | null;
  /** Null until the daemon's environment has been read. */
  readonly environment: EnvironmentState | null;
  readonly overlays: readonly OverlayOffer[];
  readonly offer: ImportOffer | null;
  /** Signs of an OpenClaw where Sluice cannot reach its files, looked for when no copy was found here. */
  readonly elsewhere: readonly { readonly place: "container" | "wsl"; readonly name: string }[];
  /** Where what to paste was written, when the file could not be edited in place; null when nothing is to be pasted. */
  readonly snippet: string | null;
  /** The little program that answers OpenClaw from the keychain while Sluice is closed. */
  readonly resolver: "absent" | "ready" | "broken";
  /** What no pause reaches, of a linked OpenClaw: models in its configuration whose requests do not pass Sluice. */
  readonly leaks: readonly Leak[];
};

export type Leak = {
  /** The dotted place in the file, an agent of a list by its id: "agents.defaults.heartbeat.model". */
  readonly key: string;
  /** OpenClaw's name of the model; null for a file that is included there, of which nothing is known. */
  readonly ref: string | null;
};

/** A model OpenClaw could use, under the name OpenClaw has for it. */
export type OpenClawModelInfo = {
  readonly ref: string;
  readonly name: string;
  /** How its requests travel as things are linked now. */
  readonly route: "sluice" | "own";
  readonly contextWindow: number | null;
  /** Micro-dollars per million tokens; null when the price is not known. */
  readonly price: { readonly input: number; readonly output: number } | null;
  /** False while OpenClaw leaves it alone. */
  readonly isAvailable: boolean;
};

/** Something that keeps to a model of its own and ignores the default. */
export type ModelPin = {
  readonly kind: "session" | "agent";
  /** What OpenClaw calls it. */
  readonly key: string;
  readonly name: string;
  readonly ref: string;
};

export type ModelState = {
  /** The model OpenClaw uses by default through Sluice's own link. */
  readonly selected: { readonly provider: string; readonly model: string };
  readonly known: readonly {
    readonly provider: string;
    readonly model: string;
    readonly name: string;
  }[];
  /** What OpenClaw says of its models; null until it could be asked. */
  readonly openclaw: {
    /** The default in force, in today's spelling; null when none is set. */
    readonly primary: string | null;
    /** In the order OpenClaw tries them. */
    readonly fallbacks: readonly string[];
    readonly list: readonly OpenClawModelInfo[];
    readonly pins: readonly ModelPin[];
  } | null;
};

/** Starting Sluice with the system. */
export type LoginState = {
  /** Who would start it, and start it again after a crash; null when nothing here can. */
  readonly supervisor: "launchd" | "systemd" | "task" | "autostart" | null;
  readonly isOn: boolean;
  /** A window manager that starts nothing at login by itself, and what to write into its configuration. */
  readonly byHand?: { readonly desktop: string; readonly line: string };
};
