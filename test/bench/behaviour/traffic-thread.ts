/** The built router thread without the app around it: a bare process that starts it just as the app does. */
import path from "node:path";
import { threadLimits } from "../../../main/app/traffic.ts";
import type { ToThread } from "../../../main/app/traffic-messages.ts";
import type { TrafficConfig } from "../../../main/core/traffic.ts";
import { type Child, startChild } from "./child.ts";

const root = path.join(import.meta.dirname, "../../..");
const script = path.join(root, "dist/main/traffic-thread.js");
const emptyScript = path.join(import.meta.dirname, "children/empty-worker.mjs");

type Message = ToThread extends infer M ? (M extends ToThread ? Omit<M, "number"> : never) : never;

export type Ready = { readonly port?: number; readonly ms: number };

function start(options: {
  readonly script: string;
  readonly ledgerPath: string;
  readonly messages: readonly Message[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Child<Ready>> {
  const { env, ...rest } = options;
  return startChild<Ready>("worker-host", [JSON.stringify({ ...rest, limits: threadLimits })], env);
}

export const startEmptyThread = (): Promise<Child<Ready>> =>
  start({ script: emptyScript, ledgerPath: "", messages: [] });

/** Listens when it resolves. `asksUsage`: is asked for the day's figures first, as the app does at its start. */
export function startTrafficThread(options: {
  readonly base: string;
  readonly ledgerPath: string;
  readonly asksUsage?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Child<Ready>> {
  const { asksUsage = false, base, env = {}, ledgerPath } = options;
  const messages: Message[] = [
    ...(asksUsage ? [{ type: "usage" as const }] : []),
    { type: "configure", config: configOf(base) },
    { type: "listen", port: 0, keepsFormer: false },
  ];
  return start({ script, ledgerPath, messages, env });
}

export const localKey = "0".repeat(64);

const configOf = (base: string): TrafficConfig => ({
  route: "cloudflare",
  refuse: null,
  stopAtMicroUsd: null,
  profile: null,
  aiGateway: { base, accountId: "a", aiGatewayId: "g", token: null },
  providers: { anthropic: { base, key: "sk-ant-api03-bench-0123456789abcdef" } },
  localKey,
  checkKey: "1".repeat(64),
  logPayloads: false,
  proxies: { https: null, http: null, except: [] },
});
