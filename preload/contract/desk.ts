/** What the snapshot says of the person's desk and of the first run: the system, its tray, the shortcuts, how far the set-up got, what a trial of both ways found. */
import type { ErrorCode } from "./error.ts";
import type { RefusalReason } from "./state.ts";

export const shortcutNames = ["open", "route", "pause"] as const;
/** open: the window · route: the switch · pause: an hour's pause, and its end. */
export type ShortcutName = (typeof shortcutNames)[number];

export type DeskState = {
  readonly platform: "darwin" | "win32" | "linux";
  /** False: nothing on this desktop shows our icon. Null: not looked for yet, or there is no face. */
  readonly hasTray: boolean | null;
  /** Shortcuts the system would not give us: another program has them. */
  readonly shortcutsTaken: readonly ShortcutName[];
  /** Whether Sluice can start itself anew, in practice or out of it. */
  readonly canRestart: boolean;
  /** Sluice's own folder on this computer. */
  readonly folder: string;
  /** Who gives the keys that work everywhere. portal: the desktop, which may ask the person · nobody: a Wayland desktop without that. */
  readonly shortcutsFrom: "system" | "portal" | "nobody";
};

/** The screens of the first run, in their order. */
export const setupSteps = [
  "welcome",
  "openclaw",
  "modelKey",
  "cloudflare",
  "check",
  "done",
] as const;
export type SetupStep = (typeof setupSteps)[number];

export type SetupState = {
  /** open: the window shows it · left: put off by the person, who finds the rest on Home · done: gone through to its end. */
  readonly status: "open" | "left" | "done";
  /** Where it stands, or would go on. */
  readonly step: SetupStep;
  /** Passed without doing them. */
  readonly skipped: readonly SetupStep[];
};

/** What a trial asks of a model, each as a small request of its own. */
export const probeNames = [
  "plain",
  "stream",
  "tools",
  "thinking",
  "picture",
  "promptCache",
  "large",
] as const;
export type ProbeName = (typeof probeNames)[number];

export type ProbeResult = {
  /** absent: this way does not exist for the provider, or has no key for it. */
  readonly status: "waiting" | "running" | "passed" | "failed" | "skipped" | "absent";
  readonly firstByteMs: number | null;
  readonly totalMs: number | null;
  readonly error: ErrorCode | RefusalReason | null;
  /** The status the far end answered, where that is why it failed. */
  readonly answered?: number | undefined;
};

/** The same small requests sent straight to the provider and through Cloudflare, in mixed order; marked as Sluice's own. */
export type Trial = {
  readonly status: "running" | "stopped" | "done";
  readonly provider: string;
  readonly model: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** What it has cost by Sluice's own prices so far; null: not known. */
  readonly costMicroUsd: number | null;
  readonly rows: readonly {
    readonly probe: ProbeName;
    readonly direct: ProbeResult;
    readonly cloudflare: ProbeResult;
  }[];
  /** What Cloudflare adds until the first byte, over the pairs where both passed; null: fewer than three. */
  readonly added: {
    readonly medianMs: number;
    readonly lowMs: number;
    readonly highMs: number;
    readonly pairs: number;
  } | null;
};

export type TrialState = {
  /** What a whole one costs about, with the model in use; null: no price known. */
  readonly estimateMicroUsd: number | null;
  /** The last one, kept between starts; null: never. */
  readonly last: Trial | null;
};
