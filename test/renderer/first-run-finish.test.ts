/** The end of the first run: nothing is written before it is accepted, the check, the switch, and what goes with it. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { DeskState } from "../../preload/contract/desk.ts";
import { at, firstRunScenes } from "./first-run-scenes.ts";
import { answerWith, button, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const scene = (name: string) => firstRunScenes[name] ?? verified;

describe("connecting", () => {
  test("shows the file, the lines and the way back, and writes only when it is accepted", async () => {
    const { commands, page } = await open({ scene: "checkConnect" });
    const shown = await textOf(page);
    expect(shown).toContain("Nothing has been written into OpenClaw so far.");
    expect(shown).toContain("Here is what Sluice will change");
    expect(shown).toContain("/home/ida/.openclaw/openclaw.json");
    expect(shown).toContain("Disconnect puts the file back as it was.");
    expect(await commands()).toEqual([]);
    await button(page, "Connect OpenClaw").click();
    await page.getByText("Connected through").waitFor();
    expect(await commands()).toEqual([{ type: "openclaw.link", kind: "own" }]);
  });

  test("alone routes nothing: the switch is the person’s", async () => {
    const { commands, page } = await open({ scene: "checkConnect" });
    await show(page, {
      ...scene("checkConnect"),
      route: { ...verified.route, verified: null },
    });
    await button(page, "Connect OpenClaw").click();
    await page.getByText("Connected through").waitFor();
    expect(await commands()).toEqual([
      { type: "route.set", route: "direct" },
      { type: "openclaw.link", kind: "own" },
    ]);
  });

  test("that is refused says why, and goes no further", async () => {
    const { page } = await open({ scene: "checkConnect" });
    await answerWith(page, { ok: false, error: { code: "config.broken" } });
    await button(page, "Connect OpenClaw").click();
    await page.getByRole("alert").getByText("config.broken").waitFor();
    expect(await heading(page).innerText()).toBe("Connect and check");
  });

  test("with the key OpenClaw has goes on top of it", async () => {
    const { commands, page } = await open({ scene: "checkConnectTheirs" });
    await button(page, "Connect OpenClaw").click();
    await page.getByText("The model key stays with OpenClaw").waitFor();
    expect(await commands()).toEqual([
      { type: "openclaw.link", kind: "overlay", providers: ["anthropic"] },
    ]);
    expect(await button(page, "Continue").getAttribute("aria-disabled")).toBeNull();
  });

  test("waits for what it needs, and leads there", async () => {
    const { commands, page } = await open({ scene: "checkNotReady" });
    expect(await page.locator(".undone-steps li").count()).toBe(2);
    await button(page, "Do it, Add a model key").click();
    await page.getByText("Step 3 of 6").waitFor();
    expect(await commands()).toEqual([{ type: "setup.go", step: "modelKey" }]);
  });
});

describe("the check", () => {
  test("says what it costs before it is run, and is run when it is pressed", async () => {
    const { commands, page } = await open({ scene: "checkUntried" });
    expect(await textOf(page)).toContain("Costs about $0.03 in all.");
    expect(await commands()).toEqual([]);
    await button(page, "Run the check").click();
    expect(await commands()).toEqual([{ type: "trial.run" }]);
  });

  test("can be stopped, and the rest of it skipped", async () => {
    const { commands, page } = await open({ scene: "checkRunning" });
    expect(await heading(page).innerText()).toBe("Checking both ways");
    await button(page, "Stop").click();
    await button(page, "Skip the rest").click();
    await page.getByText("Step 6 of 6").waitFor();
    expect(await commands()).toEqual([
      { type: "trial.stop" },
      { type: "trial.stop" },
      { type: "setup.go", step: "done", skip: true },
    ]);
  });

  test("that is done leads on, and can be run again", async () => {
    const { commands, page } = await open({ scene: "checkDone" });
    await button(page, "Run again").click();
    await button(page, "Continue").click();
    expect(await commands()).toEqual([{ type: "trial.run" }, { type: "setup.go", step: "done" }]);
  });
});

describe("a check that failed", () => {
  test("is not done by going on: it waits here and on Home, and leads to the page of checks", async () => {
    const { commands, page } = await open({ scene: "checkFailed" });
    await button(page, "Continue").click();
    await page.getByText("Step 6 of 6").waitFor();
    expect(await commands()).toEqual([{ type: "setup.go", step: "done", skip: true }]);
    expect(await heading(page).innerText()).toBe("Some steps are left");
    const again = "Run the check again: not everything passed";
    expect(await page.locator(".undone-steps li").allInnerTexts()).toEqual([
      expect.stringContaining(again),
    ]);
    await button(page, `Checks, ${again}`).click();
    await page.getByRole("heading", { name: "Checks", level: 1 }).waitFor();
    await page.locator(".back").click();
    await button(page, "Done").click();
    await page.getByRole("heading", { name: "Still to do" }).waitFor();
    await button(page, `Checks, ${again}`).click();
    await page.getByRole("heading", { name: "Checks", level: 1 }).waitFor();
    await show(page, { ...scene("doneReady"), setup: { ...verified.setup, skipped: ["check"] } });
    await page.locator(".back").click();
    await page.locator(".foot").waitFor();
    expect(await page.getByRole("heading", { name: "Still to do" }).count()).toBe(0);
  });

  test("is not forgotten by leaving the first run there", async () => {
    const { page } = await open({ scene: "checkFailed" });
    await button(page, "Set up later").click();
    await page.getByRole("heading", { name: "Still to do" }).waitFor();
  });
});

describe("the last screen", () => {
  test("has the real switch, off until it is pressed", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    const control = page.getByRole("switch", { name: "Route through Cloudflare" });
    expect(await control.getAttribute("aria-checked")).toBe("false");
    expect(await textOf(page)).toContain(
      "Everything passed. Nothing goes through Cloudflare until",
    );
    await control.click();
    await page.getByRole("heading", { name: "It is on" }).waitFor();
    expect(await commands()).toEqual([{ type: "route.set", route: "cloudflare" }]);
    await show(page, scene("doneOn"));
    expect(await textOf(page)).toContain("Verified at 14:01 by OpenClaw’s own request.");
  });

  test("asks about login and sets it when ticked; where nothing can do it, it does not ask", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    await page.getByLabel("Open Sluice when I log in").check();
    expect(await commands()).toEqual([{ type: "login.set", isOn: true }]);
    await show(page, scene("doneNoTray"));
    expect(await page.getByLabel("Open Sluice when I log in").count()).toBe(0);
  });

  test("suggests an allowance from the last days, and sets it when it is ticked", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    const amount = page.getByLabel("Daily allowance in US dollars");
    await page.getByText(/\$1\.50.*\$3\.40/).waitFor();
    expect(await amount.inputValue()).toBe("4.00");
    const tick = page.getByLabel("Stop for the day at");
    await amount.focus();
    await tick.focus();
    expect(await commands()).toEqual([]);
    await tick.check();
    await tick.uncheck();
    expect(await commands()).toEqual([
      { type: "allowance.set", microUsdPerDay: 4_000_000, then: "pause" },
      { type: "allowance.set", microUsdPerDay: null, then: "pause" },
    ]);
  });

  test("takes an amount that is typed for wanted: it ticks itself, and is set on the way out", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    await page.getByLabel("Daily allowance in US dollars").fill("12");
    expect(await page.getByLabel("Stop for the day at").isChecked()).toBe(true);
    await button(page, "Done").click();
    await page.locator(".foot").waitFor();
    expect(await commands()).toEqual([
      { type: "allowance.set", microUsdPerDay: 12_000_000, then: "pause" },
      { type: "setup.end", isDone: true },
    ]);
  });

  test("does not drop an amount it cannot read: it says so, and stays", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    const amount = page.getByLabel("Daily allowance in US dollars");
    await amount.fill("a lot");
    await button(page, "Done").click();
    await page.locator(".amount:focus[aria-invalid=true]").waitFor();
    expect((await textOf(page)).match(/Write an amount such as 5\.00/g)).toHaveLength(1);
    expect(await heading(page).innerText()).toBe("Ready when you are");
    expect(await commands()).toEqual([]);
    await amount.fill("7.50");
    expect(await amount.getAttribute("aria-invalid")).toBeNull();
    await amount.press("Enter");
    await amount.fill("9");
    await amount.press("Enter");
    await page.getByLabel("Stop for the day at").uncheck();
    expect(await amount.inputValue()).toBe("4.00");
    expect(await commands()).toEqual([
      { type: "allowance.set", microUsdPerDay: 7_500_000, then: "pause" },
      { type: "allowance.set", microUsdPerDay: 9_000_000, then: "pause" },
      { type: "allowance.set", microUsdPerDay: null, then: "pause" },
    ]);
  });

  test("unticked in the same breath as it was typed, it is not set", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    await page.getByLabel("Daily allowance in US dollars").fill("12");
    await page.getByLabel("Stop for the day at").uncheck();
    expect((await commands()).at(-1)).toMatchObject({ microUsdPerDay: null });
    expect(await page.getByLabel("Stop for the day at").isChecked()).toBe(false);
  });

  test.each<[DeskState["platform"], boolean | null, string]>([
    ["darwin", true, "At the right end of the menu bar."],
    ["win32", null, "In the notification area of the taskbar."],
    ["linux", true, "In the tray of your panel."],
    ["linux", false, "This desktop shows no tray icons."],
  ])("says where the icon is: %s, %s", async (platform, hasTray, text) => {
    const { page } = await open({ scene: "doneReady" });
    await show(page, { ...scene("doneReady"), desk: { ...verified.desk, platform, hasTray } });
    expect(await textOf(page)).toContain(text);
    expect(await textOf(page)).toContain("Replay this in Settings at any time.");
  });

  test("puts the first run away", async () => {
    const { commands, page } = await open({ scene: "doneReady" });
    await button(page, "Done").click();
    await page.locator(".foot").waitFor();
    expect(await commands()).toEqual([{ type: "setup.end", isDone: true }]);
    expect(await page.getByRole("heading", { name: "Still to do" }).count()).toBe(0);
  });

  test("does not call ready what is not, and lists what is left", async () => {
    const { page } = await open({ scene: "doneNothing" });
    expect(await heading(page).innerText()).toBe("Some steps are left");
    expect(await page.locator(".undone-steps li").count()).toBe(4);
    await show(page, at("done", { openclaw: verified.openclaw, profile: verified.profile }));
    expect(await page.locator(".undone-steps li").allInnerTexts()).toEqual([
      expect.stringContaining("Add a model key"),
    ]);
  });
});
