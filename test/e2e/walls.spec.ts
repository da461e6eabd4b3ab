/** Nothing leaves the window: each way out is tried for real against a server that counts. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright/test";
import { test as base, expect } from "./fixture.ts";

type Outside = { readonly url: string; readonly hits: string[] };

const test = base.extend<{ outside: Outside }>({
  outside: async ({ browserName: _unused }, use) => {
    const hits: string[] = [];
    const server = http.createServer((request, response) => {
      hits.push(`${request.method} ${request.url}`);
      response.setHeader("access-control-allow-origin", "*").end("reached");
    });
    server.on("upgrade", (request, socket) => {
      hits.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use({ url: `http://127.0.0.1:${port}`, hits });
    server.closeAllConnections();
    server.close();
  },
});

/** A document that has been left and loaded again has lost its mark. */
const mark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.dataset.mark = "same document";
  });
const isMarked = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.body.dataset.mark === "same document");

test("fetch, XMLHttpRequest, WebSocket, EventSource and beacons reach nobody", async ({
  page,
  outside,
}) => {
  const outcomes = await page.evaluate(async (url) => {
    const settle = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => "reached",
        () => "refused",
      );
    const events = (source: EventTarget): Promise<unknown> =>
      new Promise((resolve, reject) => {
        source.addEventListener("open", resolve);
        source.addEventListener("load", resolve);
        source.addEventListener("error", reject);
      });
    const attempt = (start: () => EventTarget): Promise<string> => {
      try {
        return settle(events(start()));
      } catch {
        return Promise.resolve("refused");
      }
    };
    navigator.sendBeacon(`${url}/beacon`, "x");
    return [
      await settle(fetch(`${url}/fetch`)),
      await settle(fetch(`${url}/no-cors`, { mode: "no-cors" })),
      await attempt(() => {
        const request = new XMLHttpRequest();
        request.open("GET", `${url}/xhr`);
        request.send();
        return request;
      }),
      await attempt(() => new WebSocket(`${url.replace("http", "ws")}/socket`)),
      await attempt(() => new EventSource(`${url}/events`)),
    ];
  }, outside.url);
  expect(outcomes).toEqual(["refused", "refused", "refused", "refused", "refused"]);
  expect(outside.hits).toEqual([]);
});

test("images, scripts, styles, frames, fonts, forms and hints load nothing foreign", async ({
  page,
  outside,
}) => {
  await mark(page);
  await page.evaluate(async (url) => {
    const add = (tag: string, attributes: Record<string, string>): Promise<unknown> => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      const settled = new Promise((resolve) => {
        element.addEventListener("load", resolve);
        element.addEventListener("error", resolve);
      });
      document.body.append(element);
      return settled;
    };
    await Promise.all([
      add("img", { src: `${url}/image.png` }),
      add("script", { src: `${url}/script.js` }),
      add("link", { rel: "stylesheet", href: `${url}/style.css` }),
      add("iframe", { src: `${url}/frame` }),
    ]);
    for (const rel of ["prefetch", "preload", "prerender", "preconnect", "dns-prefetch", "icon"])
      void add("link", { rel, href: `${url}/${rel}`, as: "image" });
    void add("object", { data: `${url}/object` });
    void add("video", { src: `${url}/video` });
    const form = document.createElement("form");
    form.action = `${url}/form`;
    document.body.append(form);
    form.submit();
    await new FontFace("Foreign", `url(${url}/font.woff2)`).load().catch(() => {});
  }, outside.url);
  expect(outside.hits).toEqual([]);
  expect(await isMarked(page)).toBe(true);
});

test("script that is not a file of ours does not run", async ({ page }) => {
  const ran = await page.evaluate(() => {
    const page = window as unknown as { ran?: string[] };
    page.ran = [];
    const inline = document.createElement("script");
    inline.textContent = "window.ran.push('inline')";
    document.body.append(inline);
    document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="ran.push('handler')">`);
    // Later: while Playwright evaluates this, the policy on constructed code is lifted for it.
    return new Promise((resolve) =>
      setTimeout(() => {
        try {
          page.ran?.push(String(new Function("return 'constructed'")()));
        } catch {
          // Refused.
        }
        resolve(page.ran);
      }, 100),
    );
  });
  expect(ran).toEqual([]);
});

test("the page cannot lead the window anywhere else", async ({ page, outside }) => {
  await mark(page);
  const before = page.url();
  for (const target of [`${outside.url}/away`, "data:text/html,away", "app://other/"]) {
    await page.evaluate((url) => {
      location.href = url;
    }, target);
    await page.evaluate((url) => {
      const link = document.createElement("a");
      link.href = url;
      document.body.append(link);
      link.click();
    }, target);
  }
  expect(page.url()).toBe(before);
  expect(await isMarked(page)).toBe(true);
  expect(outside.hits).toEqual([]);
});

test("the page opens no window, and only a known address opens in the browser", async ({
  sluice,
  page,
  outside,
}) => {
  const opened = await page.evaluate((url) => {
    const follow = (href: string): void => {
      const link = document.createElement("a");
      link.href = href;
      link.target = "_blank";
      document.body.append(link);
      link.click();
    };
    follow(`${url}/blank`);
    follow("https://dash.cloudflare.com.example/");
    follow("file:///etc/passwd");
    const form = document.createElement("form");
    form.action = `${url}/form`;
    form.target = "_blank";
    document.body.append(form);
    form.submit();
    return window.open(`${url}/open`);
  }, outside.url);
  expect(opened).toBeNull();
  expect(await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
  expect(outside.hits).toEqual([]);
  if (sluice.kind === "electron") return;
  expect(await sluice.evaluate(({ host }) => host.opened)).toEqual([]);
  await page.evaluate(() => window.open("https://dash.cloudflare.com/"));
  await expect
    .poll(() => sluice.evaluate(({ host }) => host.opened))
    .toEqual(["https://dash.cloudflare.com/"]);
});

test("even a page without our policy reaches nobody: the session cancels its requests", async ({
  sluice,
  page,
  outside,
}) => {
  await expect(page).toHaveTitle("Sluice");
  const outcomes = await sluice.evaluate(async ({ BrowserWindow, session }, url) => {
    const tried: string[] = [];
    for (const each of [session.fromPartition("window"), session.defaultSession]) {
      const other = new BrowserWindow({ show: false, webPreferences: { session: each } });
      tried.push(
        await other.loadURL(url).then(
          () => "loaded",
          (error: Error) => error.message,
        ),
      );
      other.destroy();
    }
    return tried;
  }, outside.url);
  for (const outcome of outcomes) expect(outcome).toContain("ERR_BLOCKED_BY_CLIENT");
  expect(outside.hits).toEqual([]);
});

test("every permission the page asks for is denied", async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const refusal = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => "granted",
        () => "denied",
      );
    const stateOf = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      geolocation: await refusal(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      camera: await refusal(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await refusal(navigator.clipboard.readText()),
      notification: await Notification.requestPermission(),
      states: await Promise.all(["geolocation", "notifications", "midi"].map(stateOf)),
    };
  });
  expect(answers).toEqual({
    geolocation: "denied",
    camera: "denied",
    clipboard: "denied",
    notification: "denied",
    states: ["denied", "denied", "denied"],
  });
});
