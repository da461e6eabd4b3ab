/**
 * Has Sluice start, quit, crash, sleep and obey beside an OpenClaw somebody else runs: `node test/bench/soak-daemon.ts [minutes] [seed]`.
 * Fails if OpenClaw is another process in the end, was ever restarted, or its file is not as it was.
 */
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "../../preload/contract/command.ts";
import { createChance } from "../support/chance.ts";
import type { Headless } from "../support/headless.ts";
import { openClawVersion } from "../support/openclaw-rig-install.ts";
import { account, startScene } from "../support/openclaw-rig-scene.ts";

const [minutes = 30, seed = 1] = process.argv.slice(2).map(Number);
const chance = createChance(seed);
const endsAt = Date.now() + minutes * 60_000;
const counts = new Map<string, number>();
const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
const wrong: string[] = [];

const scene = await startScene({ person: "ownKeys" });
const { daemon } = scene;
const file = () => readFileSync(scene.configFile, "utf8");

/** When the process was started, in ticks since the machine was; only Linux tells it this way. */
function startOf(pid: number): string {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) /);
  return rest.split(" ")[19] ?? "";
}
const before = startOf(daemon.pid);
const isSame = () => {
  try {
    return startOf(daemon.pid) === before;
  } catch {
    return false;
  }
};

const links = ["own", "overlay", "edge"] as const;
const commands: readonly (() => Command)[] = [
  () => ({ type: "openclaw.link", kind: chance.pick(links), providers: ["anthropic"] }),
  () => ({ type: "openclaw.link", kind: chance.pick(links), providers: ["anthropic"] }),
  () => ({ type: "openclaw.unlink" }),
  () => ({ type: "openclaw.look" }),
  () => ({ type: "route.set", route: chance.pick(["cloudflare", "direct"]) }),
  () => ({ type: "model.select", model: "claude-haiku-4-5", provider: "anthropic" }),
  () => ({ type: "model.select", model: "claude-sonnet-4-6", provider: "anthropic" }),
  () => ({ type: "settings.save", onQuit: chance.pick(["asItWas", "edge"]) }),
  () => ({ type: "check.run", name: "vault" }),
  () => ({ type: "usage.refresh" }),
];

async function obey(sluice: Headless): Promise<void> {
  const command = chance.pick(commands)();
  const reply = await sluice.send(command);
  count(`${command.type} ${reply.ok ? "done" : `refused: ${reply.error.code}`}`);
}

async function runTurn(): Promise<void> {
  const { status } = await daemon.runTurn({ message: "Are you there?" }).catch(() => ({
    status: "lost",
  }));
  count(`turn ${status}`);
}

/** SIGSTOP is what a process sees of a machine that sleeps, but for the clock. */
async function sleep(sluice: Headless): Promise<void> {
  process.kill(sluice.pid, "SIGSTOP");
  await wait(2_000 + chance.below(15_000));
  process.kill(sluice.pid, "SIGCONT");
  count("slept and woke");
}

async function liveOnce(): Promise<void> {
  const sluice = await scene.startSluice();
  count("started");
  for (let left = chance.below(8); left > 0; left -= 1) {
    if (chance.oneIn(5)) await sleep(sluice);
    else if (chance.oneIn(4)) await runTurn();
    else await obey(sluice);
  }
  const { onQuit } = sluice.state().settings;
  if (chance.oneIn(3)) {
    if (chance.oneIn(2)) void sluice.send(chance.pick(commands)()).catch(() => undefined);
    await wait(chance.below(300));
    await sluice.kill9();
    count("killed");
  } else {
    const code = await sluice.quit();
    count(`quit with ${code}`);
    if (code !== 0) wrong.push(`it ended with ${code}`);
    if (onQuit === "asItWas" && file() !== scene.original) {
      const { link } = sluice.state().openclaw;
      if (link?.kind !== "edge") wrong.push(`after a quit the file was not as it had been`);
    }
  }
  if (!isSame()) wrong.push("OpenClaw is another process");
}

try {
  const sluice = await scene.startSluice();
  await sluice.must({ type: "profile.save", name: "Soak", ...account });
  const { anthropic, aiGateway } = scene.canaries;
  const provider = "anthropic";
  await sluice.must({ type: "secret.save", kind: "provider", provider, secret: anthropic });
  await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
  await sluice.quit();
  while (Date.now() < endsAt && wrong.length === 0) await liveOnce();
  const last = await scene.startSluice();
  await last.must({ type: "settings.save", onQuit: "asItWas" });
  const undone = await last.send({ type: "openclaw.unlink" });
  // Chance may have unlinked it last.
  if (!undone.ok && undone.error.code !== "link.missing") wrong.push(undone.error.code);
  await last.quit();
  await runTurn();
  if (file() !== scene.original) wrong.push("in the end the file is not as it was");
  const starts = daemon.output().match(/\[gateway\] starting\.\.\./g)?.length ?? 0;
  const restarts = daemon.output().match(/SIGUSR1|restart(ing|ed) (gateway|in-process)/gi) ?? [];
  if (starts !== 1 || restarts.length > 0)
    wrong.push(`its log tells of ${starts} starts and ${restarts.length} restarts`);
  if (!isSame()) wrong.push("OpenClaw is another process");
  console.log(`OpenClaw ${openClawVersion}, pid ${daemon.pid}, seed ${seed}, ${minutes} minutes`);
  for (const [what, times] of [...counts].toSorted()) console.log(`${times} × ${what}`);
} catch (error) {
  wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await scene.close();
}
console.log(wrong.length === 0 ? "Nothing was wrong." : wrong.join("\n"));
process.exit(wrong.length === 0 ? 0 : 1);
