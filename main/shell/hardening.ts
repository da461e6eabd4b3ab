/** Takes from every page what it does not need: the network, other addresses, new windows, permissions and devices. */
import { app, protocol, type Session, session, shell } from "electron";
import { createAssets, origin, scheme } from "./assets.ts";
import { createLinkGate, isKnownLink } from "./links.ts";

/** Switches that would let another program look into an installed Sluice or run its code in our name; the fuses cover Node's own. */
const forbidden = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "inspect",
  "inspect-brk",
  "inspect-port",
  "js-flags",
  "disable-web-security",
  "browser-subprocess-path",
  "renderer-cmd-prefix",
  "gpu-launcher",
  "utility-cmd-prefix",
  "load-extension",
];

/** The first such switch an installed Sluice was started with; while it is being developed all are welcome. */
export function forbiddenSwitch(): string | null {
  if (!app.isPackaged) return null;
  return forbidden.find((name) => app.commandLine.hasSwitch(name)) ?? null;
}

/** To be called before the app is ready: Electron reads schemes and sandbox then. */
export function claimScheme(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Port 9 is "discard": nobody listens, and on most systems nobody but root may. Without the bypass rule loopback would be reached past it. */
const nowhere = {
  mode: "fixed_servers",
  proxyRules: "http://127.0.0.1:9",
  proxyBypassRules: "<-loopback>",
} as const;

/**
 * The window's own session: in memory, so that nothing a page shows is left on the disk. Resolved when it has no way out.
 * @param folder where the renderer was built to.
 */
export async function createSession(folder: string): Promise<Session> {
  const own = session.fromPartition("window");
  own.protocol.handle(scheme, createAssets(folder));
  for (const each of [own, session.defaultSession]) close(each);
  // What comes from our scheme asks no proxy. Connections to peers ask no rule on requests, but this they do.
  await own.setProxy(nowhere);
  const mayOpen = createLinkGate(Date.now);
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-frame-navigate", (event) => event.preventDefault());
    contents.on("will-navigate", (event) => event.preventDefault());
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    // No peer is asked over UDP, which would not go by the proxy; over TCP they go by it, which leads nowhere.
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpen(url)) openLink(url);
      return { action: "deny" };
    });
  });
  // Nothing here asks for one; unanswered, the first certificate of the person's store would be sent.
  app.on("select-client-certificate", (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  return own;
}

function close(each: Session): void {
  each.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  each.setPermissionCheckHandler(() => false);
  each.setDevicePermissionHandler(() => false);
  each.on("will-download", (event) => event.preventDefault());
  each.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url) }));
}

/** The developer tools are pages too; only an unpackaged build has them. */
function isAllowed(url: string): boolean {
  return url.startsWith(origin) || (!app.isPackaged && url.startsWith("devtools://"));
}

/** Opens a page of ours-to-name in the person's own browser; any other address is left alone. */
export function openLink(url: string): void {
  // A system without a browser is no fault of ours.
  if (isKnownLink(url)) shell.openExternal(url).catch(() => {});
}
