/** A process that runs one job on OpenClaw's file and kills itself, without a chance to clean up, at the given step. */
import { createOpenClaw } from "../../../main/openclaw/openclaw.ts";
import type { Order } from "./crash-jobs.ts";

const { home, journal, job, killAt }: Order = JSON.parse(process.argv[2] ?? "");
let seen = 0;
const openclaw = createOpenClaw({
  env: {},
  homeDir: home,
  journalFolder: journal,
  pace: { gapMs: 0 },
  onStep() {
    if (seen++ === killAt) process.kill(process.pid, "SIGKILL");
  },
});
switch (job.name) {
  case "link":
    await openclaw.link(job.plan);
    break;
  case "edit":
    await openclaw.edit(() => job.edits);
    break;
  default:
    await openclaw[job.name]();
}
