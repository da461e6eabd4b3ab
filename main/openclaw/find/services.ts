/** The services that start OpenClaw's daemon on this machine, read from the files that define them. */
import { userInfo } from "node:os";
import path from "node:path";
import { scriptText } from "../../core/find/code-page.ts";
import { parseEnvironmentFile, parseShellExports } from "../../core/find/environment-file.ts";
import { parseLaunchAgent } from "../../core/find/launchd.ts";
import { type ServiceDefinition, withEnvironmentFile } from "../../core/find/service.ts";
import { parseUnit } from "../../core/find/systemd.ts";
import { parseTaskScript, scriptOfLauncher } from "../../core/find/task.ts";
import { valuesOf } from "../../core/find/windows-places.ts";
import { configPathOf } from "../locate.ts";
import type { Disk } from "./disk.ts";
import { expand } from "./expand.ts";

export type ServiceOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly disk: Disk;
};

const maxBytes = 256 * 1024;
/** LaunchAgents, units and a home folder with more than this are not read through. */
const maxNames = 2_000;
/** A person may call a service what she likes, so all of hers are read. */
const maxFiles = 100;

/** The person's own before the system's; the one whose configuration file is ours comes first. */
export async function readServices(options: ServiceOptions): Promise<readonly ServiceDefinition[]> {
  const { platform } = options;
  const services =
    platform === "darwin"
      ? await readLaunchAgents(options)
      : platform === "win32"
        ? await readTasks(options)
        : await readUnits(options);
  return services.toSorted((a, b) => Number(isOurs(b, options)) - Number(isOurs(a, options)));
}

/** Whether the service's daemon reads the configuration file that Sluice edits. */
export function isOurs(
  service: ServiceDefinition,
  { env, homeDir, platform }: Omit<ServiceOptions, "disk">,
): boolean {
  const { environment, profile } = service;
  const isPlaced = environment.OPENCLAW_STATE_DIR || environment.OPENCLAW_CONFIG_PATH;
  // Measured: the flag moves the files, the variable alone does not.
  const isMoved = !isPlaced && profile !== null && environment.OPENCLAW_PROFILE?.trim() !== profile;
  const theirs = configPathOf(
    isMoved ? { ...environment, OPENCLAW_STATE_DIR: `~/.openclaw-${profile}` } : environment,
    homeDir,
    { platform, cwd: homeDir },
  );
  const ours = configPathOf(env, homeDir, { platform, cwd: process.cwd() });
  return platform === "win32" ? theirs.toLowerCase() === ours.toLowerCase() : theirs === ours;
}

async function readLaunchAgents({ homeDir, disk }: ServiceOptions): Promise<ServiceDefinition[]> {
  const services: ServiceDefinition[] = [];
  for (const folder of [`${homeDir}/Library/LaunchAgents`, "/Library/LaunchAgents"]) {
    for (const name of await namesIn(folder, /\.plist$/i, disk)) {
      const file = `${folder}/${name}`;
      const service = parseLaunchAgent(await textOf(file, disk), file);
      if (!service) continue;
      const exported = service.environmentFile ? await textOf(service.environmentFile, disk) : "";
      services.push(withEnvironmentFile(service, parseShellExports(exported)));
    }
  }
  return services;
}

async function readUnits({ env, homeDir, disk }: ServiceOptions): Promise<ServiceDefinition[]> {
  const given = (name: string) =>
    path.posix.isAbsolute(env[name]?.trim() ?? "") ? [env[name]?.trim() ?? ""] : [];
  const own = [
    ...given("XDG_CONFIG_HOME"),
    `${homeDir}/.config`,
    ...given("XDG_DATA_HOME"),
    `${homeDir}/.local/share`,
    "/etc",
    "/usr/local/lib",
    "/usr/lib",
  ].map((folder) => `${folder}/systemd/user`);
  const system = ["/etc", "/usr/local/lib", "/usr/lib"].map((folder) => `${folder}/systemd/system`);

  const services: ServiceDefinition[] = [];
  for (const folders of [own, system]) {
    const seen = new Set<string>();
    for (const folder of folders) {
      const form = folder.startsWith(`${homeDir}/`) ? /\.service$/ : /openclaw.*\.service$/i;
      for (const label of await namesIn(folder, form, disk)) {
        if (seen.has(label)) continue;
        seen.add(label);
        const file = `${folder}/${label}`;
        const texts = [await textOf(file, disk), ...(await dropInsOf(label, folders, disk))];
        const unit = parseUnit(texts, { file, label, homeDir });
        if (!unit || (folders === system && !isMe(unit.user))) continue;
        let service = unit.service;
        for (const pattern of unit.environmentFiles)
          for (const one of await expand(pattern, disk))
            service = withEnvironmentFile(service, parseEnvironmentFile(await textOf(one, disk)));
        services.push(service);
      }
    }
  }
  return services;
}

/** In the order of their names, whatever folder they are in; of two of one name the first folder's counts. */
async function dropInsOf(
  label: string,
  folders: readonly string[],
  disk: Disk,
): Promise<readonly string[]> {
  const files = new Map<string, string>();
  for (const folder of folders.map((one) => `${one}/${label}.d`))
    for (const name of await namesIn(folder, /\.conf$/, disk))
      if (!files.has(name)) files.set(name, `${folder}/${name}`);
  const texts: string[] = [];
  for (const [, file] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    texts.push(await textOf(file, disk));
  return texts;
}

/** A unit of the system's runs as root unless it says otherwise. */
function isMe(user: string | null): boolean {
  const me = userInfo();
  return user === null ? me.uid === 0 : user === me.username || user === String(me.uid);
}

async function readTasks({ env, homeDir, disk }: ServiceOptions): Promise<ServiceDefinition[]> {
  const value = valuesOf(env);
  const states = (await disk.list(homeDir, maxNames)) ?? [".openclaw"];
  const roaming = value("APPDATA") ?? `${homeDir}\\AppData\\Roaming`;
  const startup = `${roaming}\\Microsoft\\Windows\\Start Menu\\Programs\\Startup`;
  const scripts = [
    value("OPENCLAW_TASK_SCRIPT"),
    value("OPENCLAW_STATE_DIR") && `${value("OPENCLAW_STATE_DIR")}\\gateway.cmd`,
    ...states
      .filter((name) => /^\.openclaw(?:-.+)?$/i.test(name))
      .map((name) => `${homeDir}\\${name}\\gateway.cmd`),
  ];
  for (const name of await namesIn(startup, /^OpenClaw Gateway.*\.(?:cmd|vbs)$/i, disk))
    scripts.push(scriptOfLauncher(await scriptOf(`${startup}\\${name}`, disk)) ?? undefined);

  const services: ServiceDefinition[] = [];
  for (const file of new Set(scripts)) {
    if (!file) continue;
    const service = parseTaskScript(await scriptOf(file, disk), file);
    if (service) services.push(service);
  }
  return services;
}

async function namesIn(folder: string, form: RegExp, disk: Disk): Promise<readonly string[]> {
  const names = (await disk.list(folder, maxNames)) ?? [];
  return names
    .filter((name) => form.test(name))
    .toSorted()
    .slice(0, maxFiles);
}

const textOf = async (file: string, disk: Disk) =>
  (await disk.read(file, maxBytes))?.toString("utf8") ?? "";

async function scriptOf(file: string, disk: Disk): Promise<string> {
  const bytes = await disk.read(file, maxBytes);
  return bytes
    ? scriptText(bytes, (page, part) => {
        try {
          return new TextDecoder(page).decode(part);
        } catch {
          return null;
        }
      })
    : "";
}
