/** The script texts every document gets before its own: the bridge in the page's world, the real preload in a world of its own. */
import { type BridgeEnd, openBridge, type Side } from "./bridge.ts";
import { type Codec, createCodec } from "./codec.ts";

/** The name of the world the preload runs in. */
export const preloadWorld = "sluice-preload";
/** The function Chromium puts into that world; what is given to it arrives at `web-contents.ts`. */
export const sendBinding = "__standInSend";
/** The beginning of the event by which the page's face changes; the rest is unguessable. */
export const faceName = "standInFace";
/** What main calls in that world. */
export const deliverName = "__standInDeliver";

/** Preload to main. */
export type Outgoing =
  | {
      readonly kind: "invoke";
      readonly id: number;
      readonly channel: string;
      readonly args: unknown[];
    }
  | { readonly kind: "send"; readonly channel: string; readonly args: unknown[] };
/** Main to preload. */
export type Incoming =
  | {
      readonly kind: "reply";
      readonly id: number;
      readonly value?: unknown;
      readonly error?: string;
    }
  | { readonly kind: "event"; readonly channel: string; readonly args: unknown[] };

type Names = { readonly bridge: string; readonly send: string; readonly deliver: string };
type Listener = (event: unknown, ...args: unknown[]) => void;
type RunPreload = (require: (id: string) => unknown, module: object, exports: object) => void;

/** As text in the preload's world: `require("electron")` as a sandboxed preload has it, and nothing else of Node. */
function runPreloadWorld(
  names: Names,
  codec: () => Codec,
  bridgeTo: (name: string, side: Side) => BridgeEnd,
  run: RunPreload,
): void {
  const { pack, unpack } = codec();
  const bridge = bridgeTo(names.bridge, "preload");
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const send = world[names.send] as (text: string) => void;
  delete world[names.send];
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;

  world[names.deliver] = (text) => {
    const message = unpack(text) as Incoming;
    if (message.kind === "event") {
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener({ sender: ipcRenderer, ports: [] }, ...message.args);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  };

  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const call = Promise.withResolvers<unknown>();
      const id = ++lastId;
      try {
        send(pack({ kind: "invoke", id, channel, args } satisfies Outgoing));
        pending.set(id, call);
      } catch (error) {
        call.reject(error);
      }
      return call.promise;
    },
    send: (channel: string, ...args: unknown[]): void =>
      send(pack({ kind: "send", channel, args } satisfies Outgoing)),
    on(channel: string, listener: Listener): unknown {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener): unknown {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      );
      return ipcRenderer;
    },
  };
  const contextBridge = { exposeInMainWorld: bridge.expose };
  const module = { exports: {} };
  run(
    (id) => {
      if (id === "electron") return { contextBridge, ipcRenderer };
      throw new Error(`module not found: ${id}`);
    },
    module,
    module.exports,
  );
}

type FaceNews = { readonly visibility?: DocumentVisibilityState; readonly isFocused?: boolean };

/** As text in the page's world: Chromium's page never goes out of sight here, so what the page is told of that comes from us. */
function openFace(name: string): void {
  // As in Electron: a window made hidden begins in sight, so that it can paint.
  let visibility: DocumentVisibilityState = "visible";
  let isFocused = false;
  Object.defineProperties(Document.prototype, {
    visibilityState: { get: () => visibility, configurable: true },
    hidden: { get: () => visibility === "hidden", configurable: true },
    hasFocus: { value: () => isFocused, configurable: true },
  });
  document.addEventListener(name, (event) => {
    const news = (event as CustomEvent<FaceNews>).detail;
    if (news.visibility !== undefined && news.visibility !== visibility) {
      visibility = news.visibility;
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }
    if (news.isFocused !== undefined && news.isFocused !== isFocused) {
      isFocused = news.isFocused;
      window.dispatchEvent(new Event(isFocused ? "focus" : "blur"));
    }
  });
}

/** @param own unguessable, new for each window. @param preload the bundle's text. */
export function worldScripts(
  own: { readonly bridge: string; readonly face: string },
  preload: string,
): { readonly page: string; readonly preload: string } {
  const names: Names = { bridge: own.bridge, send: sendBinding, deliver: deliverName };
  const top = (script: string): string => `if (window === window.top) { ${script} }`;
  return {
    page: top(
      `(${openBridge})(${JSON.stringify(own.bridge)}, "page"); (${openFace})(${JSON.stringify(own.face)});`,
    ),
    preload: top(
      `(${runPreloadWorld})(${JSON.stringify(names)}, ${createCodec}, ${openBridge},
        function (require, module, exports) {\n${preload}\n});`,
    ),
  };
}
