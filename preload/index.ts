/** The window's whole world outside itself: send, read, watch, follow and hide. Runs sandboxed, so it imports nothing but Electron and types. */
import { contextBridge, ipcRenderer } from "electron";
import type { Bridge, QueryReply, Reply, WindowPage } from "./contract/command.ts";
import type { AppState } from "./contract/state.ts";

const watchers = new Set<{ readonly listener: (state: AppState) => void }>();
let newest: AppState | null = null;

ipcRenderer.on("state", (_event, state: AppState) => {
  // Answers to `watch` and changes may cross: an older one never wins.
  if (newest !== null && state.rev <= newest.rev) return;
  newest = state;
  for (const { listener } of watchers) listener(state);
});

// The main process refuses to lead the window elsewhere. Chromium, which lets the page connect to nothing, may say so first, and would
// show its own error in our page's place: so nothing of the kind is begun. A download leads nowhere, and is refused where files are.
navigation.addEventListener("navigate", (event) => {
  const { destination, downloadRequest } = event;
  const isElsewhere = new URL(destination.url).host !== location.host;
  if (isElsewhere && downloadRequest === null) event.preventDefault();
});

const bridge: Bridge = {
  send: (command) => ipcRenderer.invoke("command", command) as Promise<Reply>,
  read: (query) => ipcRenderer.invoke("query", query) as Promise<QueryReply>,
  watch(listener) {
    const watcher = { listener };
    watchers.add(watcher);
    // Also when a state came before: the shell waits for this word to tell where to open.
    ipcRenderer.send("watch");
    if (newest !== null) listener(newest);
    return () => {
      watchers.delete(watcher);
    };
  },
  follow(listener) {
    const turn = (_event: unknown, page: WindowPage | "shown"): void => listener(page);
    ipcRenderer.on("page", turn);
    return () => {
      ipcRenderer.off("page", turn);
    };
  },
  hide: () => ipcRenderer.send("hide"),
};

contextBridge.exposeInMainWorld("sluice", bridge);
