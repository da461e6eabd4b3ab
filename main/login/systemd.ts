/** Starts Sluice by the person's own systemd, in sessions that it looks after. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import type { Program } from "../core/login/program.ts";
import {
  serviceName,
  serviceUnit,
  sessionTarget,
  unlinkName,
  unlinkUnit,
} from "../core/login/systemd-unit.ts";
import type { Run } from "./run.ts";
import { type Done, failed, removeEntry, type Starter, textOf, writeEntry } from "./starter.ts";

/** A desktop that does not tell systemd of its sessions never reaches the target, and would never start us. While it logs in it is on its way. */
export async function hasSession(run: Run): Promise<boolean> {
  const asked = await run("systemctl", ["--user", "is-active", sessionTarget]);
  return ["active", "activating", "reloading"].includes(asked?.stdout.trim() ?? "");
}

/** @param configFolder `$XDG_CONFIG_HOME` */
export function createSystemd(configFolder: string, program: Program, run: Run): Starter {
  const folder = path.join(configFolder, "systemd/user");
  const service = path.join(folder, serviceName);
  const unlink = path.join(folder, unlinkName);
  /** Made by `systemctl enable`, taken away by `disable`. */
  const wanted = path.join(folder, `${sessionTarget}.wants`, serviceName);
  const units = [
    { file: unlink, text: unlinkUnit(program) },
    { file: service, text: serviceUnit(program) },
  ];

  const isThere = (file: string): Promise<boolean> =>
    lstat(file).then(
      () => true,
      () => false,
    );

  async function systemctl(...args: string[]): Promise<Done> {
    const done = await run("systemctl", ["--user", ...args]);
    return done?.code === 0 ? { ok: true } : failed(`systemctl ${args[0]}`);
  }

  async function turnOff(): Promise<Done> {
    const all = [wanted, service, unlink];
    const found = await Promise.all(all.map(isThere));
    if (!found.includes(true)) return { ok: true };
    // Where no systemd answers any more, taking the files away is what it would have done.
    await systemctl("disable", serviceName);
    for (const file of all) {
      const removed = await removeEntry(file);
      if (!removed.ok) return removed;
    }
    await systemctl("daemon-reload");
    return { ok: true };
  }

  return {
    supervisor: "systemd",
    isOn: async () => (await isThere(service)) && (await isThere(wanted)),
    async isCurrent() {
      const texts = await Promise.all(units.map(({ file }) => textOf(file)));
      return units.every(({ text }, at) => texts[at] === text);
    },
    /**
     * The service is enabled and not started: Sluice is running already, the second one would hand over to it and end, and
     * systemd would take that for the end of the service. It is looked after from the next login on.
     */
    async turnOn() {
      for (const { file, text } of units) {
        const written = await writeEntry(file, text);
        if (!written.ok) return written;
      }
      const reloaded = await systemctl("daemon-reload");
      const enabled = reloaded.ok ? await systemctl("enable", serviceName) : reloaded;
      if (!enabled.ok) await turnOff();
      return enabled;
    },
    turnOff,
  };
}
