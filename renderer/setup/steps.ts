/** What is there already of what OpenClaw's requests need to pass, and what is not. */
import type { SetupStep, Trial } from "../../preload/contract/desk.ts";
import type { AppState, SecretInfo, SecretKind } from "../../preload/contract/state.ts";
import { canOverlay } from "../openclaw/kind.ts";
import { presenceOf } from "../openclaw/standing.ts";

export function secretOf(
  state: Pick<AppState, "secrets" | "models">,
  kind: SecretKind,
): SecretInfo | null {
  return (
    state.secrets.find(
      (secret) =>
        secret.kind === kind &&
        (kind !== "provider" || secret.provider === state.models.selected.provider),
    ) ?? null
  );
}

/** A key that is in the vault, as far as anybody knows. */
export const isKept = (secret: SecretInfo | null): secret is SecretInfo =>
  secret !== null && secret.status !== "missing";

/** The overlay leaves the key with OpenClaw; our own entry needs one here, unless Cloudflare has it, or pays. */
export function hasModelKey(state: AppState): boolean {
  const { models, openclaw, providers } = state;
  const { payer = "key" } = providers.find(({ slug }) => slug === models.selected.provider) ?? {};
  return (
    openclaw.link?.kind === "overlay" || payer !== "key" || isKept(secretOf(state, "provider"))
  );
}

export function isSetupNeeded(state: AppState): boolean {
  return state.profile === null || state.openclaw.link === null || !hasModelKey(state);
}

/** The AI Gateway in use asks for a token, and none is saved. Not known without an analytics token: then nothing is said. */
export function needsGatewayToken(state: AppState): boolean {
  const { cloudflare, profile } = state;
  const used = cloudflare.aiGateways?.find(({ id }) => id === profile?.aiGatewayId);
  return used?.authentication === true && !isKept(secretOf(state, "aiGateway"));
}

const resultsOf = ({ rows }: Trial) =>
  rows.flatMap(({ cloudflare, direct }) => [direct, cloudflare]);

/** Every request of it, on each way there is. */
export const hasPassed = (trial: Trial): boolean =>
  trial.status === "done" &&
  resultsOf(trial).every(({ status }) => status === "passed" || status === "absent");

export const hasFailed = (trial: Trial): boolean =>
  trial.status !== "running" && resultsOf(trial).some(({ status }) => status === "failed");

/** OpenClaw is connected and was checked, but not everything passed: the page of checks says what. */
export const isToCheckAgain = ({ openclaw, trial }: AppState): boolean =>
  openclaw.link !== null && trial.last !== null && !hasPassed(trial.last);

/** The screens of the first run whose work is truly undone, whether they were passed over or came undone since; in their order. */
export function undoneSteps(state: AppState): SetupStep[] {
  const { openclaw, profile, route, setup, trial } = state;
  // Nobody checked, and nothing has come through: it was put off, not made superfluous. What failed is undone until it passes.
  const { last } = trial;
  const isPutOff =
    setup.skipped.includes("check") && (last === null ? route.verified === null : !hasPassed(last));
  const isUnchecked = isPutOff || (setup.status !== "done" && last !== null && hasFailed(last));
  const isUndone: Readonly<Record<SetupStep, boolean>> = {
    welcome: false,
    openclaw: presenceOf(openclaw) === "notFound" && openclaw.installs !== null,
    modelKey: !hasModelKey(state) && !canOverlay(openclaw.overlays),
    cloudflare: profile === null || needsGatewayToken(state),
    check: openclaw.link === null || isUnchecked,
    done: false,
  };
  return setupSteps.filter((step) => isUndone[step]);
}

/** In their order; the contract's own list is a value, and the window takes only its types. */
export const setupSteps = [
  "welcome",
  "openclaw",
  "modelKey",
  "cloudflare",
  "check",
  "done",
] as const satisfies readonly SetupStep[];
