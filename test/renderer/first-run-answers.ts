/** Does to a snapshot what the app would while a person goes through the first run; of a key only its end is kept. */
import type { Command } from "../../preload/contract/command.ts";
import { setupSteps } from "../../preload/contract/desk.ts";
import type { AppState, SecretInfo } from "../../preload/contract/state.ts";
import { seenAt } from "./cloudflare-states.ts";
import { now } from "./snapshots.ts";

type Answers = {
  readonly [T in Command["type"]]?: (
    command: Extract<Command, { type: T }>,
    state: AppState,
  ) => Partial<AppState>;
};

const answers: Answers = {
  "setup.go"({ skip, step }, { setup }) {
    const skipped = new Set(setup.skipped);
    if (skip) skipped.add(setup.step);
    else skipped.delete(setup.step);
    skipped.delete(step);
    const kept = setupSteps.filter((each) => skipped.has(each));
    return { setup: { status: "open", step, skipped: kept } };
  },
  "setup.end": ({ isDone }, { setup }) => ({
    setup: { ...setup, status: isDone ? "done" : "left" },
  }),
  "secret.save"({ kind, provider, secret }, { secrets }) {
    const info: SecretInfo = {
      ...{ kind, tail: secret.slice(-4), status: "saved", checkedAt: null },
      ...(provider !== undefined && { provider }),
    };
    const others = secrets.filter((each) => each.kind !== kind || each.provider !== provider);
    return { secrets: [...others, info] };
  },
  "secret.remove": ({ kind, provider }, { secrets }) => ({
    secrets: secrets.filter((each) => each.kind !== kind || each.provider !== provider),
  }),
  "vault.session": () => ({ vault: { kind: "session", backend: "memory" } }),
  "cloudflare.look": (_, { cloudflare }) => ({
    // What has been made since is seen, too.
    cloudflare: {
      ...seenAt(now),
      ...(cloudflare.aiGateways && { aiGateways: cloudflare.aiGateways }),
    },
  }),
  "cloudflare.create": ({ id }, { cloudflare }) => ({
    cloudflare: {
      ...cloudflare,
      aiGateways: [
        ...(cloudflare.aiGateways ?? []),
        { id, authentication: true, collectsLogs: true, cacheTtlSeconds: null },
      ],
    },
  }),
  "profile.save": ({ accountId, aiGatewayId, name }) => ({
    profile: { id: "p1", name, accountId, aiGatewayId },
  }),
  "openclaw.link": ({ kind, providers = ["anthropic"] }, { openclaw }) => ({
    openclaw: { ...openclaw, link: { kind, providers, applied: true } },
  }),
  "login.set": ({ isOn }, { login }) => ({ login: { ...login, isOn } }),
  "allowance.set": ({ microUsdPerDay, then }, { allowance }) => ({
    allowance: { ...allowance, microUsdPerDay, then },
  }),
};

export function afterFirstRun(command: Command, state: AppState): AppState {
  const answer = answers[command.type] as
    | ((command: Command, state: AppState) => Partial<AppState>)
    | undefined;
  return answer ? { ...state, ...answer(command, state) } : state;
}
