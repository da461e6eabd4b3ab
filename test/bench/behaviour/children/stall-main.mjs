// Loaded into the app before its own code: keeps its main thread busy for 20 ms in every 200, as a window can.
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  setInterval(() => {
    const until = performance.now() + 20;
    while (performance.now() < until);
  }, 200).unref();
