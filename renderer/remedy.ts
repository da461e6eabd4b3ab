/** For each code: how serious it is, and the one thing the window can do about it. */

import type { Words } from "./copy/en.ts";
import type { Code } from "./copy/language.ts";

export type ActionName = keyof Words["actions"];

/** amber: it will pass or you chose it · red: it needs you · calm: unknown, nothing is wrong. */
export type Tone = "amber" | "red" | "calm";

export type Remedy = { readonly tone: Tone; readonly action: ActionName | null };

const red = (action: ActionName | null = null): Remedy => ({ tone: "red", action });
const amber = (action: ActionName | null = null): Remedy => ({ tone: "amber", action });
const calm = (action: ActionName | null = null): Remedy => ({ tone: "calm", action });

const remedies: Readonly<Record<Code, Remedy>> = {
  "command.malformed": red(),
  "command.unknown": red(),
  "command.invalid": amber(),
  "app.quitting": amber(),
  "app.failed": red(),
  "app.crashing": amber("openclaw"),
  "profile.missing": calm("account"),
  "profile.unknown": red("account"),
  "secret.malformed": amber(),
  "secret.wrongKind": amber(),
  "secret.inUse": amber(),
  "secret.missing": calm("modelKey"),
  "vault.locked": amber("unlocked"),
  "vault.none": amber("keepSession"),
  "vault.timeout": amber("unlocked"),
  "vault.failed": red("unlocked"),
  "router.portTaken": red(),
  "router.failed": red(),
  "router.off": amber(),
  "ledger.failed": red(),
  "disk.full": red(),
  "disk.readOnly": red(),
  "disk.failed": red(),
  "login.unsupported": calm(),
  "login.failed": amber(),
  "openclaw.notFound": calm("openclaw"),
  "openclaw.notInstalled": calm("openclaw"),
  "openclaw.pathInvalid": amber(),
  "openclaw.tooOld": amber("openclaw"),
  "openclaw.elsewhere": calm("openclaw"),
  "openclaw.notRunning": calm("openclaw"),
  "openclaw.noAnswer": amber("openclaw"),
  "openclaw.unauthorized": amber("openclaw"),
  "openclaw.refused": amber("openclaw"),
  "openclaw.startsSpent": red("openclaw"),
  "openclaw.startFailed": red("openclaw"),
  "openclaw.configInvalid": red("openclaw"),
  "openclaw.stateTaken": amber("openclaw"),
  "config.unreadable": red(),
  "settings.unreadable": red("resume"),
  "config.broken": red(),
  "config.cannotEdit": red(),
  "config.includes": red(),
  "config.changed": amber("openclaw"),
  "config.symlink": red(),
  "config.tooLarge": red(),
  "config.rejected": amber("openclaw"),
  "link.taken": red("openclaw"),
  "link.missing": calm("openclaw"),
  "link.providerUnavailable": amber("openclaw"),
  "link.customBaseUrl": calm(),
  "link.nothingToOverlay": calm("openclaw"),
  "link.proxied": red("openclaw"),
  "link.late": amber("openclaw"),
  "edge.keysInMemory": amber("openclaw"),
  "edge.keysUnavailable": amber("openclaw"),
  "resolver.unsupported": calm("openclaw"),
  "resolver.failed": amber("openclaw"),
  "repair.unavailable": calm("openclaw"),
  "key.unknown": calm("openclaw"),
  "key.unproven": amber("openclaw"),
  "import.nothing": calm(),
  "pin.unknown": calm("openclaw"),
  "model.unknown": amber(),
  "model.pastSluice": amber("openclaw"),
  "check.unknown": amber(),
  "check.failed": amber(),
  "allowance.reached": amber("allowance"),
  paused: amber("resume"),
  allowance: amber("allowance"),
  tokenRejected: red("gatewayToken"),
  aiGatewayMissing: red("account"),
  rateLimited: amber(),
  spendLimit: amber(),
  noCredits: red("modelKey"),
  blocked: amber(),
  cloudflareUnreachable: amber("goDirect"),
  cloudflareFailed: amber("goDirect"),
  providerUnreachable: amber(),
  noProfile: calm("account"),
  noDirectRoute: amber("goCloudflare"),
  keyMissing: red("modelKey"),
  keychainLocked: amber("unlocked"),
};

export const remedyOf = (code: Code): Remedy => remedies[code];

/** Cloudflare itself said no. */
const byCloudflare: ReadonlySet<Code> = new Set([
  "tokenRejected",
  "aiGatewayMissing",
  "rateLimited",
  "spendLimit",
  "noCredits",
  "blocked",
] satisfies Code[]);

export const isByCloudflare = (code: Code): boolean => byCloudflare.has(code);

/** Troubles of the way through Cloudflare: on the direct way they are the reason for being there. */
export const isAtCloudflare = (code: Code): boolean =>
  byCloudflare.has(code) ||
  code === "cloudflareUnreachable" ||
  code === "cloudflareFailed" ||
  code === "noProfile";
