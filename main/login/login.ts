/** Starts Sluice with the system, by the system's own supervisor where there is one: so that a crash is survived within the time OpenClaw waits. */
import path from "node:path";
import type { LoginState } from "../../preload/contract/openclaw.ts";
import { byHandOf } from "../core/login/by-hand.ts";
import { lastingProgram, type Program } from "../core/login/program.ts";
import type { Log } from "../kit/log.ts";
import { createQueue } from "../kit/queue.ts";
import { createAutostart } from "./autostart.ts";
import { createLaunchd } from "./launchd.ts";
import { createRun, type Run } from "./run.ts";
import type { Done, Starter } from "./starter.ts";
import { createSystemd, hasSession } from "./systemd.ts";
import { createTask } from "./task.ts";

export type LoginOptions = {
  readonly platform?: NodeJS.Platform;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute program and its arguments, without `--hidden`. */
  readonly program: readonly string[];
  readonly log: Log;
  readonly run?: Run;
};

export type Login = {
  /** Looks only. On: an entry of ours stands and nobody has turned it off in the system's own list. */
  state(): Promise<LoginState>;
  /** On: our entry is written, or written anew; off: it is removed, and nothing is touched where there is none. */
  set(isOn: boolean): Promise<Done>;
  /** For the start: where it is on and the program has moved, or another session looks after it now, the entry is written anew. */
  refresh(): Promise<Done>;
};

/** Of the ways there are, the best comes first; nothing is on in two of them. */
export function createLogin(options: LoginOptions): Login {
  const { env, homeDir, log, platform = process.platform } = options;
  const run = options.run ?? createRun(env);
  const program = lastingProgram(options.program, env);
  const queue = createQueue();

  async function starters(of: Program): Promise<readonly Starter[]> {
    if (platform === "linux") {
      const configFolder = absolute(env.XDG_CONFIG_HOME) ?? path.join(homeDir, ".config");
      const systemd = createSystemd(configFolder, of, run);
      const autostart = createAutostart(configFolder, of);
      return (await hasSession(run)) ? [systemd, autostart] : [autostart, systemd];
    }
    const uid = process.getuid?.() ?? 0;
    if (platform === "darwin") return [createLaunchd(homeDir, uid, of, run)];
    const { USERNAME: user, USERDOMAIN: domain = null, SystemRoot: systemRoot } = env;
    if (platform === "win32" && user)
      return [createTask({ user, domain, systemRoot: systemRoot ?? "C:\\Windows" }, of, run)];
    return [];
  }
  /** A program that cannot be started tomorrow can still be taken off the list. */
  const all = () => starters(program ?? ["/nowhere"]);

  async function findOn(list: readonly Starter[]): Promise<Starter | null> {
    for (const starter of list) if (await starter.isOn()) return starter;
    return null;
  }

  async function turnOn(list: readonly Starter[]): Promise<Done> {
    const [best, ...others] = list;
    if (!best || !program) return { ok: false, code: "login.unsupported" };
    const on = await best.turnOn();
    if (!on.ok) return on;
    for (const other of others) await other.turnOff();
    log.info("login.on", { supervisor: best.supervisor });
    return on;
  }

  return {
    state: () =>
      queue.run(async () => {
        const list = await all();
        const on = await findOn(list);
        const best = program ? (list[0]?.supervisor ?? null) : null;
        const supervisor = on?.supervisor ?? best;
        const byHand = supervisor === "autostart" ? byHandOf(env, program) : null;
        return { supervisor, isOn: on !== null, ...(byHand && { byHand }) };
      }),
    set: (isOn) =>
      queue.run(async () => {
        const list = await all();
        if (isOn) return turnOn(list);
        const outcomes: Done[] = [];
        for (const starter of list) outcomes.push(await starter.turnOff());
        return outcomes.find(({ ok }) => !ok) ?? { ok: true };
      }),
    refresh: () =>
      queue.run(async () => {
        // Seen from outside of a desktop (over ssh, say), nobody looks after the session.
        if (platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { ok: true };
        const list = await all();
        const on = await findOn(list);
        // Run once from a folder that will not last: the entry of the one that does stays as it is.
        if (!on || !program) return { ok: true };
        const isFine = on === list[0] && (await on.isCurrent());
        return isFine ? { ok: true } : turnOn(list);
      }),
  };
}

const absolute = (folder: string | undefined): string | null =>
  folder?.startsWith("/") ? folder : null;
