/** A process that runs one job on OpenClaw's file and kills itself, without a chance to clean up, at the given step. */
import { createOpenClaw } from "../../main/openclaw/openclaw.ts";
import type { Order } from "./room.ts";

const order: Order = JSON.parse(process.argv[2] ?? "");
let seen = 0;
const openclaw = createOpenClaw({
  env: {},
  homeDir: order.home,
  journalFolder: order.journal,
  onStep() {
    if (seen++ === order.killAt) process.kill(process.pid, "SIGKILL");
  },
});
if (order.job === "link") await openclaw.link(order.plan);
else await openclaw[order.job]();
