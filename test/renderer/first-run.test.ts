/** The first run from screen to screen: where it stands, how it goes on, back, past and out, and that nothing is changed by looking. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { setupSteps } from "../../preload/contract/desk.ts";
import { at, firstRunScenes } from "./first-run-scenes.ts";
import { button, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { daemon } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const forward = (page: Page) => page.locator(".fr-moves button").last();
const told = (page: Page) => page.locator(".fr-missing").innerText();

describe("where it stands", () => {
  test("is in the snapshot alone: each step has its screen, its place among six and its heading in focus", async () => {
    const { page } = await open({ scene: "welcomeRunning" });
    const titles: string[] = [];
    for (const [place, step] of setupSteps.entries()) {
      await show(page, at(step));
      await page.getByText(`Step ${place + 1} of 6`, { exact: true }).waitFor();
      expect(await page.locator(".progress i.done").count()).toBe(place + 1);
      await page.locator("h1:focus").waitFor();
      titles.push(await heading(page).innerText());
    }
    expect(new Set(titles).size).toBe(6);
  });

  test("is kept when it is left: Home lists what is undone, and leads back to the very screen", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoToken" });
    await button(page, "Set up later").click();
    await page.getByRole("heading", { name: "Still to do" }).waitFor();
    expect(await page.locator(".undone-steps li").allInnerTexts()).toEqual([
      expect.stringContaining("Choose an AI Gateway"),
      expect.stringContaining("Connect OpenClaw and check"),
    ]);
    await button(page, "Do it, Choose an AI Gateway").click();
    await page.locator("h1:focus", { hasText: "Cloudflare" }).waitFor();
    expect(await commands()).toEqual([
      { type: "setup.end", isDone: false },
      { type: "setup.go", step: "cloudflare" },
    ]);
  });

  test("changes by itself where OpenClaw does", async () => {
    const { page } = await open({ scene: "welcomeLooking" });
    expect(await textOf(page)).toContain("Looking for OpenClaw. Nothing has been changed.");
    await show(page, at("welcome", { openclaw: { link: null, daemon } }));
    await page
      .getByRole("status")
      .getByText("OpenClaw 2026.9.6 found and running. Nothing has been changed.")
      .waitFor();
    expect(await page.locator(".way").ariaSnapshot()).toMatch(/OpenClaw running/);
  });
});

describe("the picture of the way", () => {
  test("says in words what its lines say, and hangs each key where it is used", async () => {
    const { page } = await open({ scene: "welcomeNothing" });
    const before = await page.locator(".way li").allInnerTexts();
    expect(before.map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
      expect.stringContaining("OpenClaw not found"),
      expect.stringContaining("Sluice switch, meter"),
      expect.stringMatching(/Cloudflare .* Gateway token comes in step 4/),
      expect.stringMatching(/Anthropic .* Model key comes in step 3/),
    ]);
    await show(page, firstRunScenes.welcomeReady ?? at("welcome"));
    const after = await page.locator(".way").innerText();
    expect(after).toContain("kept, ••••9KpX");
    expect(after).toContain("kept, ••••q7Zk");
    expect(await page.locator(".way li.there").count()).toBe(4);
  });

  test("does not take Cloudflare for a provider", async () => {
    const { page } = await open({ scene: "welcomeRunning" });
    expect(await textOf(page)).toContain(
      "Cloudflare is not a model provider. You still need a key from Anthropic or another provider; you add it in step 3.",
    );
  });
});

test.each([
  ["welcomeTheirs", "OpenClaw already has a key for Anthropic. Step 3 uses it where it is."],
  ["welcomeReady", "Your model key ••••q7Zk is saved already."],
])("%s: no key is asked for where there is one", async (scene, text) => {
  const { page } = await open({ scene });
  expect(await textOf(page)).toContain(`Cloudflare is not a model provider. ${text}`);
  expect(await textOf(page)).not.toContain("You still need");
});

test("no screen sends anything by being shown", async () => {
  const { commands, page } = await open({ scene: "welcomeRunning" });
  for (const state of Object.values(firstRunScenes)) await show(page, state);
  expect(await commands()).toEqual([]);
});

describe("the ways", () => {
  test("on, back and past are remembered by the app", async () => {
    const { commands, page } = await open({ scene: "openclawRunning" });
    await forward(page).click();
    await button(page, "Skip").click();
    await button(page, "Back").click();
    expect(await commands()).toEqual([
      { type: "setup.go", step: "modelKey" },
      { type: "setup.go", step: "cloudflare", skip: true },
      { type: "setup.go", step: "modelKey" },
    ]);
  });

  test("out: for later, to the settings and back, for good", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await button(page, "Settings").click();
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await page.locator(".back").click();
    expect(await heading(page).innerText()).toBe("Your Anthropic key");
    await button(page, "Quit Sluice").click();
    await button(page, "Set up later").click();
    await page.locator(".route").waitFor();
    expect(await commands()).toEqual([{ type: "app.quit" }, { type: "setup.end", isDone: false }]);
  });

  test("round it all: without an account, at every screen, where Sluice can start itself again", async () => {
    const { commands, page } = await open({ scene: "welcomeRunning" });
    for (const step of setupSteps) {
      await show(page, at(step));
      expect(await button(page, "Try it without an account").count(), step).toBe(1);
    }
    await button(page, "Try it without an account").click();
    expect(await commands()).toEqual([{ type: "app.practice", isOn: true }]);
    await show(page, at("welcome", { desk: { canRestart: false } }));
    expect(await button(page, "Try it without an account").count()).toBe(0);
    await show(page, at("welcome", { practice: true }));
    expect(await button(page, "Try it without an account").count()).toBe(0);
  });

  test("forward keeps its place, and says what is missing when it is pressed", async () => {
    const { commands, page } = await open({ scene: "openclawNotInstalled" });
    const before = await forward(page).boundingBox();
    expect(await forward(page).getAttribute("aria-disabled")).toBe("true");
    expect(await told(page)).toBe("");
    await forward(page).press("Enter");
    expect(await told(page)).toMatch(/^Sluice found no OpenClaw here\./);
    expect(await commands()).toEqual([]);
    await show(page, at("openclaw", { openclaw: { link: null, daemon } }));
    expect(await told(page)).toBe("");
    expect(await forward(page).boundingBox()).toEqual(before);
  });

  test("Enter goes on from anywhere but a control of its own", async () => {
    const { commands, page } = await open({ scene: "welcomeRunning" });
    await page.keyboard.press("Enter");
    await page.getByText("Step 2 of 6").waitFor();
    await button(page, "Look again").press("Enter");
    expect(await commands()).toEqual([
      { type: "setup.go", step: "openclaw" },
      { type: "openclaw.look" },
    ]);
  });
});

describe("OpenClaw", () => {
  test("that is stopped can be started, and need not be", async () => {
    const { commands, page } = await open({ scene: "openclawStopped" });
    await button(page, "Start OpenClaw").click();
    expect(await commands()).toEqual([{ type: "openclaw.start" }]);
    expect(await forward(page).getAttribute("aria-disabled")).toBeNull();
  });

  test("that is not here is explained: the line to copy, the look again, the place to point at", async () => {
    const { commands, page } = await open({ scene: "openclawNotInstalled" });
    expect(await textOf(page)).toContain("npm install -g openclaw@latest");
    await button(page, "Choose its place…").click();
    await page.getByLabel("Where OpenClaw is").fill("/opt/openclaw");
    await page.getByLabel("Where OpenClaw is").press("Enter");
    await button(page, "Look again").click();
    expect(await commands()).toEqual([
      { type: "openclaw.choose", path: "/opt/openclaw" },
      { type: "openclaw.look" },
    ]);
  });

  test.each([
    ["openclawInContainer", "A container of OpenClaw’s is described in"],
    ["openclawInWsl", "This OpenClaw runs somewhere else"],
    ["openclawTooOld", "This OpenClaw is too old"],
    ["openclawNoFile", "It has no settings yet."],
  ])("%s is named", async (scene, text) => {
    const { page } = await open({ scene });
    expect(await textOf(page)).toContain(text);
  });

  test("with a Cloudflare set-up of its own is taken over when told to", async () => {
    const { commands, page } = await open({ scene: "openclawOffer" });
    await button(page, "Take it over").click();
    expect(await commands()).toEqual([{ type: "openclaw.import" }]);
  });
});
