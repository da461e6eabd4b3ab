/** The window's three doors: commands and queries in, snapshots out; nobody but our own page is heard. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from "electron";
import type { QueryReply, Reply } from "../../preload/contract/command.ts";
import type { App } from "../app/app.ts";
import { isOurs } from "./sender.ts";

const refused = { ok: false, error: { code: "command.malformed" } } as const satisfies Reply;

/**
 * Registers the channels `command`, `query` and `watch`, and sends `state`.
 * @param contents our window's page right now; null when there is none.
 */
export function openBridge(
  app: Pick<App, "read" | "send" | "state" | "watch">,
  contents: () => WebContents | null,
): void {
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
    if (isHeard(event)) event.sender.send("state", app.state());
  });
  // Sent at once: the app tells at most once a turn, and what a command led to just before its reply.
  app.watch((state) => contents()?.send("state", state));
}
