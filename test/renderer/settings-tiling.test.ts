/** The settings under a tiling window manager: the way out, and what this desktop does not do, said with what to do instead. */
import { expect, test } from "vitest";
import { button } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { settingsScenes } from "./settings-scenes.ts";
import { snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const inSettings = (scene: string) => open({ scene, at: "settings", width: 720 });

test("Quit is a row of its own, and says what OpenClaw is left with before it is pressed", async () => {
  const { commands, page } = await inSettings("settingsTiling");
  const quit = page.locator("[data-part=quit]");
  const state = settingsScenes.settingsTiling ?? verified;
  for (const [more, says] of [
    [{}, "OpenClaw goes back to its own settings until you open Sluice again."],
    [{ settings: { onQuit: "edge" } }, "OpenClaw goes on through Cloudflare without Sluice."],
    [
      { openclaw: { link: { kind: "edge", providers: ["anthropic"], applied: true } } },
      "OpenClaw goes on through Cloudflare without Sluice.",
    ],
    [{ openclaw: { link: null } }, "OpenClaw is not connected, so nothing changes for it."],
  ] as const) {
    await show(page, snapshot(more, state));
    await quit.getByText(says).waitFor();
  }
  await quit.getByText("Ctrl+Q does the same.").waitFor();
  await button(page, "Quit Sluice").press("Enter");
  expect(await commands()).toEqual([{ type: "app.quit" }]);
});

test("on macOS and Windows the row names no key of the window", async () => {
  const { page } = await inSettings("settingsMac");
  expect(await page.locator("[data-part=quit]").innerText()).not.toContain("Ctrl");
});

test("without a tray it says that closing hides, and how to come back", async () => {
  const { page } = await inSettings("settingsTiling");
  await page
    .locator("[data-part=tray]")
    .getByText("Closing this window hides it and Sluice goes on; open Sluice again to see it.")
    .waitFor();
});

test("keys that nobody would hear cannot be set", async () => {
  const { page } = await inSettings("settingsTiling");
  const shortcuts = page.locator("[data-part=shortcuts]");
  await shortcuts.getByText("This Wayland desktop gives programs no keys of their own.").waitFor();
  expect(await shortcuts.getByRole("button").count()).toBe(0);
  // Where the desktop gives them they can, and it is said who does.
  await show(page, snapshot({ desk: { shortcutsFrom: "portal" } }, verified));
  await shortcuts.getByText("On Wayland your desktop gives these keys").waitFor();
  expect(await shortcuts.getByRole("button").count()).toBeGreaterThan(2);
});

test("what starts nothing at login is named, with the line for its configuration to copy", async () => {
  const { page } = await inSettings("settingsTiling");
  const general = page.locator("[data-part=general]");
  await general.getByText("sway starts nothing at login by itself.").waitFor();
  const line = "exec /home/anna/Applications/Sluice-0.1.0-x86_64.AppImage --hidden";
  await general.locator("p.path", { hasText: line }).waitFor();
  await button(page, "Copy the line").press("Enter");
  await show(page, verified);
  expect(await general.locator("p.path").count()).toBe(0);
});

test("Sluice’s folder is the one it has, not the one it mostly has", async () => {
  const { page } = await inSettings("settingsTiling");
  const { folder } = (settingsScenes.settingsTiling ?? verified).desk;
  await page.locator("[data-part=advanced]").getByText(folder, { exact: true }).waitFor();
});
