/** Electron's Session, as far as Sluice uses it: schemes of our own, request and permission rules. A new one allows everything, as Electron does. */
import type * as Electron from "electron";
import { strict, strictEmitter } from "./strict.ts";

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type RequestListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type PermissionRequest = Parameters<Electron.Session["setPermissionRequestHandler"]>[0];
type PermissionCheck = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];

/** Read by web-contents.ts. */
export type SessionRules = {
  readonly schemes: Map<string, SchemeHandler>;
  beforeRequest: RequestListener | null;
  permissionRequest: PermissionRequest;
  permissionCheck: PermissionCheck;
  proxy: Electron.ProxyConfig;
};

const rulesOf = new WeakMap<object, SessionRules>();

export function rulesOfSession(session: object): SessionRules {
  const rules = rulesOf.get(session);
  if (!rules) throw new Error("This is not a session of the stand-in.");
  return rules;
}

export class Session extends strictEmitter("session") {
  readonly #rules: SessionRules = {
    schemes: new Map(),
    beforeRequest: null,
    permissionRequest: null,
    permissionCheck: null,
    proxy: { mode: "system" },
  };
  readonly protocol = strict("protocol", {
    handle: (scheme: string, handler: SchemeHandler): void => {
      if (this.#rules.schemes.has(scheme)) throw new Error(`The scheme ${scheme} is taken.`);
      this.#rules.schemes.set(scheme, handler);
    },
    unhandle: (scheme: string): void => void this.#rules.schemes.delete(scheme),
    isProtocolHandled: (scheme: string): boolean => this.#rules.schemes.has(scheme),
  });
  readonly webRequest = strict("webRequest", {
    onBeforeRequest: (listener: RequestListener | null): void => {
      this.#rules.beforeRequest = listener;
    },
  });

  constructor() {
    super();
    rulesOf.set(this, this.#rules);
  }

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.#rules.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#rules.permissionCheck = handler;
  }

  setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.#rules.proxy = config;
    return Promise.resolve();
  }

  /** Devices have no door in the stand-in at all. */
  setDevicePermissionHandler(_handler: unknown): void {}

  /** The stand-in's own: what the system says of proxies, as Chromium puts it; null: it has not made up its mind. */
  _proxies: string | null = "DIRECT";
  /** The addresses it was asked about. */
  readonly _proxiesAsked: string[] = [];

  resolveProxy(url: string): Promise<string> {
    this._proxiesAsked.push(url);
    return this._proxies === null ? new Promise(() => {}) : Promise.resolve(this._proxies);
  }

  /** The stand-in's own: a page begins a download. Chromium is told to deny it either way. */
  _download(url: string): void {
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
      get defaultPrevented(): boolean {
        return isPrevented;
      },
    };
    this.emit("will-download", event, { getURL: () => url });
  }
}

const partitions = new Map<string, Session>();

export const session = strict("session", {
  defaultSession: new Session(),
  fromPartition(name: string): Session {
    const known = partitions.get(name) ?? new Session();
    partitions.set(name, known);
    return known;
  },
});

/** Those a page was opened in. */
const used = new Set<Session>();

export function useSession(session: Session): void {
  used.add(session);
}

/** A proxy of its own where nobody listens, asked for loopback too: that is where all our tests' servers are. */
const leadsNowhere = ({ proxy: { mode, proxyBypassRules = "", proxyRules } }: SessionRules) =>
  (mode ?? "fixed_servers") === "fixed_servers" &&
  proxyRules === "http://127.0.0.1:9" &&
  proxyBypassRules.includes("<-loopback>");

/** For a connection to a peer, which no rule on requests is asked about: the proxy alone decides. */
export const mayMeetPeers = (): boolean =>
  [...used].some((session) => !leadsNowhere(rulesOfSession(session)));

/** For what cannot be told from which page it comes: it may leave when one of the sessions in use lets it. */
export function mayLeave(url: string, method: string): boolean {
  return [...used].some((session) => {
    const rules = rulesOfSession(session);
    if (leadsNowhere(rules)) return false;
    const { beforeRequest } = rules;
    let isCancelled = false;
    const details = { url, method, resourceType: "other" } as unknown;
    beforeRequest?.(details as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => {
      isCancelled = cancel === true;
    });
    return !isCancelled;
  });
}

const privileged = new Set<string>();

/** Electron's `protocol`: privileges are asked for before the app is ready, handlers come with a session. */
export const protocol = strict("protocol", {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of schemes) privileged.add(scheme);
  },
});

/** Chromium refuses to navigate to a scheme it does not know, so `app://sluice/x` is `https://sluice.app.invalid/x` to it. */
export function toChromium(url: string): string {
  const [, scheme = "", hostName, rest] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return privileged.has(scheme) ? `https://${hostName}.${scheme}.invalid${rest}` : url;
}

export function fromChromium(url: string): string {
  return url.replace(
    /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(?=[/?#]|$)/,
    (_whole, hostName: string, scheme: string) => `${scheme}://${hostName}`,
  );
}
