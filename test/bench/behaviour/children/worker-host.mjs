// Starts one worker as the app starts its router thread, tells it what it is given, and nothing else; prints the last answer and how long that took.
import { performance } from "node:perf_hooks";
import { Worker } from "node:worker_threads";

const { ledgerPath, limits, messages, script } = JSON.parse(process.argv[2]);
const startedAt = performance.now();
const worker = new Worker(new URL(script, "file:///"), {
  workerData: { ledgerPath },
  name: "traffic",
  resourceLimits: limits,
});
const ready = (answer) => {
  const ms = performance.now() - startedAt;
  process.stdout.write(`${JSON.stringify({ port: answer?.port, ms })}\n`);
};
messages.forEach((message, number) => {
  worker.postMessage({ ...message, number });
});
if (messages.length === 0) worker.once("online", ready);
worker.on("message", ({ answer, number, type }) => {
  if (type === "answer" && number === messages.length - 1) ready(answer);
});
