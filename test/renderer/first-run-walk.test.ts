/** The first run from its first screen to its last with the keyboard alone, and what was sent on the way. */
import type { Page } from "playwright";
import { expect, test } from "vitest";
import type { CommandType } from "../../preload/contract/command.ts";
import { at } from "./first-run-scenes.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { daemon } from "./snapshots.ts";

const open = useWindow();
const modelKey = "sk-ant-api03-0123456789abcdefghij-q7Zk";
const token = "cfut_0123456789abcdefghijklmnopqrw2Fd";
const runToken = "cfut_abcdefghijklmnopqr01234567899KpX";

const reach = async (page: Page, selector: string) => {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${selector}`);
};
const step = (page: Page, place: number) => page.getByText(`Step ${place} of 6`).waitFor();

test("every screen is walked by keyboard, no key stays behind, and nothing is written before it is accepted", async () => {
  const { commands, page } = await open({ scene: "welcomeRunning", width: 660, height: 600 });
  await show(page, at("welcome", { openclaw: { link: null, daemon } }));
  const { keyboard } = page;
  await keyboard.press("Enter");
  await step(page, 2);
  await keyboard.press("Enter");
  await step(page, 3);
  await reach(page, "input[type=password]");
  await keyboard.insertText(modelKey);
  await keyboard.press("Enter");
  await page.getByText("Your key ••••q7Zk is saved.").waitFor();
  // The field it was sent from is gone: the heading has the focus, and Enter goes on.
  await page.locator("h1:focus").waitFor();
  await keyboard.press("Enter");
  await step(page, 4);
  await reach(page, "input[type=password]");
  await keyboard.insertText(token);
  await keyboard.press("Enter");
  await page.getByRole("radio", { name: /^openclaw/ }).waitFor();
  await reach(page, "input[type=radio]");
  await keyboard.press("Space");
  await reach(page, "input[type=password]");
  await keyboard.insertText(runToken);
  await keyboard.press("Enter");
  await step(page, 5);

  const writes: readonly CommandType[] = [
    "openclaw.link",
    "openclaw.repair",
    "key.move",
    "model.order",
  ];
  const before = (await commands()).map(({ type }) => type);
  expect(before.filter((type) => writes.includes(type) || type === "route.set")).toEqual([]);
  await reach(page, ".fr-body .button.primary");
  await keyboard.press("Enter");
  await page.getByText("Connected through").waitFor();
  expect((await commands()).at(-1)).toEqual({ type: "openclaw.link", kind: "own" });

  await keyboard.press("Enter");
  expect((await commands()).at(-1)).toEqual({ type: "trial.run" });
  await reach(page, ".fr-moves .quiet");
  await keyboard.press("Enter");
  await step(page, 6);
  await reach(page, "[role=switch]");
  await keyboard.press("Space");
  await page.getByRole("heading", { name: "It is on" }).waitFor();
  await reach(page, ".fr-moves .primary");
  await keyboard.press("Enter");
  await page.locator(".foot").waitFor();

  const html = await page.content();
  const fields = await page
    .locator("input")
    .evaluateAll((all) => all.map((each) => "value" in each && each.value));
  for (const secret of [modelKey, token, runToken]) {
    expect(html).not.toContain(secret);
    expect(fields).not.toContain(secret);
  }
  expect((await commands()).at(-1)).toEqual({ type: "setup.end", isDone: true });
}, 60_000);
