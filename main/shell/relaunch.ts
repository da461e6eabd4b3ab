/** Begins Sluice anew when this process ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { app } from "electron";
import { restartOf } from "../core/restart.ts";

/** systemd starts a unit within a fraction of a second. */
const startsWithinMs = 3_000;

/** To be called last, when the data folder is free again. Never rejects: where nothing can be started Electron's own way is taken. */
export async function relaunch(isPractice: boolean): Promise<void> {
  const { argv, env, execPath } = process;
  const restart = restartOf(isPractice, {
    argv: [execPath, ...argv.slice(1)],
    env,
    cgroup: ownGroup(),
    isOwn: (folder) => existsSync(path.join(folder, "instance.lock")),
  });
  if (restart.way === "electron") {
    app.relaunch({ args: [...restart.args] });
    return;
  }
  // Else the next one would hand over to this one, and end.
  app.releaseSingleInstanceLock();
  const { command, returns } = restart;
  if (!(await started(command, returns))) app.relaunch({ args: command.slice(1) });
}

async function started(
  [program, ...args]: readonly [string, ...string[]],
  returns: boolean,
): Promise<boolean> {
  // Not from the folder that is unmounted with this process.
  const child = spawn(program, args, { cwd: "/", detached: true, stdio: "ignore" });
  child.unref();
  const signal = AbortSignal.timeout(startsWithinMs);
  try {
    if (!returns) return (await once(child, "spawn", { signal })).length === 0;
    const [code] = await once(child, "close", { signal });
    return code === 0;
  } catch {
    return false;
  }
}

function ownGroup(): string {
  try {
    return readFileSync("/proc/self/cgroup", "utf8");
  } catch {
    // Only Linux has it.
    return "";
  }
}
