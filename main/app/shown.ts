/** What others have found out and the snapshot only shows: OpenClaw, its models and its estimate, the login, Cloudflare. */
import type { AiGatewayState } from "../../preload/contract/ai-gateway.ts";
import { type CloudflareState, capabilityNames } from "../../preload/contract/cloudflare.ts";
import type { DeskState, TrialState } from "../../preload/contract/desk.ts";
import type { LoginState, ModelState, OpenClawState } from "../../preload/contract/openclaw.ts";
import type { UsageState } from "../../preload/contract/state.ts";
import { untried } from "./trial.ts";

export type Shown = ReturnType<typeof createShown>;

type Estimate = { readonly day: string; readonly of: UsageState["today"]["openclaw"] };

const unseen: OpenClawState = {
  ...{ status: "notFound", version: null, configPath: "", link: null, installs: null },
  ...{ daemon: null, environment: null, overlays: [], offer: null, elsewhere: [], snippet: null },
  ...{ resolver: "absent", leaks: [] },
};

const unasked: CloudflareState = {
  ...{ status: "off", error: null, askedAt: null, tokenExpiresAt: null },
  capabilities: Object.fromEntries(
    capabilityNames.map((name) => [name, { status: "unknown", error: null }]),
  ) as CloudflareState["capabilities"],
  ...{ accounts: null, aiGateways: null, credits: null, proxy: null },
};

const unread: AiGatewayState = {
  ...{ status: "off", error: null, readAt: null, settings: null, proposal: null },
  ...{ routes: null, storedKeys: null, logRows: null },
};

export function createShown(publish: () => void) {
  let openclaw = unseen;
  let models: ModelState["openclaw"] = null;
  let login: LoginState = { supervisor: null, isOn: false };
  let cloudflare = unasked;
  let aiGateway = unread;
  let trial = untried;
  let desk: DeskState = {
    ...{ platform: systemOf(process.platform), hasTray: null },
    ...{ shortcutsTaken: [], canRestart: false, folder: "", shortcutsFrom: "system" },
  };
  /** OpenClaw's own, of the day it is of. */
  let estimate: Estimate | null = null;
  return {
    openclaw: () => openclaw,
    models: () => models,
    login: () => login,
    cloudflare: () => cloudflare,
    aiGateway: () => aiGateway,
    trial: () => trial,
    desk: () => desk,
    withEstimate({ today, ...rest }: UsageState): UsageState {
      const { elsewhere } = today.coverage;
      // Without a token nobody is asked; what was learnt while there was one is still in the figure, and named.
      const isAsked = cloudflare.status !== "off" || (elsewhere?.requests ?? 0) > 0;
      const coverage = { ...today.coverage, elsewhere: isAsked ? elsewhere : null };
      const openclaw = estimate?.day === today.day ? estimate.of : null;
      return { ...rest, today: { ...today, coverage, openclaw } };
    },
    setOpenClaw(next: OpenClawState): void {
      openclaw = next;
      publish();
    },
    setModels(next: ModelState["openclaw"]): void {
      models = next;
      publish();
    },
    setLogin(next: LoginState): void {
      login = next;
      publish();
    },
    /** Null: nothing is known any more, as with another token. */
    setCloudflare(next: Partial<CloudflareState> | null): void {
      cloudflare = { ...(next === null ? unasked : cloudflare), proxy: cloudflare.proxy, ...next };
      publish();
    },
    /** Null: nothing is known any more, as of another profile's. */
    setAiGateway(next: Partial<AiGatewayState> | null): void {
      aiGateway = next === null ? unread : { ...aiGateway, ...next };
      publish();
    },
    setTrial(next: Partial<TrialState>): void {
      trial = { ...trial, ...next };
      publish();
    },
    setDesk(next: Partial<DeskState>): void {
      desk = { ...desk, ...next };
      publish();
    },
    setEstimate(next: Estimate): void {
      estimate = next;
      publish();
    },
  };
}

/** Other systems of the same kind count as Linux. */
const systemOf = (platform: NodeJS.Platform): DeskState["platform"] =>
  platform === "darwin" || platform === "win32" ? platform : "linux";
