/** What Cloudflare is told with each request: the dials of the profile and of single models, and the headers that come of them. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { gatewayScenes } from "./gateway-scenes.ts";
import { answerWith, button } from "./hands.ts";
import { useWindow } from "./open-window.ts";

const open = useWindow();
const at = (scene: string) => open({ scene, at: "gateway", width: 720, height: 900 });
const dial = (page: Page, name: string) => page.locator(`[data-dial="${name}"]`);
const sonnet = "anthropic/claude-sonnet-4-6";

describe("the dial of all models", () => {
  test("says what holds, and is changed in units people think in", async () => {
    const { commands, page } = await at("gateway");
    const all = dial(page, "all");
    expect((await all.locator("dl").innerText()).replaceAll(/\s+/g, " ")).toBe(
      "Response cache Skipped Attempts As the AI Gateway is set Given up without a first byte As the AI Gateway is set",
    );
    await all.getByRole("button", { name: "Change… All models" }).press("Enter");
    await page.getByLabel("Response cache", { exact: true }).selectOption("Keep answers for…");
    await page.getByLabel("Keep answers for", { exact: true }).fill("2");
    await page.getByLabel("Keep answers for, unit").selectOption("hours");
    await page.getByLabel("Give up without a first byte").fill("1,5");
    await button(page, "Save").click();
    expect(await commands()).toEqual([
      { type: "dials.set", dial: { cache: 7_200, timeoutMs: 1_500 } },
    ]);
  });

  test("with something wrong in it is not sent", async () => {
    const { commands, page } = await at("gateway");
    await dial(page, "all").getByRole("button").first().click();
    await page.getByLabel("Wait between attempts, in milliseconds").fill("60001");
    await button(page, "Save").click();
    await page.getByText("Write a whole number from 0 to 60,000.").waitFor();
    expect(await commands()).toEqual([]);
  });

  test("is taken back, with why that could not be kept", async () => {
    const { commands, page } = await at("gatewayDialled");
    await answerWith(page, { ok: false, error: { code: "disk.full" } });
    await button(page, "Remove what is said for All models").click();
    await dial(page, "all").getByRole("alert").getByText("The disk is full").waitFor();
    expect(await commands()).toEqual([{ type: "dials.set", dial: null }]);
  });
});

describe("the dial of one model", () => {
  test("is made for a model that is there, and skips the response cache until it is told otherwise", async () => {
    const { commands, page } = await at("gateway");
    await button(page, "Something of its own for one model…").press("Enter");
    const model = page.getByLabel("Model", { exact: true });
    await model.fill("nobody/gpt");
    await button(page, "Save").click();
    await page.getByText("with a provider Sluice knows.").waitFor();
    await model.fill(sonnet);
    await button(page, "Save").click();
    expect(await commands()).toEqual([
      { type: "dials.set", model: sonnet, dial: { cache: "skip" } },
    ]);
  });

  test("lies over that of all, is not made twice, and skips the response cache by one press", async () => {
    const { commands, page } = await at("gatewayDialled");
    await page.getByText("A kept answer is given again to the same request").waitFor();
    const own = "custom-in-house/a-model-with-a-very-long-name-of-its-own-2026-11-20";
    await dial(page, own).getByText("after 5 seconds").waitFor();
    expect(await dial(page, sonnet).getByRole("button", { name: "Skip the" }).count()).toBe(0);
    await dial(page, own).getByRole("button", { name: "Skip the response cache" }).click();
    await button(page, "Something of its own for one model…").click();
    await page.getByLabel("Model", { exact: true }).fill(sonnet);
    await button(page, "Save").click();
    await page.getByText("This model has something of its own already.").waitFor();
    expect(await commands()).toEqual([
      { type: "dials.set", model: own, dial: { timeoutMs: 5_000, cache: "skip" } },
    ]);
  });
});

test("the exact headers stand there, letter by letter, and of the token only that it goes along", async () => {
  const { page } = await at("gatewayDialled");
  const tables = page.locator("table.headers");
  expect(await tables.count()).toBe(2);
  const told = gatewayScenes.gatewayDialled?.told ?? [];
  for (const [index, { headers }] of told.entries()) {
    const rows = await tables.nth(index).locator("tbody tr").allInnerTexts();
    expect(rows.map((row) => row.split(/\s{1,}/))).toEqual(
      headers.map(([name, value]) => [name, ...value.split(" ")]),
    );
  }
  await page.getByText("The gateway token is sent whole; here it is masked.").waitFor();
});

test("what was said is kept by Cloudflare only when it is asked to, and the person is told what that is", async () => {
  const { commands, page } = await at("gateway");
  await page.getByText("no prompts and no answers.").waitFor();
  await page.getByRole("switch", { name: "Let Cloudflare keep what was said" }).press("Enter");
  await page.getByText("Prompts and answers stand readable").waitFor();
  expect(await commands()).toEqual([{ type: "settings.save", logPayloads: true }]);
});
