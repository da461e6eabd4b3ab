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
