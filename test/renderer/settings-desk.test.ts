/** What is set of this computer: notifications, keys that work everywhere, the port, the proxy, the report, practice, leaving for good. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { answerWith, button } from "./hands.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { settingsScenes } from "./settings-scenes.ts";
import { snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const inSettings = (scene = "settings") => open({ scene, at: "settings", width: 720 });
const part = (page: Page, name: string) => page.locator(`[data-part=${name}]`);

test("quiet hours take any two times, over midnight too, and never two that are the same", async () => {
  const { commands, page } = await inSettings();
  const notifications = part(page, "notifications");
  await notifications.getByText("Every day from 22:00 to 07:00 the next day.").waitFor();
  await notifications.getByLabel("From").fill("01:15");
  await notifications.getByLabel("From").press("Enter");
  await notifications.getByText("Every day from 01:15 to 07:00.").waitFor();
  await notifications.getByLabel("To").fill("01:15");
  await notifications.getByText("Choose two different times.").waitFor();
  await notifications.getByRole("switch", { name: "Quiet hours" }).press("Space");
  expect(await notifications.getByLabel("From").count()).toBe(0);
  await notifications.getByRole("switch", { name: "Notify me" }).press("Enter");
  expect(await notifications.getByRole("switch").count()).toBe(1);
  expect(await commands()).toEqual([
    { type: "settings.save", quietHours: { fromMinute: 75, toMinute: 420 } },
    { type: "settings.save", quietHours: null },
    { type: "settings.save", notifications: false },
  ]);
});

describe("a shortcut", () => {
  const none = { open: "Control+Alt+S", route: "Control+Shift+F9", pause: null };

  test("is pressed to be set, and says why keys will not do", async () => {
    const { commands, page } = await inSettings();
    const shortcuts = part(page, "shortcuts");
    await button(page, "Set, Pause for an hour, and resume").press("Enter");
    await shortcuts.getByText("Esc leaves it as it was.").waitFor();
    for (const [keys, says] of [
      ["p", "Hold Ctrl or Alt with it."],
      ["Control+p", "Programs use these keys themselves."],
      ["Control+Alt+Enter", "Letters, digits, arrows, Space and F1 to F24 can be used."],
      ["Control+Alt+s", "These keys do this already: Open Sluice."],
    ] as const) {
      await page.keyboard.press(keys);
      await shortcuts.getByText(says).waitFor();
    }
    expect(await commands()).toEqual([]);
    await page.keyboard.press("Control+Alt+p");
    await button(page, "Change, Pause for an hour, and resume, Ctrl+Alt+P").waitFor();
    expect(await commands()).toEqual([
      { type: "settings.save", shortcuts: { ...none, pause: "Control+Alt+P" } },
    ]);
  });

  test("keeps nobody in: Esc leaves it, Tab goes on, and the page stays", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Change, Open Sluice, Ctrl+Alt+S").press("Enter");
    await page.keyboard.press("Escape");
    await button(page, "Change, Open Sluice, Ctrl+Alt+S").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await button(page, "Change, Open Sluice, Ctrl+Alt+S").and(page.locator(":focus")).waitFor();
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    expect(await commands()).toEqual([]);
  });

  test("that another program has says so, and is cleared", async () => {
    const { commands, page } = await inSettings();
    await part(page, "shortcuts").getByText("Another program has these keys.").waitFor();
    await button(page, "Clear, Turn routing on or off").click();
    expect(await commands()).toEqual([
      { type: "settings.save", shortcuts: { ...none, route: null } },
    ]);
  });
});

test("a click on the icon and its figure are chosen where the system has them", async () => {
  const { commands, page } = await inSettings("settingsMac");
  await page.getByLabel("A click on the icon").selectOption("opens the menu");
  await page.getByLabel("Figure beside the icon").selectOption("None");
  expect(await commands()).toEqual([
    { type: "settings.save", leftClick: "menu" },
    { type: "settings.save", trayFigure: "none" },
  ]);
  await show(page, settingsScenes.settings ?? verified);
  expect(await part(page, "tray").count()).toBe(0);
  await show(page, settingsScenes.settingsBare ?? verified);
  await part(page, "tray").getByText("This desktop shows no tray icons.").waitFor();
  await page.getByText("Sluice cannot set this here").waitFor();
});

describe("advanced", () => {
  test("a port is changed after it was said what changes with it", async () => {
    const { commands, page } = await inSettings();
    await page.getByText("Sluice listens on 21943, for this computer only.").waitFor();
    await button(page, "Change the port…").press("Enter");
    const field = page.getByLabel("New port").and(page.locator(":focus"));
    await page.getByText("OpenClaw’s address of Sluice changes with it").waitFor();
    for (const [typed, says] of [
      ["80", "Write a number from 1024 to 65535."],
      ["21943", "Sluice listens there already."],
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      await page.getByText(says).waitFor();
    }
    await answerWith(page, { ok: false, error: { code: "router.portTaken" } });
    await field.fill("8787");
    await button(page, "Move to this port").click();
    await part(page, "advanced").getByRole("alert").getByText("router.portTaken").waitFor();
    expect(await commands()).toEqual([{ type: "router.port", port: 8_787 }]);
  });

  test("a proxy is saved once its address can be one", async () => {
    const { commands, page } = await inSettings();
    await page.getByText("No proxy is in use now.").waitFor();
    await page.getByRole("radio", { name: "This one" }).click();
    await page.getByLabel("Address of the proxy").fill("http://me:secret@proxy:1");
    await button(page, "Use this proxy").click();
    await page.getByText("Write it as http://host:port.").waitFor();
    await page.getByLabel("Address of the proxy").fill("proxy.corp:3128");
    await button(page, "Use this proxy").click();
    await page.getByRole("radio", { name: "None" }).click();
    expect(await commands()).toEqual([
      { type: "settings.save", proxy: "http://proxy.corp:3128" },
      { type: "settings.save", proxy: "none" },
    ]);
    await show(page, settingsScenes.settingsWindows ?? verified);
    await page.getByText("Cloudflare is reached through the proxy proxy.corp:3128.").waitFor();
  });
});

test("the report is read here first, and only then copied or saved", async () => {
  const { commands, page } = await inSettings();
  const diagnostics = part(page, "diagnostics");
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answerQuery = (query) =>
      query.type === "diagnostics" ? { ok: true, rows: [], text: "version 0.1.0\nok" } : undefined;
  });
  expect(await button(page, "Save the report").count()).toBe(0);
  await button(page, "Show the report").press("Enter");
  const report = page.getByRole("textbox", { name: "The report" });
  await report.and(page.locator(":focus")).waitFor();
  expect(await report.inputValue()).toBe("version 0.1.0\nok");
  await button(page, "Copy the report").click();
  await diagnostics.getByText("Copied.").waitFor();
  await answerWith(page, { ok: true, path: "/home/ida/Downloads/sluice-report.txt" });
  await button(page, "Save the report").click();
  await diagnostics.getByText("Saved as /home/ida/Downloads/sluice-report.txt").waitFor();
  expect(await commands()).toEqual([{ type: "diagnostics.save" }]);
  await button(page, "Put it away").click();
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answerQuery = () => ({
      ...{ ok: false, error: { code: "diagnostics.failed" } },
    });
  });
  await button(page, "Show the report").click();
  await diagnostics.getByText("The report could not be written").waitFor();
});

test("the first run is replayed where it stands, in Home's place", async () => {
  const { commands, page } = await inSettings();
  await button(page, "Replay the first run").click();
  await page.getByRole("heading", { name: "A switch and a meter for OpenClaw" }).waitFor();
  expect(await commands()).toEqual([{ type: "setup.go", step: "welcome" }]);
});

test("practice begins or ends after a word about it", async () => {
  const { commands, page } = await inSettings();
  await button(page, "Practise… Start practice").click();
  await page.getByText("OpenClaw is left as when you quit").waitFor();
  await button(page, "Start in practice").click();
  await show(page, snapshot({ practice: true }, settingsScenes.settings));
  await button(page, "End practice… End practice").click();
  await button(page, "Start in earnest").click();
  expect(await commands()).toEqual([
    { type: "app.practice", isOn: true },
    { type: "app.practice", isOn: false },
  ]);
  await show(page, settingsScenes.settingsWindows ?? verified);
  expect(await part(page, "setup").getByText("Practice").count()).toBe(0);
});

test("everything is removed only after what goes and what stays was named", async () => {
  const { commands, page } = await inSettings();
  await button(page, "Remove everything… Sluice on this computer").press("Enter");
  const sheet = part(page, "remove").locator(".sheet");
  await sheet.and(page.locator(":focus")).waitFor();
  const goes = await sheet.locator(".goes li").allInnerTexts();
  expect(goes[0]).toContain("/home/ida/.openclaw/openclaw.json");
  expect(goes).toContain("Every key Sluice keeps: 6");
  expect(goes).toHaveLength(5);
  expect(await sheet.locator(".stays li").count()).toBe(5);
  expect(await commands()).toEqual([]);
  await button(page, "Cancel").press("Enter");
  await page.keyboard.press("Enter");
  await answerWith(page, { ok: false, error: { code: "remove.failed", detail: "keys" } });
  await button(page, "Remove everything and quit").click();
  await sheet.getByText("remove.failed · keys").waitFor();
  expect(await commands()).toEqual([{ type: "app.remove" }]);
  // Nothing is named that is not there.
  await show(page, settingsScenes.settingsBare ?? verified);
  const bare = await part(page, "remove").locator(".goes li").allInnerTexts();
  expect(bare).toEqual(["Sluice’s folder: profiles, settings, the ledger of requests, the log"]);
});
