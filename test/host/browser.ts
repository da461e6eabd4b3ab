/** The one Chromium behind all windows: opens pages for us and closes the ones a page opens by itself before they ask for anything. */
import { type Cdp, createCdp, type Fields } from "./cdp.ts";
import { startChromium } from "./chromium.ts";
import { host } from "./host.ts";

/** A tab of our own: commands and events of one target. */
export type Page = {
  readonly targetId: string;
  send(method: string, parameters?: Fields): Promise<Fields>;
  on(method: string, listener: (event: Fields) => void): void;
  close(): void;
  /** Resolves when the page is gone, whoever closed it. */
  readonly gone: Promise<void>;
};

export type Browser = {
  readonly cdp: Cdp;
  open(width: number, height: number): Promise<Page>;
  readonly ended: Promise<unknown>;
};

const barHeight = 88;

type TargetInfo = { readonly targetId: string; readonly openerId?: string };

let browser: Promise<Browser> | undefined;
let started: Browser | undefined;

/** Started with the first window, shared by all. */
export function theBrowser(): Promise<Browser> {
  browser ??= start();
  return browser;
}

/** Ends the browser if there is one; one that is still starting dies with us. */
export async function closeBrowser(): Promise<void> {
  await started?.cdp.close();
}

async function start(): Promise<Browser> {
  const chromium = await startChromium(host.isHeaded, process.send !== undefined);
  const cdp = createCdp(chromium);
  host.endpoint = chromium.endpoint;
  const sessions = new Map<string, PromiseWithResolvers<string>>();
  const sessionOf = (targetId: string): PromiseWithResolvers<string> => {
    const known = sessions.get(targetId) ?? Promise.withResolvers<string>();
    sessions.set(targetId, known);
    return known;
  };

  cdp.on("Target.attachedToTarget", undefined, (event) => {
    const { targetId, openerId } = event.targetInfo as TargetInfo;
    const session = String(event.sessionId);
    // Nobody's window: pages of the app cannot open any (see requests.ts), so this is not one of them.
    if (openerId !== undefined) {
      cdp.send("Target.closeTarget", { targetId }).catch(() => {});
      return;
    }
    cdp.send("Runtime.runIfWaitingForDebugger", {}, session).catch(() => {});
    sessionOf(targetId).resolve(session);
  });
  await cdp.send("Target.setDiscoverTargets", { discover: true });
  await cdp.send("Browser.setDownloadBehavior", { behavior: "deny", eventsEnabled: true });
  await cdp.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: "page" }],
  });

  started = {
    cdp,
    ended: chromium.ended,
    async open(width, height) {
      const created = await cdp.send("Target.createTarget", {
        url: "about:blank",
        newWindow: true,
        width,
        // On a screen Chromium has bars of its own.
        height: height + (host.isHeaded ? barHeight : 0),
      });
      const targetId = String(created.targetId);
      const session = await sessionOf(targetId).promise;
      return {
        targetId,
        send: (method, parameters) => cdp.send(method, parameters, session),
        on: (method, listener) => cdp.on(method, session, listener),
        gone: new Promise((resolve) =>
          cdp.on("Target.targetDestroyed", undefined, (event) => {
            if (event.targetId === targetId) resolve();
          }),
        ),
        close: () => void cdp.send("Target.closeTarget", { targetId }).catch(() => {}),
      };
    },
  };
  return started;
}
