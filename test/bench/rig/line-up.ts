/** Who takes part: every target of a run, started, or the reason why one is absent. */
import { startClaudeCodeRouter } from "./peers/claude-code-router.ts";
import { startDirect } from "./peers/direct.ts";
import { startNginx } from "./peers/nginx.ts";
import { startNodeRelay } from "./peers/node-relay.ts";
import { startPortkey } from "./peers/portkey.ts";
import { startFastProxy, startHttpProxy3 } from "./peers/proxies.ts";
import { type SluiceTarget, startSluice } from "./peers/sluice.ts";
import type { StartTarget, Target } from "./target.ts";
import type { Upstream } from "./upstream.ts";

export type LineUp = {
  /** Direct first, Sluice last. */
  readonly plain: readonly Target[];
  /** The same for the far end behind TLS; empty when no scenario needs them. */
  readonly tls: readonly Target[];
  readonly sluices: readonly SluiceTarget[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  close(): Promise<void>;
};

type Peer = { readonly start: StartTarget; readonly isNpm: boolean };

/** By the name on the command line and in the table. */
const peers: ReadonlyMap<string, Peer> = new Map([
  ["nginx", { start: startNginx, isNpm: false }],
  ["Node relay", { start: startNodeRelay, isNpm: false }],
  ["http-proxy-3", { start: startHttpProxy3, isNpm: true }],
  ["fast-proxy", { start: startFastProxy, isNpm: true }],
  ["Portkey", { start: startPortkey, isNpm: true }],
  ["CCR", { start: startClaudeCodeRouter, isNpm: true }],
]);
const tlsPeers: ReadonlyMap<string, StartTarget> = new Map([
  ["nginx", (upstream) => startNginx(upstream, true)],
]);

export async function startLineUp(
  upstream: Upstream,
  options: {
    readonly peers: readonly string[] | null;
    readonly withNpm: boolean;
    readonly withPlain: boolean;
    readonly withTls: boolean;
  },
): Promise<LineUp> {
  const absent: { name: string; reason: string }[] = [];
  const started: Target[] = [];
  const isWanted = (name: string, isNpm: boolean) =>
    options.peers?.some((one) => same(one, name)) ?? (options.withNpm || !isNpm);
  const tryTo = async (name: string, start: () => Promise<Target>): Promise<readonly Target[]> => {
    try {
      const target = await start();
      started.push(target);
      return [target];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // npm names the registry it asked, which is nobody's business.
      const plain = reason.replace(/https?:\/\/\S+/g, "the registry").replace(/\s+/g, " ");
      absent.push({ name, reason: plain.trim().slice(0, 300) });
      return [];
    }
  };
  const known = [...peers.keys()];
  for (const name of options.peers ?? []) {
    if (!known.some((one) => same(one, name)))
      absent.push({ name, reason: `not known: ${known.join(", ")}` });
  }
  const direct = await startDirect(upstream);
  const plain: Target[] = [direct];
  const tls: Target[] = [direct];
  const sluices: SluiceTarget[] = [];
  if (options.withPlain) {
    for (const [name, { isNpm, start }] of peers)
      if (isWanted(name, isNpm)) plain.push(...(await tryTo(name, () => start(upstream))));
    sluices.push(await startSluice(upstream));
  }
  if (options.withTls) {
    const behind = { port: upstream.tlsPort };
    for (const [name, start] of tlsPeers)
      if (isWanted(name, false)) tls.push(...(await tryTo(`${name}, TLS`, () => start(behind))));
    sluices.push(await startSluice(behind, true));
  }
  return {
    plain: [...plain, ...sluices.slice(0, options.withPlain ? 1 : 0)],
    tls: options.withTls ? [...tls, ...sluices.slice(-1)] : [],
    sluices,
    absent,
    async close() {
      await Promise.all([...started, ...sluices].map((target) => target.close()));
    },
  };
}

const same = (one: string, other: string): boolean => slug(one) === slug(other);
const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
