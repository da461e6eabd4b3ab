/** A Node.js new enough for a copy of OpenClaw: looked for where it would be, its version read from its path or asked. */
import { isNodeFit } from "../../core/find/node-range.ts";
import { valuesOf } from "../../core/find/windows-places.ts";
import type { Disk } from "./disk.ts";
import { expand } from "./expand.ts";
import type { Run } from "./run.ts";
import { isTrusted } from "./trust.ts";

export type Nodes = {
  /**
   * The first of the programs (absolute, or patterns with `*`) that fits; null when none does. Links are kept in the path:
   * Homebrew's outlives an update, what it leads to does not.
   */
  firstFit(patterns: readonly string[], range: string | null): Promise<string | null>;
};

const limitMs = 2_000;
/** A machine has a few; each that hangs would cost its limit. */
const maxRuns = 6;
/** As version managers and Homebrew name them: `node/v24.16.0/bin/node`, `Cellar/node@24/24.16.0_1/bin/node`, `tools/node-v24.19.0/…` */
const versionInPath =
  /(?:node|nodejs|node-versions|node@\d+|nvm)[\\/-]v?(\d+\.\d+\.\d+)(?:_\d+)?[\\/](?:installation[\\/])?(?:bin[\\/])?node(?:\.exe)?$/i;

/** By path and stamp: a version never changes while the file does not. One for the life of the process. */
const asked = new Map<string, string | null>();

export function createNodes({
  disk,
  run,
  env,
  platform,
}: {
  readonly disk: Disk;
  readonly run: Run;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}): Nodes {
  let runs = 0;
  let isSlow = false;

  async function versionOf(program: string): Promise<string | null> {
    const real = await disk.real(program);
    // Volta's and snap's programs of that name are links to their own launchers.
    if (!real || !/[\\/]node(?:js)?(?:\.exe)?$/i.test(real)) return null;
    const look = await disk.look(real);
    if (look?.kind !== "file") return null;
    // The path as it was given: it is what will be run, so the links in it count.
    if (!(await isTrusted(program, platform, disk))) return null;
    const named = versionInPath.exec(real)?.[1];
    if (named) return named;
    const key = `${real}\n${look.stamp}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (runs >= maxRuns || isSlow || (await isScript(real))) return null;
    runs += 1;
    const startedAt = performance.now();
    const systemRoot = valuesOf(env)("SystemRoot");
    const printed = await run(real, ["--version"], {
      // Nothing of ours: NODE_OPTIONS could make it load code.
      env: systemRoot ? { SystemRoot: systemRoot } : {},
      limitMs,
    });
    if (!printed) {
      isSlow = performance.now() - startedAt >= limitMs;
      return null;
    }
    const version = Buffer.from(printed).toString("latin1").trim().replace(/^v/, "");
    asked.set(key, version);
    return version;
  }

  /** asdf's and nodenv's shims are scripts of that name, which would start what they like. */
  async function isScript(program: string): Promise<boolean> {
    const small = await disk.read(program, 64 * 1024);
    return small?.subarray(0, 2).toString("latin1") === "#!";
  }

  return {
    async firstFit(patterns, range) {
      for (const pattern of patterns) {
        for (const program of await expand(pattern, disk)) {
          const version = await versionOf(program);
          if (version !== null && isNodeFit(version, range)) return program;
        }
      }
      return null;
    },
  };
}
