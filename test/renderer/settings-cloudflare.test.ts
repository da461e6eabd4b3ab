/** What the settings say of OpenClaw’s file and of what is kept, and what can be changed there. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { seenAt } from "./cloudflare-states.ts";
import { answerWith, button } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { settingsScenes } from "./settings-scenes.ts";
import { daemon, now, snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const inSettings = (scene = "settings") => open({ scene, at: "settings", width: 720 });
const part = (page: Page, name: string) => page.locator(`[data-part=${name}]`);

test("the AI Gateway leads to its own page", async () => {
  const { page } = await inSettings();
  const gate = part(page, "aiGateway");
  await gate.getByText("How this AI Gateway is set").waitFor();
  await gate.getByRole("button", { name: "Cloudflare" }).press("Enter");
  await page.getByRole("heading", { name: "Cloudflare", level: 1 }).waitFor();
});

describe("OpenClaw", () => {
  test("shows what stands in its file because of Sluice", async () => {
    const { page } = await inSettings();
    const shown = part(page, "openclaw").locator(".shown-changes li");
    await button(page, "Show what was changed").press("Enter");
    expect(await shown.count()).toBe(4);
    await page.getByText("Connected through /home/ida/.openclaw/openclaw.json.").waitFor();
    await show(page, settingsScenes.settingsMac ?? verified);
    expect(await shown.allInnerTexts()).toEqual([
      "the address of Anthropic, which then leads to Sluice",
      "the address of OpenAI, which then leads to Sluice",
      "one header on each with Sluice’s local key",
    ]);
    await show(page, settingsScenes.settingsWindows ?? verified);
    expect((await shown.allInnerTexts())[0]).toContain("leads to your AI Gateway without Sluice");
    await button(page, "Hide what was changed").click();
    expect(await shown.count()).toBe(0);
  });

  test("is disconnected only after a question", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Undo… Undo the connection").click();
    await page.getByText("Disconnecting takes back exactly what Sluice wrote.").waitFor();
    expect(await commands()).toEqual([]);
    await button(page, "Undo it").click();
    expect(await commands()).toEqual([{ type: "openclaw.unlink" }]);
    await show(page, snapshot({ openclaw: { link: null } }, settingsScenes.settings));
    expect(await button(page, "Show what was changed").count()).toBe(0);
    expect(await page.getByText("While Sluice is closed").count()).toBe(0);
  });

  test("leaves no provider unnamed that goes its own way, and leads to its page", async () => {
    const { page } = await inSettings();
    const openclaw = part(page, "openclaw");
    await openclaw.getByText("Not connected: neither routed nor metered.").waitFor();
    await openclaw.getByText("This provider already leads elsewhere").waitFor();
    await button(page, "Connect… Google AI Studio").click();
    await page.getByRole("heading", { name: "OpenClaw", level: 1 }).waitFor();
  });

  test("says that a change was not taken in yet", async () => {
    const { page } = await inSettings();
    const link = { kind: "own", providers: ["anthropic"], applied: false } as const;
    const late = { ...daemon, isConfigApplied: false };
    await show(page, snapshot({ openclaw: { link, daemon: late } }));
    await page.getByText("OpenClaw has not taken it in yet.").waitFor();
  });

  test("is left on quit with what the person chose", async () => {
    const { commands, page } = await inSettings();
    await page.getByRole("radio", { name: "Through Cloudflare without Sluice" }).click();
    expect(await commands()).toEqual([{ type: "settings.save", onQuit: "edge" }]);
  });
});

describe("what is kept", () => {
  test("is told, and for how long is chosen", async () => {
    const { commands, page } = await inSettings();
    await page.getByText("Sluice reports nothing about you.").waitFor();
    await page.getByText("cost and outcome; never what was said.").waitFor();
    const kept = page.getByLabel("Keep single requests");
    expect(await kept.inputValue()).toBe("90");
    await kept.selectOption("for a year");
    await kept.selectOption("for ever");
    expect(await commands()).toEqual([
      { type: "settings.save", keepRequestsDays: 365 },
      { type: "settings.save", keepRequestsDays: null },
    ]);
  });

  test("is taken along whole, to the end of this day", async () => {
    const { commands, page } = await inSettings();
    await answerWith(page, { ok: true, path: "/home/ida/Downloads/sluice.csv" });
    await part(page, "privacy")
      .getByRole("button", { name: /^Export/ })
      .click();
    await page.getByText("/home/ida/Downloads/sluice.csv").first().waitFor();
    expect(await commands()).toEqual([
      { type: "usage.export", format: "csv", from: 0, to: verified.allowance.endsAt },
    ]);
  });
});

test("Cloudflare’s figures lead to the token they need, and without one ask for nothing", async () => {
  const { commands, page } = await inSettings("settingsSession");
  const figures = page.getByRole("region", { name: "Cloudflare’s figures", exact: true });
  await figures.getByText("With a token that only reads").waitFor();
  await figures.getByRole("button", { name: "Analytics token…" }).press("Enter");
  await button(page, "Add, Analytics token").and(page.locator(":focus")).waitFor();
  const scene = settingsScenes.settings ?? verified;
  await show(page, { ...scene, cloudflare: seenAt(now - 60_000) });
  await figures.getByRole("button", { name: "Ask again" }).click();
  expect(await commands()).toEqual([{ type: "cloudflare.look" }]);
});
