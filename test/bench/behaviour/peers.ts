/** Everybody who can be started here, in front of one far end; who cannot is named with the reason. */
import { startClaudeCodeRouter } from "../rig/peers/claude-code-router.ts";
import { startDirect } from "../rig/peers/direct.ts";
import { startNginx } from "../rig/peers/nginx.ts";
import { startNodeRelay } from "../rig/peers/node-relay.ts";
import { startPortkey } from "../rig/peers/portkey.ts";
import { startFastProxy, startHttpProxy3 } from "../rig/peers/proxies.ts";
import type { StartTarget, Target } from "../rig/target.ts";

export type Peers = {
  /** Direct first. */
  readonly targets: readonly Target[];
  readonly absent: readonly string[];
  close(): Promise<void>;
};

const starts: Readonly<Record<string, StartTarget>> = {
  nginx: startNginx,
  "Node relay": startNodeRelay,
  "http-proxy-3": startHttpProxy3,
  "fast-proxy": startFastProxy,
  Portkey: startPortkey,
  CCR: startClaudeCodeRouter,
};

export async function startPeers(
  upstream: { readonly port: number },
  isAlone: boolean,
): Promise<Peers> {
  const targets: Target[] = [await startDirect(upstream)];
  const absent: string[] = [];
  for (const [name, start] of isAlone ? [] : Object.entries(starts)) {
    try {
      targets.push(await start(upstream));
    } catch (error) {
      absent.push(`${name}: ${error instanceof Error ? error.message.slice(0, 200) : error}`);
    }
  }
  return {
    targets,
    absent,
    async close() {
      await Promise.all(targets.map((target) => target.close()));
    },
  };
}
