/** What is still missing before OpenClaw's requests can pass, in the order a person can do it. */
import type { AppState, SecretInfo, SecretKind } from "../../preload/contract/state.ts";

export const stepNames = ["account", "modelKey", "gatewayToken", "connect"] as const;
export type StepName = (typeof stepNames)[number];

/** open: the one to do now · done · skipped: optional and not wanted · later: waits for the ones before */
export type Step = {
  readonly name: StepName;
  readonly status: "open" | "done" | "skipped" | "later";
};

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

/** The overlay leaves the key with OpenClaw; our own entry needs one here. */
export function hasModelKey(state: AppState): boolean {
  const secret = secretOf(state, "provider");
  return (
    state.openclaw.link?.kind === "overlay" || (secret !== null && secret.status !== "missing")
  );
}

export function isSetupNeeded(state: AppState): boolean {
  return state.profile === null || state.openclaw.link === null || !hasModelKey(state);
}

/** @param skipped what the person has chosen to do without. */
export function stepsOf(state: AppState, skipped: readonly StepName[]): Step[] {
  const isDone: Readonly<Record<StepName, boolean>> = {
    account: state.profile !== null,
    modelKey: hasModelKey(state),
    gatewayToken: secretOf(state, "aiGateway") !== null,
    connect: state.openclaw.link !== null,
  };
  let isOpenFound = false;
  return stepNames.map((name) => {
    if (isDone[name]) return { name, status: "done" };
    if (skipped.includes(name) || (name === "gatewayToken" && isDone.connect))
      return { name, status: "skipped" };
    if (isOpenFound) return { name, status: "later" };
    isOpenFound = true;
    return { name, status: "open" };
  });
}
