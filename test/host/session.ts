/** Electron's Session, as far as Sluice uses it: schemes of our own, request and permission rules. A new one allows everything, as Electron does. */
import type * as Electron from "electron";
import { strict } from "./strict.ts";

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
};

const rulesOf = new WeakMap<object, SessionRules>();

export function rulesOfSession(session: object): SessionRules {
  const rules = rulesOf.get(session);
  if (!rules) throw new Error("This is not a session of the stand-in.");
  return rules;
}

export type Session = ReturnType<typeof createSession>;

function createSession() {
  const rules: SessionRules = {
    schemes: new Map(),
    beforeRequest: null,
    permissionRequest: null,
    permissionCheck: null,
  };
  const session = strict("session", {
    protocol: strict("protocol", {
      handle(scheme: string, handler: SchemeHandler): void {
        if (rules.schemes.has(scheme)) throw new Error(`The scheme ${scheme} is taken.`);
        rules.schemes.set(scheme, handler);
      },
      isProtocolHandled: (scheme: string): boolean => rules.schemes.has(scheme),
    }),
    webRequest: strict("webRequest", {
      onBeforeRequest(listener: RequestListener | null): void {
        rules.beforeRequest = listener;
      },
    }),
    setPermissionRequestHandler(handler: PermissionRequest): void {
      rules.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: PermissionCheck): void {
      rules.permissionCheck = handler;
    },
    /** Devices have no door in the stand-in at all. */
    setDevicePermissionHandler(_handler: unknown): void {},
  });
  rulesOf.set(session, rules);
  return session;
}

const partitions = new Map<string, Session>();

export const session = strict("session", {
  defaultSession: createSession(),
  fromPartition(name: string): Session {
    const known = partitions.get(name) ?? createSession();
    partitions.set(name, known);
    return known;
  },
});

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
