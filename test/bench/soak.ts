/** Sends 10 000 streams one after the other and then 500 at once through the built app: `node test/bench/soak.ts`. Fails if a byte is wrong or memory grows. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFarEnd } from "../support/far-end.ts";
import { type Headless, startHeadless } from "../support/headless.ts";
import { soak } from "../support/soak.ts";

/** Megabytes the process holds now; only Linux tells it this way. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

async function start(folder: string, base: string): Promise<Headless> {
  const home = path.join(folder, "home");
  mkdirSync(path.join(home, ".openclaw"), { recursive: true });
  writeFileSync(path.join(home, ".openclaw/openclaw.json"), '{ "gateway": { "mode": "local" } }');
  const sluice = await startHeadless({
    userDataDir: path.join(folder, "data"),
    env: {
      HOME: home,
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
      SLUICE_FAR_ENDS: JSON.stringify({ aiGateway: base }),
    },
  });
  await sluice.must({ type: "vault.session" });
  await sluice.must({ type: "profile.save", name: "S", accountId: "a", aiGatewayId: "g" });
  const secret = "sk-ant-api03-soak-0123456789abcdef";
  await sluice.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
  await sluice.must({ type: "openclaw.link", kind: "own" });
  return sluice;
}

const folder = mkdtempSync(path.join(tmpdir(), "sluice-soak-"));
const farEnd = await startFarEnd();
const sluice = await start(folder, farEnd.base);
const config = readFileSync(path.join(folder, "home/.openclaw/openclaw.json"), "utf8");
const key = /"apiKey": "([0-9a-f]{64})"/.exec(config)?.[1] ?? "";
const common = {
  port: sluice.state().router.port ?? 0,
  path: "/anthropic/v1/messages",
  headers: { "x-api-key": key, "content-type": "application/json" },
  farEnd,
};

let isGood = true;
const memory: number[] = [];
let seed = 1;
// Five equal parts: what the first one fills (heap, pools, ledger pages) is not growth.
for (let part = 0; part < 5; part += 1) {
  const report = await soak({ ...common, streams: 2_000, concurrency: 1, seed });
  seed += report.streams;
  memory.push(residentMb(sluice.pid));
  isGood &&= report.different === 0 && report.broken === 0;
  console.log("one at a time", report, `${memory.at(-1)} MB`);
}
const together = await soak({ ...common, streams: 5_000, concurrency: 500, seed });
isGood &&= together.different === 0 && together.broken === 0;
console.log("500 at once", together, `${residentMb(sluice.pid)} MB`);
const growthMb = (memory.at(-1) ?? 0) - (memory[1] ?? 0);
console.log(`growth over the last 6 000 one at a time: ${growthMb} MB`);
const { today } = (await sluice.until(({ usage }) => usage.today.requests === 15_000)).usage;
console.log(`metered: ${today.requests} requests`);
await sluice.quit();
await farEnd.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = isGood && growthMb < 40 ? 0 : 1;
