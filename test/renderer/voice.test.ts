/** What a voice is told: a fault once, a choice with its sentence apart, a row whole, and what has changed by itself. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { button } from "./hands.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { useWindow } from "./open-window.ts";

const open = useWindow();
const inSettings = () => open({ scene: "settings", at: "settings", width: 720 });

/** Everything the voice says from now on. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    const region = document.querySelector("[data-voice]");
    if (!region) throw new Error("The window has no voice.");
    new MutationObserver(() => {
      if (region.textContent) heard.push(region.textContent);
    }).observe(region, { characterData: true, childList: true, subtree: true });
    Object.assign(globalThis, { heard });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}
/** What is read of the control that has the focus. */
const described = (page: Page) =>
  page.evaluate(() =>
    (document.activeElement?.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ")
      .trim(),
  );
const invalid = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"));

describe("what is wrong in a form", () => {
  test("is told at the first field that is, with the focus there", async () => {
    const { page } = await inSettings();
    const heard = await listen(page);
    await button(page, "Add a profile…").press("Enter");
    await page.getByLabel("Account ID", { exact: true }).fill("not an id!");
    await button(page, "Save account").press("Enter");
    await page.getByLabel("Account ID", { exact: true }).and(page.locator(":focus")).waitFor();
    expect(await invalid(page)).toBe("true");
    expect(await described(page)).not.toBe("");
    await page.waitForTimeout(600);
    expect(await heard()).toEqual([]);
  });

  test.each([
    ["Change the port…", "New port", "80", "Write a number from 1024 to 65535."],
    ["Replace, Gateway token", "Gateway token", "", "Fill this in."],
  ])("is told once to who is in the field already (%s)", async (way, label, typed, fault) => {
    const { commands, page } = await inSettings();
    const heard = await listen(page);
    await button(page, way).press("Enter");
    const field = page.getByLabel(label, { exact: true });
    await field.and(page.locator(":focus")).waitFor();
    if (typed) await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await expect.poll(() => invalid(page)).toBe("true");
    expect(await described(page)).toBe(fault);
    await expect.poll(heard).toEqual([fault]);
    // Asked again, it is told again.
    await page.keyboard.press("Enter");
    await expect.poll(heard).toEqual([fault, fault]);
    expect(await commands()).toEqual([]);
  });
});

test("of several ways a voice hears the name, and the sentence once, apart", async () => {
  const { page } = await inSettings();
  const radio = page.getByRole("radio", { name: "As the system", exact: true });
  await radio.focus();
  expect(await described(page)).toBe("What the network settings and the environment say.");
});

test("a row of the requests says its model, what became of it and its cost", async () => {
  const { page } = await open({ scene: "usage", at: "requests", width: 960 });
  await page.locator(".request-line").first().waitFor();
  await page.locator(".request-line button").first().focus();
  expect(await described(page)).toBe("claude-haiku-4-5 error 529 $0.0028");
});

test("what is asked before it is done is read to who is led there", async () => {
  const { page } = await inSettings();
  await button(page, "Remove… Work").press("Enter");
  await page
    .getByRole("region", { name: "Work", exact: true })
    .and(page.locator(":focus"))
    .waitFor();
  expect(await described(page)).toContain("What goes with Work");
  expect(await described(page)).toContain("Its keys are deleted here.");
});

test("a button that is busy says so", async () => {
  const { page } = await open({ scene: "settings", at: "checks", width: 720 });
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answer = () => new Promise(() => {});
  });
  const run = page.getByRole("button", { name: /keychain/i });
  await run.press("Enter");
  expect(await run.getAttribute("aria-disabled")).toBe("true");
  expect(await described(page)).toBe("Under way.");
});

describe("what has changed is told once", () => {
  test("when a search finds nothing, and when it finds something", async () => {
    const { page } = await open({ scene: "usage", at: "requests", width: 960 });
    await page.locator(".request-line").first().waitFor();
    const heard = await listen(page);
    const search = page.getByLabel("Search");
    await search.pressSequentially("nothing at all", { delay: 10 });
    await page.getByText("No request fits the search and the filters.").first().waitFor();
    await expect.poll(heard).toEqual(["No request fits the search and the filters."]);
    await search.fill("haiku 529");
    await expect
      .poll(async () => (await heard()).at(-1), { timeout: 5_000 })
      .toMatch(/requests?, Copenhagen time$/);
    expect(await heard()).toHaveLength(2);
  });

  test("when another range is looked at", async () => {
    const { page } = await open({ scene: "usage", at: "usage", width: 960 });
    await page.locator(".usage-figure").waitFor();
    const heard = await listen(page);
    await page.getByRole("radio", { name: "The last 7 days" }).press("Space");
    await expect.poll(heard).toHaveLength(1);
    expect((await heard())[0]).toMatch(/^The last 7 days: \$[\d.,]+/);
  });
});
