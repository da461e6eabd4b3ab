/** Every copy of OpenClaw on this machine, best first, found by looking and never by starting it. */
import path from "node:path";
import { installSources, type OpenClawInstall } from "../../../preload/contract/openclaw.ts";
import type { Elsewhere } from "../../core/find/elsewhere.ts";
import { npmPrefixOf, type Place, placesIn } from "../../core/find/places.ts";
import type { ServiceDefinition } from "../../core/find/service.ts";
import { isRemoteOnWindows } from "../../core/find/trust.ts";
import { compareVersions, isTooOld } from "../../core/find/version.ts";
import { valuesOf } from "../../core/find/windows-places.ts";
import type { Refusal } from "../config-file.ts";
import { createDisk, type Disk } from "./disk.ts";
import { lookElsewhere } from "./elsewhere.ts";
import { expand } from "./expand.ts";
import { askLoginShell } from "./login-shell.ts";
import { createNodes } from "./nodes.ts";
import { type Copy, resolveCopy } from "./resolve.ts";
import { type Run, run as runProgram } from "./run.ts";
import { isOurs, readServices } from "./services.ts";
import { isTrusted, localDisk } from "./trust.ts";

export type FindOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform?: NodeJS.Platform;
  /** For tests: the programs of this machine, and its disk. */
  readonly run?: Run;
  readonly disk?: Disk;
};

export type Found = {
  /** The first is the one to use; those that no Node.js here can run come last. */
  readonly installs: readonly OpenClawInstall[];
  /** The one whose daemon reads our configuration file; its `environment` includes what its environment file says. */
  readonly service: ServiceDefinition | null;
  /** Asked only when no copy was found here. */
  readonly elsewhere: readonly Elsewhere[];
};

/** A copy, with what led to it. */
type Candidate = {
  readonly source: OpenClawInstall["source"];
  readonly copy: Copy;
  /** Programs of Node.js that were named with it, better than those beside it. */
  readonly named: readonly string[];
  /** Those of the same manager, better than any other. */
  readonly kin: readonly string[];
};

/**
 * A chosen path that leads nowhere any more is left out, and so is every copy and every Node.js that another user could
 * replace: what is found here is run. The person's login shell is asked only when nothing else led to
 * a copy that can be run: it may take seconds and starts what the rc files say.
 */
export async function findOpenClaw(
  options: FindOptions & { readonly chosenPath: string | null },
): Promise<Found> {
  const search = await prepare(options);
  const services = await readServices(search);
  const candidates: Candidate[] = [];
  const add = async (
    source: Candidate["source"],
    given: string | null,
    named: string | null = null,
    kin: readonly string[] = [],
  ) => {
    const copy = given ? await resolveCopy(given, search) : null;
    if (copy && (await isTrusted(copy.entry, search.platform, search.disk)))
      candidates.push({ source, copy, named: named ? [named] : [], kin });
  };

  if (options.chosenPath) {
    const copy = await copyChosen(options.chosenPath, search);
    if (!("ok" in copy)) candidates.push({ source: "chosen", copy, named: [], kin: [] });
  }
  // Of a wrapper of the person's own the service says only where it is.
  for (const { entry, node, environment } of services)
    await add("service", entry ?? environment.OPENCLAW_WRAPPER ?? null, node);
  for (const place of search.places)
    for (const pattern of place.paths)
      for (const given of await expand(pattern, search.disk))
        await add(place.source, given, null, place.nodes);
  for (const given of search.inPath("openclaw")) await add("shell", given);

  let installs = await installsOf(candidates, search);
  if (!installs.some((install) => install.node)) {
    const answer = await askLoginShell(search, search);
    await add("shell", answer.openclaw, answer.node);
    installs = await installsOf(
      candidates,
      search,
      [answer.node].filter((node) => node !== null),
    );
  }
  return {
    installs,
    service: services.find((service) => isOurs(service, search)) ?? null,
    elsewhere: installs.length > 0 ? [] : await lookElsewhere(search, search.run),
  };
}

/**
 * What a person gave as the place of OpenClaw: its script, its program or a shim of it, its package folder, or the folder
 * it was installed under; absolute or with `~`. Refuses with `openclaw.pathInvalid`, and the detail "remote" (on another
 * machine) or "owner" (another user could replace it): the path comes from the window, and what is there would be run.
 */
