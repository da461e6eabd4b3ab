// A worker that only listens to the one who started it: what a thread costs before anything of ours.
import { parentPort } from "node:worker_threads";

parentPort.on("message", () => {});
