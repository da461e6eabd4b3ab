/** A name that is asked for tells whoever answers for it: with what our files are sent with, no page of ours has any host looked up. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAssets } from "../../main/shell/assets.ts";
import { findChromium } from "../host/chromium.ts";

/** Long enough for a name that is going to be asked for. */
const graceMs = 1_500;
const address = "https://sluice.app.invalid/";

/** Names are asked for over HTTPS only, of a port where nobody listens: no test's question leaves this machine. */
const nobodyAnswers = {
  dns_over_https: { mode: "secure", templates: "https://127.0.0.1:9/dns-query" },
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "sluice-names-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a page with these headers made Chromium ask the network for, by Chromium's own record; nobody answers it. */
async function asked(headers: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const record = path.join(folder, "record.json");
  const profile = path.join(folder, "profile");
  mkdirSync(profile);
  writeFileSync(path.join(profile, "Local State"), JSON.stringify(nobodyAnswers));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? "",
    // Switched off with it are the hints, too: what is to be shown is that ours holds.
    ignoreDefaultArgs: ["--disable-background-networking"],
    args: [
      "--disable-component-update",
      "--disable-sync",
      `--log-net-log=${record}`,
      "--net-log-capture-mode=Everything",
    ],
  });
  const page = await context.newPage();
  await page.route("**/*", (route) =>
    route.request().url() === address
      ? route.fulfill({
          contentType: "text/html",
          headers,
          body: "<!doctype html><title>x</title>",
        })
      : route.abort(),
  );
  await page.goto(address);
  await page.evaluate(async () => {
    for (const rel of ["dns-prefetch", "preconnect"]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = `https://leak-${rel}.example/`;
      document.head.append(link);
    }
    const urls = ["turn:leak-turn.example:3478?transport=tcp", "stun:leak-stun.example:3478"];
    const peer = new RTCPeerConnection({
      iceServers: [{ urls, username: "what", credential: "carries" }],
    });
    peer.createDataChannel("out");
    await peer.setLocalDescription();
  });
  await page.waitForTimeout(graceMs);
  await context.close();
  const text = readFileSync(record, "utf8");
  // It did keep a record: else an empty list would prove nothing.
  expect(text).toContain("DNS_CONFIG_CHANGED");
  return [...new Set(text.match(/leak-[a-z-]+(?=\.example)/g))].sort();
}

test("a page without our headers has names looked up, so it is they that hold", async () => {
  expect(await asked({})).toEqual([
    "leak-dns-prefetch",
    "leak-preconnect",
    "leak-stun",
    "leak-turn",
  ]);
}, 60_000);

test("a page of ours has none looked up: not by a hint, not for a peer", async () => {
  const { headers } = await createAssets(folder)({ method: "GET", url: "app://sluice/none" });
  expect(await asked(Object.fromEntries(headers))).toEqual([]);
}, 60_000);