export async function inspectChosen(
  given: string,
  options: FindOptions,
): Promise<{ readonly ok: true; readonly install: OpenClawInstall } | Refusal> {
  const search = await prepare(options);
  const copy = await copyChosen(given, search);
  if ("ok" in copy) return copy;
  const [install] = await installsOf([{ source: "chosen", copy, named: [], kin: [] }], search);
  return install ? { ok: true, install } : pathInvalid;
}

const pathInvalid: Refusal = { ok: false, code: "openclaw.pathInvalid" };

type Search = Required<FindOptions> & {
  readonly places: readonly Place[];
  /** The absolute paths a name would have in the folders of `PATH`. */
  inPath(name: "openclaw" | "node"): readonly string[];
};

const maxPathFolders = 64;

async function prepare({
  env,
  homeDir,
  platform = process.platform,
  run = runProgram,
  disk: wholeDisk = createDisk(homeDir),
}: FindOptions): Promise<Search> {
  const isWindows = platform === "win32";
  const disk = isWindows ? localDisk(wholeDisk) : wholeDisk;
  const system = isWindows ? path.win32 : path.posix;
  const npmrc = await disk.read(system.join(homeDir, ".npmrc"), 64 * 1024);
  const npmPrefix = npmrc ? npmPrefixOf(npmrc.toString("utf8"), { homeDir, env }) : null;
  const folders = (isWindows ? (valuesOf(env)("Path") ?? "") : (env.PATH ?? ""))
    .split(system.delimiter)
    .filter(system.isAbsolute)
    .slice(0, maxPathFolders);
  const names = {
    openclaw: isWindows ? "openclaw.cmd" : "openclaw",
    node: isWindows ? "node.exe" : "node",
  };
  return {
    env,
    homeDir,
    platform,
    run,
    disk,
    places: placesIn({ platform, homeDir, env, npmPrefix }),
    inPath: (name) => folders.map((folder) => system.join(folder, names[name])),
  };
}

async function copyChosen(given: string, search: Search): Promise<Copy | Refusal> {
  const system = search.platform === "win32" ? path.win32 : path.posix;
  const chosen = given.trim().replace(/^~(?=$|[\\/])/, () => search.homeDir);
  if (!system.isAbsolute(chosen)) return pathInvalid;
  if (search.platform === "win32" && isRemoteOnWindows(chosen))
    return { ...pathInvalid, detail: "remote" };
  const within = [
    "",
    "bin/openclaw",
    "openclaw.cmd",
    "openclaw",
    "lib/node_modules/openclaw",
    "node_modules/openclaw",
    "tools/node/lib/node_modules/openclaw",
  ];
  for (const part of within) {
    const copy = await resolveCopy(system.join(chosen, part), search);
    if (!copy) continue;
    const isOwn = await isTrusted(copy.entry, search.platform, search.disk);
    return isOwn ? copy : { ...pathInvalid, detail: "owner" };
  }
  return pathInvalid;
}

/** One install for each real copy, from the best that led to it; the newer first where one source led to several. */
async function installsOf(
  candidates: readonly Candidate[],
  search: Search,
  lastNodes: readonly string[] = [],
): Promise<readonly OpenClawInstall[]> {
  const nodes = createNodes(search);
  const elsewhere = [
    ...search.places.flatMap((place) => place.nodes),
    ...search.inPath("node"),
    ...lastNodes,
  ];
  const installs = new Map<string, OpenClawInstall>();
  for (const { source, copy } of candidates) {
    if (installs.has(copy.entry)) continue;
    const own = candidates.filter((one) => one.copy.entry === copy.entry);
    const near = own.flatMap((one) => [...one.named, ...one.copy.nodes]);
    const kin = own.flatMap((one) => one.kin);
    installs.set(copy.entry, {
      source,
      entry: copy.entry,
      node: await nodes.firstFit([...near, ...kin, ...elsewhere], copy.nodeRange),
      version: copy.version,
      isTooOld: isTooOld(copy.version),
    });
  }
  const rank = ({ source }: OpenClawInstall) => installSources.indexOf(source);
  return [...installs.values()].toSorted(
    (a, b) =>
      Number(b.source === "chosen") - Number(a.source === "chosen") ||
      Number(b.node !== null) - Number(a.node !== null) ||
      rank(a) - rank(b) ||
      (a.source === "service" ? 0 : compareVersions(b.version, a.version)),
  );
}
