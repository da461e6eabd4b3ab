/** The models on OpenClaw's page: what is said of each, and their order in the person's hands. */
import { describe, expect, test } from "vitest";
import { moved, orderOf } from "../../renderer/openclaw/order.ts";
import { leftOf } from "../../renderer/openclaw/rest.ts";
import { button, pageOpener } from "./hands.ts";
import { useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const openPage = pageOpener(useWindow());

describe("the models", () => {
  const refs = {
    sonnet: "cloudflare-ai-gateway/claude-sonnet-4-6",
    haiku: "cloudflare-ai-gateway/claude-haiku-4-5",
    mini: "openai/gpt-5.5-mini",
    other: "nope/new-1",
  };

  test("say their turn, their route, their price and their room; unknown is a dash", async () => {
    const { page } = await openPage({ scene: "full" });
    const rows = await page.locator(".model .grow").allInnerTexts();
    expect(rows[0]).toContain("Claude Sonnet 4.6 default");
    expect(rows[0]).toContain(
      "through Sluice · $3.00 in, $15.00 out per million tokens · 200,000\u00a0tokens of context",
    );
    expect(rows[1]).toContain("fallback 1");
    expect(rows[1]).toContain("through Sluice, rests now");
    expect(rows[2]).toContain("past Sluice · price — · context —");
  });

  test("are moved by keys alone, and the focus stays with the one that moves", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    await button(page, "Move up, Claude Haiku 4.5").press("Enter");
    await button(page, "Move down, Claude Haiku 4.5").and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([
      {
        type: "model.order",
        primary: refs.haiku,
        fallbacks: [refs.sonnet, refs.mini, refs.other],
      },
    ]);
  });

  test("are removed and added, from the list or by name", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    await button(page, "Remove, nope/new-1").click();
    const field = page.getByLabel("Add a model");
    await field.fill("Claude");
    await field.press("Enter");
    await page.getByText("Write it as provider/model.").waitFor();
    expect(await page.locator("datalist option").allTextContents()).toContain(
      "Claude Opus 4.8, past Sluice",
    );
    await field.fill("anthropic/claude-opus-4-8");
    await field.press("Enter");
    expect((await commands()).map((each) => "fallbacks" in each && each.fallbacks)).toEqual([
      [refs.haiku, refs.mini],
      [refs.haiku, refs.mini, refs.other, "anthropic/claude-opus-4-8"],
    ]);
  });

  test("what ignores the order is named and let go", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    await button(page, "Unpin, Session WhatsApp, Ida").click();
    expect(await commands()).toEqual([
      { type: "pin.remove", kind: "session", key: "agent:main:whatsapp" },
    ]);
  });
});

test("an order is the default and the fallbacks, and moves only as far as its ends", () => {
  const openclaw = { primary: "a/1", fallbacks: ["b/2", "c/3"], list: [], pins: [] };
  const order = orderOf({ ...verified.models, openclaw });
  expect(order).toEqual(["a/1", "b/2", "c/3"]);
  expect(moved(order, "b/2", -1)).toEqual(["b/2", "a/1", "c/3"]);
  expect(moved(order, "b/2", 1)).toEqual(["a/1", "c/3", "b/2"]);
  for (const [ref, by] of [
    ["a/1", -1],
    ["c/3", 1],
    ["d/4", 1],
  ] as const)
    expect(moved(order, ref, by), ref).toEqual(order);
});

test.each([
  [48_000, "0:48"],
  [47_001, "0:48"],
  [1, "0:01"],
  [0, "0:00"],
  [-5_000, "0:00"],
  [725_000, "12:05"],
  [3_600_000, "1:00:00"],
  [3_725_000, "1:02:05"],
])("what lasts %i ms more reads %s", (ms, said) => {
  expect(leftOf(1_000_000 + ms, 1_000_000)).toBe(said);
});
