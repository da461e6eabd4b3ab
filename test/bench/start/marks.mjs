// Loaded before Sluice's main process on the stand-in: notes in `globalThis.sluiceMarks` when what a person waits for has happened, in ms since the process began.
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const { app } = await import("../../host/app.ts");
  const { host } = await import("../../host/host.ts");
  const marks = { node: performance.nodeTiming.bootstrapComplete };
  globalThis.sluiceMarks = marks;
  const mark = (name) => {
    marks[name] ??= performance.now();
  };
  app.whenReady().then(() => mark("ready"));
  app.once("browser-window-created", (_event, { webContents }) => {
    mark("window");
    webContents.once("did-finish-load", () => mark("loaded"));
  });
  host.trays.push = (...trays) => {
    mark("tray");
    return Array.prototype.push.apply(host.trays, trays);
  };
}
