/** What a hidden window costs: the page's own work as Chromium counts it, its process and ours by the system's clock. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import type { Running } from "../../host/launch.ts";

type Process = { readonly type: string; readonly id: number; readonly cpuTime: number };
const counted = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
/** What the start left to do is not idleness. */
const settleMs = 10_000;

/** In milliseconds, user and system; NaN where the system does not tell so. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

export async function costWhileHidden(
  sluice: Running,
  page: Page,
  seconds: number,
): Promise<string[]> {
  await sluice.evaluate(({ host, person }) => {
    host.windows[0]?.webContents.send("page", "home");
    person.clicksElsewhere();
  });
  await page.waitForTimeout(settleMs);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "timeTicks" });
  const browser = page.context().browser();
  const whole = await browser?.newBrowserCDPSession();
  const renderers = async (): Promise<Process[]> => {
    const { processInfo = [] } = (await whole?.send("SystemInfo.getProcessInfo")) ?? {};
    return (processInfo as Process[]).filter(({ type }) => type === "renderer");
  };
  const metrics = async (): Promise<Map<string, number>> => {
    const { metrics: list } = await session.send("Performance.getMetrics");
    return new Map(list.map(({ name, value }) => [name, value * 1_000]));
  };
  const own = sluice.process.pid ?? 0;
  const before = { page: await metrics(), processes: await renderers(), own: cpuOf(own) };
  const byProcess = new Map(before.processes.map(({ id }) => [id, cpuOf(id)]));
  await page.waitForTimeout(seconds * 1_000);
  const after = { page: await metrics(), own: cpuOf(own) };
  const spent = [...byProcess].map(([id, ms]) => cpuOf(id) - ms);
  const work = counted.map(
    (name) =>
      `${name} ${((after.page.get(name) ?? 0) - (before.page.get(name) ?? 0)).toFixed(2)} ms`,
  );
  const share = (ms: number): string => `${((ms / (seconds * 1_000)) * 100).toFixed(2)} %`;
  const ours = after.own - before.own;
  const theirs = spent.reduce((sum, ms) => sum + ms, 0);
  return [
    `hidden for ${seconds} s: the page's ${work.join(", ")}`,
    `  its process ${theirs} ms CPU (${share(theirs)}), our main process ${ours} ms (${share(ours)})`,
  ];
}
