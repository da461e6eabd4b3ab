/** Arrows pass over choices: what a choice brings about comes with Enter, with leaving the list, or with a click. */
import { describe, expect, test } from "vitest";
import { useWindow } from "./open-window.ts";

const open = useWindow();
const inSettings = () => open({ scene: "settings", at: "settings", width: 720 });
const note = "Enter uses it, Esc leaves it as it was.";

describe("how long requests are kept", () => {
  test("changes with Enter, not with the arrows: what is deleted is gone", async () => {
    const { commands, page } = await inSettings();
    const list = page.getByLabel("Keep single requests");
    await list.focus();
    for (const key of ["ArrowUp", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    expect(await list.inputValue()).toBe("30");
    expect(await commands()).toEqual([]);
    await page.locator(".passing", { hasText: note }).waitFor();
    await page.locator("[data-voice]", { hasText: note }).waitFor();
    await page.keyboard.press("Enter");
    expect(await commands()).toEqual([{ type: "settings.save", keepRequestsDays: 30 }]);
    expect(await page.locator(".passing").count()).toBe(0);
  });

  test("stays as it was with Esc, and the page too", async () => {
    const { commands, page } = await inSettings();
    const list = page.getByLabel("Keep single requests");
    await list.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    expect(await list.inputValue()).toBe("90");
    await page.keyboard.press("Tab");
    expect(await commands()).toEqual([]);
    expect(await page.evaluate(() => location.hash)).toBe("#settings");
  });

  test("changes when the list is left", async () => {
    const { commands, page } = await inSettings();
    await page.getByLabel("Keep single requests").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    expect(await commands()).toEqual([{ type: "settings.save", keepRequestsDays: null }]);
  });
});

test("the model OpenClaw uses is changed once, to the one that was meant", async () => {
  const { commands, page } = await open();
  await page.locator(".foot select").focus();
  await page.keyboard.press("ArrowDown");
  expect(await commands()).toEqual([]);
  await page.keyboard.press("Enter");
  expect(await commands()).toEqual([
    { type: "model.select", model: "claude-haiku-4-5", provider: "anthropic" },
  ]);
});

test("of ways with a weight the arrows choose none; Space, a click or leaving does", async () => {
  const { commands, page } = await inSettings();
  const ways = page.getByRole("group", { name: "Proxy" });
  await ways.getByRole("radio", { name: "As the system" }).focus();
  await page.keyboard.press("ArrowDown");
  expect(await ways.getByRole("radio", { name: "None" }).isChecked()).toBe(true);
  expect(await commands()).toEqual([]);
  await page.keyboard.press("Escape");
  await ways.getByRole("radio", { name: "As the system" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  expect(await commands()).toEqual([{ type: "settings.save", proxy: "none" }]);
  await ways.getByText("As the system").click();
  expect((await commands()).at(-1)).toEqual({ type: "settings.save", proxy: "system" });
});

test("quiet hours that are stepped through are saved once, when they are left", async () => {
  const { commands, page } = await inSettings();
  await page.getByLabel("From", { exact: true }).focus();
  for (const key of ["ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  expect(await commands()).toEqual([]);
  await page.getByLabel("Language", { exact: true }).focus();
  expect(await commands()).toEqual([
    { type: "settings.save", quietHours: { fromMinute: 0, toMinute: 420 } },
  ]);
});
