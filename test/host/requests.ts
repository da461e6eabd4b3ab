/** What a page may ask the outside: each request and permission goes through the rules the app set on its session. */
import type * as Electron from "electron";
import type { Page } from "./browser.ts";
import type { Cdp, Fields } from "./cdp.ts";
import { fromChromium, rulesOfSession, type SessionRules, toChromium } from "./session.ts";
import type { WebContents } from "./web-contents.ts";

type PausedRequest = {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
  };
};

/** Chromium would open a window first and let us close it afterwards; in a sandbox without popups it only tells us. */
const noPopups = {
  name: "content-security-policy",
  value: "sandbox allow-downloads allow-forms allow-modals allow-same-origin allow-scripts",
};

/** Electron's order: navigation events, then webRequest, then the scheme's handler or the network. */
export async function answerRequest(
  contents: WebContents,
  page: Page,
  mainFrameId: string,
  event: Fields,
): Promise<void> {
  const paused = event as unknown as PausedRequest;
  const { requestId, request, resourceType } = paused;
  const url = fromChromium(request.url);
  const fail = async (errorReason: string): Promise<void> => {
    await page.send("Fetch.failRequest", { requestId, errorReason });
  };

  if (resourceType === "Document" && url !== contents._loading)
    if (!mayNavigate(contents, url, paused, paused.frameId === mainFrameId)) return fail("Aborted");

  const rules = rulesOfSession(contents.session);
  if (await isCancelled(rules, contents, paused, url)) return fail("BlockedByClient");

  const handler =
    url === request.url ? undefined : rules.schemes.get(new URL(url).protocol.slice(0, -1));
  if (!handler) {
    await page.send("Fetch.continueRequest", { requestId });
    return;
  }
  // Chromium asks for an icon by itself, Electron does not.
  if (resourceType === "Other" && new URL(url).pathname === "/favicon.ico") {
    await page.send("Fetch.fulfillRequest", { requestId, responseCode: 204 });
    return;
  }
  try {
    const { method, headers } = request;
    const response = await handler(new Request(url, { method, headers }));
    await page.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: response.status,
      responseHeaders: [
        ...[...response.headers].map(([name, value]) => ({ name, value })),
        ...(resourceType === "Document" ? [noPopups] : []),
      ],
      body: Buffer.from(await response.arrayBuffer()).toString("base64"),
    });
  } catch (error) {
    console.error("The scheme's handler failed:", error);
    await fail("Failed");
  }
}

function mayNavigate(
  contents: WebContents,
  url: string,
  { redirectedRequestId }: PausedRequest,
  isMainFrame: boolean,
): boolean {
  let isPrevented = false;
  const event = {
    url,
    isMainFrame,
    isSameDocument: false,
    preventDefault: () => {
      isPrevented = true;
    },
  };
  contents.emit("will-frame-navigate", event);
  if (isMainFrame)
    contents.emit(redirectedRequestId ? "will-redirect" : "will-navigate", event, url);
  return !isPrevented;
}

function isCancelled(
  rules: SessionRules,
  contents: WebContents,
  { requestId, request, resourceType }: PausedRequest,
  url: string,
): Promise<boolean> {
  const listener = rules.beforeRequest;
  if (!listener) return Promise.resolve(false);
  const details = {
    id: Number(requestId.replace(/\D/g, "")),
    url,
    method: request.method,
    resourceType: resourceType === "Document" ? "mainFrame" : "other",
    webContentsId: contents.id,
    referrer: request.headers.Referer ?? "",
    timestamp: Date.now(),
  } as unknown as Electron.OnBeforeRequestListenerDetails;
  return new Promise((resolve) => {
    listener(details, ({ cancel, redirectURL }) => {
      if (redirectURL !== undefined) throw new Error("The stand-in does not redirect requests.");
      resolve(cancel === true);
    });
  });
}

/** Chromium's names for what a page may ask of a person. */
const permissions = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["media", "camera"],
  ["media", "microphone"],
  ["midi", "midi"],
  ["clipboard-read", "clipboard-read"],
  ["clipboard-sanitized-write", "clipboard-write"],
  ["idle-detection", "idle-detection"],
  ["window-management", "window-management"],
  ["storage-access", "storage-access"],
] as const;

/**
 * Chromium tells nobody when a page asks, so the app's rules are asked beforehand and Chromium is told the answer.
 * A session without rules allows, as in Electron. @throws {Error} when Chromium does not know a permission.
 */
export async function settlePermissions(
  contents: WebContents,
  cdp: Cdp,
  rules: SessionRules,
): Promise<void> {
  const about = contents as unknown as Electron.WebContents;
  for (const [name, setting] of permissions) {
    const isRequestAllowed = await new Promise<boolean>((resolve) => {
      if (!rules.permissionRequest) resolve(true);
      else
        rules.permissionRequest(about, name as "media", resolve, {} as Electron.PermissionRequest);
    });
    const isCheckAllowed =
      rules.permissionCheck?.(
        about,
        name as "media",
        "",
        {} as Electron.PermissionCheckHandlerHandlerDetails,
      ) ?? true;
    for (const scheme of rules.schemes.keys())
      await cdp.send("Browser.setPermission", {
        permission: { name: setting },
        setting: isRequestAllowed && isCheckAllowed ? "granted" : "denied",
        origin: new URL(toChromium(`${scheme}://sluice/`)).origin,
      });
  }
}
