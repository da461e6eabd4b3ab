/** Starts Sluice by Windows' task scheduler. Unproven: no machine here runs Windows. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Program } from "../core/login/program.ts";
import { isTaskFor, readTask, taskName, taskXml } from "../core/login/scheduled-task.ts";
import { writeFileAtomic } from "../kit/atomic-file.ts";
import type { Run } from "./run.ts";
import { type Done, failed, type Starter } from "./starter.ts";

export type TaskOptions = {
  /** The plain name of the person, and the domain or machine it belongs to; null when none is known. */
  readonly user: string;
  readonly domain: string | null;
  /** "C:\\Windows" */
  readonly systemRoot: string;
};

export function createTask(
  { user, domain, systemRoot }: TaskOptions,
  program: Program,
  run: Run,
): Starter {
  const name = taskName(user);
  const schtasks = path.win32.join(systemRoot, "System32", "schtasks.exe");

  async function find(): Promise<ReturnType<typeof readTask>> {
    const asked = await run(schtasks, ["/Query", "/TN", name, "/XML"]);
    return asked?.code === 0 ? readTask(asked.stdout) : null;
  }

  /** It is told from a file, and takes no other than UTF-16 with its mark. */
  async function create(): Promise<Done> {
    const folder = await mkdtemp(path.join(tmpdir(), "sluice-task-"));
    try {
      const file = path.join(folder, "task.xml");
      const xml = taskXml(program, domain ? `${domain}\\${user}` : user);
      const written = await writeFileAtomic(file, Buffer.from(`\ufeff${xml}`, "utf16le"), {
        mode: 0o600,
      });
      if (!written.ok) return written;
      const made = await run(schtasks, ["/Create", "/TN", name, "/XML", file, "/F"]);
      return made?.code === 0 ? { ok: true } : failed("schtasks create");
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  return {
    supervisor: "task",
    isOn: async () => (await find())?.isOn === true,
    async isCurrent() {
      const found = await find();
      return found !== null && isTaskFor(found, program);
    },
    turnOn: () => create().catch(() => failed("disk")),
    async turnOff() {
      if (!(await find())) return { ok: true };
      const gone = await run(schtasks, ["/Delete", "/TN", name, "/F"]);
      return gone?.code === 0 ? { ok: true } : failed("schtasks delete");
    },
  };
}
