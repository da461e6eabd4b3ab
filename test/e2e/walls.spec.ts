/** Nothing leaves the window: each way out is tried for real against a server that counts. */
import { expect } from "./fixture.ts";
import { isMarked, mark } from "./marked.ts";
import { test } from "./outside.ts";

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
      try {
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      } catch {
        // A script's address must be a trusted type, and the page has none.
        return Promise.resolve();
      }
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
    const attempt = (run: () => void): void => {
      try {
        run();
      } catch {
        // Refused before it could run.
      }
    };
    attempt(() => {
      const inline = document.createElement("script");
      inline.textContent = "window.ran.push('inline')";
      document.body.append(inline);
    });
    attempt(() =>
      document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="ran.push('handler')">`),
    );
    attempt(() => {
      document.body.innerHTML = "<p>markup</p>";
      page.ran?.push("markup");
    });
    attempt(() => {
      const image = document.createElement("img");
      image.setAttribute("onerror", "ran.push('attribute')");
      image.src = "x:";
      document.body.append(image);
    });
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

test("no worker of any kind starts", async ({ page, outside }) => {
  const outcomes = await page.evaluate(async (url) => {
    const blob = URL.createObjectURL(
      new Blob([`fetch("${url}/worker")`], { type: "text/javascript" }),
    );
    const started = (start: () => EventTarget): Promise<string> =>
      new Promise((resolve) => {
        try {
          const worker = start();
          worker.addEventListener("error", () => resolve("refused"));
          setTimeout(() => resolve("started"), 2_000);
        } catch {
          resolve("refused");
        }
      });
    const ours = document.querySelector("script")?.src ?? "";
    const workers = [blob, `data:text/javascript,fetch("${url}/worker")`, ours];
    return [
      ...(await Promise.all(workers.map((each) => started(() => new Worker(each))))),
      await navigator.serviceWorker.register(ours).then(
        () => "started",
        () => "refused",
      ),
    ];
  }, outside.url);
  expect(outcomes).toEqual(outcomes.map(() => "refused"));
  expect(outside.hits).toEqual([]);
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
