/** The one thing that needs the person: what the app says, else what the snapshot shows by itself. */
import type { AppState } from "../../preload/contract/state.ts";
import type { Code } from "../copy/language.ts";
import { type Remedy, remedyOf } from "../remedy.ts";

export type NoticeView = Remedy & {
  readonly code: Code;
};

export function noticeOf(state: AppState): NoticeView | null {
  const code = codeOf(state);
  if (code === null) return null;
  const remedy = remedyOf(code);
  return {
    code,
    tone: remedy.tone,
    action: canApply(state, remedy) ? remedy.action : null,
  };
}

function codeOf({ allowance, notice, openclaw, route, router, vault }: AppState): Code | null {
  // What the switch's own place says already is not said twice.
  if (notice && notice.code !== "paused") return notice.code;
  if (router.status === "failed") return router.error ?? "router.failed";
  if (openclaw.status === "unreadable") return "config.unreadable";
  if (vault.kind === "locked") return "vault.locked";
  if (vault.kind === "none") return "vault.none";
  if (route.refusing !== null && route.refusing !== "paused") return route.refusing;
  if (openclaw.link && !openclaw.link.applied) return "config.changed";
  return allowance.reached ? "allowance.reached" : null;
}

/** An action that leads where the person already is, is absent. */
function canApply({ notice, route, vault }: AppState, { action }: Remedy): boolean {
  if (action === "skipCache") return notice?.model !== undefined;
  if (action === "goDirect") return route.asked === "cloudflare";
  if (action === "goCloudflare") return route.asked === "direct";
  if (action === "keepSession") return vault.kind !== "session";
  return true;
}
