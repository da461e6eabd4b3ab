/** The window's doors: commands and queries in, snapshots out; nobody but our own page is heard. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from "electron";
import type { QueryReply, Reply } from "../../preload/contract/command.ts";
import type { App } from "../app/app.ts";
import { isOurs } from "./sender.ts";
import type { Window } from "./window.ts";

const refused = { ok: false, error: { code: "command.malformed" } } as const satisfies Reply;

/**
 * Registers the channels `command`, `query`, `watch` and `hide`, and sends `state`.
 * @param settled resolves when what the state says is worth showing: before, a set-up long done would look undone.
 */
export function openBridge(
  app: Pick<App, "read" | "send" | "state" | "watch">,
  window: Pick<Window, "contents" | "greet" | "hide">,
  settled: Promise<unknown>,
): void {
  let isSettled = false;
  const contents = (): WebContents | null => window.contents();
  const isHeard = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => isOurs(event, contents());
  ipcMain.handle(
    "command",
    async (event, input: unknown): Promise<Reply> => (isHeard(event) ? app.send(input) : refused),
  );
  ipcMain.handle(
    "query",
    async (event, input: unknown): Promise<QueryReply> =>
      isHeard(event) ? app.read(input) : refused,
  );
  // A page that has just loaded knows nothing yet: it asks once, then it is told.
  ipcMain.on("watch", (event) => {
    if (!isHeard(event)) return;
    if (isSettled) event.sender.send("state", app.state());
    window.greet();
  });
  ipcMain.on("hide", (event) => {
    if (isHeard(event)) window.hide();
  });
  // Sent at once: the app tells at most once a turn, and what a command led to just before its reply.
  app.watch((state) => {
    if (isSettled) contents()?.send("state", state);
  });
  void settled.then(() => {
    isSettled = true;
    contents()?.send("state", app.state());
  });
}
