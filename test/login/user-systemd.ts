/** A real systemd of a test's own, looking after nothing but a folder: started where it believes the machine was booted with it. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { need } from "../support/tools.ts";

const program = "/lib/systemd/systemd";
/** In a view of the file system of its own: nobody else sees what is mounted there. */
const inside = "mount -t tmpfs none /run && mkdir -p /run/systemd/system && exec";
const unshare = ["--mount", "--propagation", "private", "--kill-child", "sh", "-c"];

/** False, said loudly, where there is no systemd or no right to make a view of one's own. */
export function hasUserSystemd(): boolean {
  const canPlay = spawnSync("unshare", [...unshare, `${inside} test -x ${program}`]).status === 0;
  const hasProgram = spawnSync("systemctl", ["--version"]).status === 0;
  return need({
    what: "a systemd of a test's own",
    present: canPlay && hasProgram,
    remedy: "apt-get install systemd, and run as root",
  });
}

export type UserSystemd = {
  /** For whoever is to speak to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly configFolder: string;
  /** The person logs in to, or out of, a desktop that tells systemd of it. */
  logIn(): void;
  logOut(): void;
  stop(): Promise<void>;
};

/** @param folder exists and is empty */
export async function startUserSystemd(folder: string): Promise<UserSystemd> {
  const [runtime, configFolder] = [path.join(folder, "runtime"), path.join(folder, "config")];
  mkdirSync(runtime, { mode: 0o700 });
  mkdirSync(path.join(configFolder, "systemd/user"), { recursive: true });
  writeFileSync(
    path.join(configFolder, "systemd/user/desk.target"),
    "[Unit]\nBindsTo=graphical-session.target\nBefore=graphical-session.target\n",
  );
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: configFolder,
    // Nothing of this machine's own units: what is needed of them is few.
    SYSTEMD_UNIT_PATH: `${configFolder}/systemd/user:/usr/lib/systemd/user`,
  };
  const systemctl = (...args: string[]) =>
    execFileSync("systemctl", ["--user", ...args], { env, stdio: "pipe" });
  const manager = spawn(
    "unshare",
    [...unshare, `${inside} ${program} --user --unit=basic.target`],
    {
      env,
      stdio: "ignore",
    },
  );
  const kill = () => manager.kill("SIGKILL");
  process.once("exit", kill);
  await untilAnswering(manager, path.join(runtime, "systemd/private"));
  return {
    env,
    configFolder,
    logIn: () => systemctl("start", "desk.target"),
    logOut: () => systemctl("stop", "desk.target", "graphical-session.target"),
    async stop() {
      process.off("exit", kill);
      const gone = once(manager, "exit");
      systemctl("exit");
      const limit = setTimeout(kill, 10_000);
      await gone;
      clearTimeout(limit);
    },
  };
}

async function untilAnswering(manager: ChildProcess, socket: string): Promise<void> {
  for (let left = 200; !existsSync(socket); left -= 1) {
    if (left === 0 || manager.exitCode !== null) throw new Error("systemd does not start here");
    await wait(50);
  }
}
