/** Every way Sluice is told to go leads to one end: Quit, Cmd-Q, a signal, the system's shutdown or the end of a session. */
import { app, powerMonitor, type WindowSessionEndEvent } from "electron";
import { holdsSessionEnd, isQuitKey } from "../core/window-form.ts";

/** @param quit may be called any number of times. */
export function listenForEnd(quit: () => void): void {
  // Sluice lives in the tray: the last window is not the end.
  app.on("window-all-closed", () => {});
  app.on("before-quit", (event) => {
    event.preventDefault();
    quit();
  });
  // SIGHUP: the terminal it was started from was closed.
  // A menu that has the key would show its bar at every Alt; macOS has its menu bar, and the key there.
  app.on("web-contents-created", (_event, contents) => {
    contents.on("before-input-event", (event, input) => {
      if (!isQuitKey(process.platform, input)) return;
      event.preventDefault();
      quit();
    });
  });
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) process.on(signal, quit);
  // Electron passes an event its types do not name: preventing it makes macOS and Linux wait for us.
  powerMonitor.on("shutdown", (...events: readonly { preventDefault(): void }[]) => {
    for (const event of events) event.preventDefault();
    quit();
  });
}

/**
 * Windows asks each window before it ends a session and sends no `before-quit`. Held, it waits for us to go, and shows so to the person
 * after five seconds; we take three and a half at most. It waits only while we have a window: `quit` must leave it. A hidden one may be
 * ended without being waited for: then the next start repairs.
 */
export function sessionEnd(quit: () => void): (event: WindowSessionEndEvent) => void {
  return (event) => {
    if (holdsSessionEnd(event.reasons)) event.preventDefault();
    quit();
  };
}
