/** Whose key pays: chosen on the third screen and nowhere else, and what is chosen is what is kept, connected and checked. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { analyticsToken, at, firstRunScenes } from "./first-run-scenes.ts";
import { answerWith, button, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { daemon, gatewayToken, modelKey as kept, verified } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const modelKey = "sk-ant-api03-0123456789abcdefghij-q7Zk";
const radio = (page: Page, name: string) => page.getByRole("radio", { name });
const theirs = "Use the one OpenClaw already has";
const field = (page: Page) => page.locator("input[type=password]");
const overlays = [{ slug: "anthropic", id: "anthropic", refusal: null }];
const openclaw = { link: null, daemon, overlays };
const secrets = [kept, gatewayToken, analyticsToken];
const { profile } = verified;

describe("a key that is kept, where OpenClaw has one too", () => {
  const openKept = async () => {
    const opened = await open({ scene: "keyTheirs" });
    await show(opened.page, at("modelKey", { openclaw, secrets: [kept] }));
    await button(opened.page, "Replace").click();
    return opened;
  };

  test("is replaced by a pasted one, unless the other is chosen; either can be taken back", async () => {
    const { commands, page } = await openKept();
    expect(await radio(page, "Paste a key").isChecked()).toBe(true);
    await field(page).waitFor();
    await button(page, "Cancel").click();
    await page.getByText("Your key ••••q7Zk is saved.").waitFor();
    await button(page, "Replace").click();
    await radio(page, theirs).check();
    expect(await textOf(page)).toContain("Sluice then forgets your key ••••q7Zk.");
    await button(page, "Cancel").click();
    await page.getByText("Your key ••••q7Zk is saved.").waitFor();
    // The choice that was taken back is forgotten.
    await button(page, "Replace").click();
    expect(await radio(page, "Paste a key").isChecked()).toBe(true);
    expect(await commands()).toEqual([]);
  });

  test("is forgotten when OpenClaw’s is chosen instead, which is what is connected then", async () => {
    const { commands, page } = await openKept();
    await radio(page, theirs).check();
    await button(page, "Continue").click();
    await page.getByText("Step 4 of 6").waitFor();
    expect(await commands()).toEqual([
      { type: "secret.remove", kind: "provider", provider: "anthropic" },
      { type: "setup.go", step: "cloudflare" },
    ]);
    await button(page, "Back").click();
    expect(await radio(page, theirs).isChecked()).toBe(true);
  });

  test("that cannot be forgotten stays the chosen one, and the reason is said", async () => {
    const { page } = await openKept();
    await answerWith(page, { ok: false, error: { code: "secret.inUse" } });
    await radio(page, theirs).check();
    await button(page, "Continue").click();
    await page.getByRole("alert").getByText("secret.inUse").waitFor();
    expect(await textOf(page)).toContain("Your Anthropic key");
    await radio(page, "Paste a key").check();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("is not weighed against OpenClaw’s own once OpenClaw asks with Sluice’s", async () => {
    const { page } = await open({ scene: "keyTheirs" });
    const linked = { ...openclaw, link: verified.openclaw.link };
    await show(page, at("modelKey", { openclaw: linked, secrets: [kept] }));
    await button(page, "Replace").click();
    await field(page).waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await button(page, "Cancel").click();
    await page.getByText("Your key ••••q7Zk is saved.").waitFor();
  });
});

test("a key that is pasted where OpenClaw has one is what is connected and checked", async () => {
  const { commands, page } = await open({ scene: "keyTheirs" });
  await radio(page, "Paste a key").check();
  await field(page).fill(modelKey);
  await button(page, "Check the key").click();
  await page.getByText("Your key ••••q7Zk is saved.").waitFor();
  await show(page, at("check", { openclaw, profile, secrets }));
  expect(await page.getByRole("radio").count()).toBe(0);
  expect(await textOf(page)).toContain("paid with your key ••••q7Zk");
  await button(page, "Connect OpenClaw").click();
  expect((await commands()).at(-1)).toEqual({ type: "openclaw.link", kind: "own" });
});

test("step five says whose key pays, does not ask again, and leads back to the choice", async () => {
  const { commands, page } = await open({ scene: "checkConnectTheirs" });
  expect(await page.getByRole("radio").count()).toBe(0);
  expect(await textOf(page)).toContain("keep the key OpenClaw has for Anthropic");
  await button(page, "Use another key").click();
  await page.getByText("Step 3 of 6").waitFor();
  expect(await commands()).toEqual([{ type: "setup.go", step: "modelKey" }]);
});

test("a check with a key that is not the one OpenClaw asks with says so", async () => {
  const { page } = await open({ scene: "checkTheirs" });
  const scene = firstRunScenes.checkTheirs ?? verified;
  expect(await textOf(page)).toContain("Sluice has none to check with");
  await show(page, { ...scene, secrets });
  expect(await textOf(page)).toContain("this check uses your key ••••q7Zk");
});
