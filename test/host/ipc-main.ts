/** Electron's ipcMain: one handler per invoked channel, listeners for sent ones. */
import { strictEmitter } from "./strict.ts";

type Handler = (event: unknown, ...args: unknown[]) => unknown;

class IpcMain extends strictEmitter("ipcMain") {
  #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** The stand-in's own: what an `invoke` from a page leads to. */
  async _invoke(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();
