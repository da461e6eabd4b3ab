/** From anything that leads to OpenClaw (a link, a shim, its script, its folder) to the one real copy behind it. */
import path from "node:path";
import { parseShim } from "../../core/find/shim.ts";
import type { Disk } from "./disk.ts";

export type Copy = {
  /** `openclaw.mjs`, absolute, every link followed. */
  readonly entry: string;
  readonly version: string | null;
  /** `engines.node` of its package.json. */
  readonly nodeRange: string | null;
  /** Where its Node.js would be, likeliest first; nobody has looked yet. */
  readonly nodes: readonly string[];
};

const maxPackageBytes = 1024 * 1024;
const maxShimBytes = 64 * 1024;
/** `bin/openclaw` of Homebrew leads to a shim that leads to the script. */
const maxHops = 4;
/** `dist/cli/entry.js` is two folders below the package. */
const maxClimb = 3;

/** Null where nothing of that name is a copy of OpenClaw. */
export async function resolveCopy(
  given: string,
  { disk, platform }: { readonly disk: Disk; readonly platform: NodeJS.Platform },
): Promise<Copy | null> {
  const system = platform === "win32" ? path.win32 : path.posix;
  const program = platform === "win32" ? "node.exe" : "node";

  async function follow(at: string, hops: number, nodes: readonly string[]): Promise<Copy | null> {
    const real = await disk.real(at);
    const look = real && (await disk.look(real));
    if (!real || !look) return null;
    const beside = [...nodes, system.join(system.dirname(at), program)];
    if (look.kind === "folder") return packageAt(real, beside);
    for (let folder = system.dirname(real), climbed = 0; climbed < maxClimb; climbed += 1) {
      const copy = await packageAt(folder, beside);
      if (copy) return copy;
      folder = system.dirname(folder);
    }
    const bytes = hops < maxHops ? await disk.read(real, maxShimBytes) : null;
    if (!bytes || bytes.includes(0)) return null;
    const shim = parseShim(bytes.toString("utf8"), system.dirname(real));
    for (const target of shim.targets.slice(0, maxHops)) {
      const copy = await follow(system.normalize(target), hops + 1, [
        ...shim.nodes.map(system.normalize),
        ...beside,
      ]);
      if (copy) return copy;
    }
    return null;
  }

  async function packageAt(folder: string, nodes: readonly string[]): Promise<Copy | null> {
    const described = packageOf(
      await disk.read(system.join(folder, "package.json"), maxPackageBytes),
    );
    if (!described) return null;
    const entry = await disk.real(system.join(folder, "openclaw.mjs"));
    if (!entry || (await disk.look(entry))?.kind !== "file") return null;
    return { ...described, entry, nodes: [...new Set([...nodes, ...prefixNodes(folder)])] };
  }

  /** npm keeps the packages of a Node.js in `lib/node_modules` beside its `bin`; on Windows in `node_modules` beside it. */
  function prefixNodes(folder: string): readonly string[] {
    const modules = system.dirname(folder);
    if (system.basename(modules) !== "node_modules") return [];
    const above = system.dirname(modules);
    if (platform === "win32") return [system.join(above, program)];
    return system.basename(above) === "lib" ? [system.join(above, "..", "bin", program)] : [];
  }

  return system.isAbsolute(given) ? follow(system.normalize(given), 0, []) : null;
}

function packageOf(
  bytes: Buffer | null,
): { readonly version: string | null; readonly nodeRange: string | null } | null {
  if (!bytes) return null;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  if (textAt(value, "name") !== "openclaw") return null;
  return { version: textAt(value, "version"), nodeRange: textAt(value, "engines", "node") };
}

function textAt(value: unknown, ...keys: readonly string[]): string | null {
  let found = value;
  for (const key of keys)
    found =
      typeof found === "object" && found !== null && Object.hasOwn(found, key)
        ? Reflect.get(found, key)
        : null;
  return typeof found === "string" ? found : null;
}
