/** The built router thread without the app around it: a bare process that starts it just as the app does. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ToThread } from "../../../main/app/traffic-messages.ts";
import type { TrafficConfig } from "../../../main/core/traffic.ts";
import { type Child, startChild } from "./child.ts";

const root = path.join(import.meta.dirname, "../../..");
const script = path.join(root, "dist/main/traffic-thread.js");
const emptyScript = path.join(import.meta.dirname, "children/empty-worker.mjs");

type Message = ToThread extends infer M ? (M extends ToThread ? Omit<M, "number"> : never) : never;

export type Ready = { readonly port?: number; readonly ms: number };

/** The limits the app gives its thread. @throws when the app's source no longer says them where they were */
function limitsOfApp(): object {
  const source = readFileSync(path.join(root, "main/app/traffic.ts"), "utf8");
  const limits = /resourceLimits: (\{[^}]+\})/.exec(source)?.[1];
  if (limits === undefined) throw new Error("main/app/traffic.ts has no resourceLimits");
  return JSON.parse(limits.replace(/(\w+):/g, '"$1":'));
}

function start(options: {
  readonly script: string;
  readonly ledgerPath: string;
  readonly messages: readonly Message[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Child<Ready>> {
  const { env, ...rest } = options;
  return startChild<Ready>(
    "worker-host",
    [JSON.stringify({ ...rest, limits: limitsOfApp() })],
    env,
  );
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
    { type: "listen", port: 0 },
  ];
  return start({ script, ledgerPath, messages, env });
}

export const localKey = "0".repeat(64);

const configOf = (base: string): TrafficConfig => ({
  route: "cloudflare",
  refuse: null,
  aiGateway: { base, accountId: "a", aiGatewayId: "g", token: null },
  providers: { anthropic: { base, key: "sk-ant-api03-bench-0123456789abcdef" } },
  localKey,
  checkKey: "1".repeat(64),
  responseCache: false,
  logPayloads: false,
});
