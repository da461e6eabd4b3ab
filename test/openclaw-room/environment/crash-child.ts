/** A process that changes `.env` and kills itself, without a chance to clean up, at the given step. */
import path from "node:path";
import { createDotEnvFile } from "../../../main/openclaw/environment/dotenv-file.ts";
import type { Order } from "./room.ts";

const order: Order = JSON.parse(process.argv[2] ?? "");
let seen = 0;
await createDotEnvFile({
  file: path.join(order.state, ".env"),
  journalFolder: order.journal,
  onStep() {
    if (seen++ === order.killAt) process.kill(process.pid, "SIGKILL");
  },
}).set(order.entries);
