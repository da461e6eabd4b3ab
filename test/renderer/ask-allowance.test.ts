/** The allowance the first run asks for: the dollar on the language's own side, and an amount nobody can misread. */
import { expect, test } from "vitest";
import { useWindow } from "./open-window.ts";

const openWindow = useWindow();

test.each([
  ["en", "$", true],
  ["nl", "$", true],
  ["fr", "$", false],
  ["da", "$", false],
] as const)(
  "in %s the dollar stands where that language writes it",
  async (language, sign, isFirst) => {
    const { page } = await openWindow({ scene: "doneReady", language, width: 660, height: 600 });
    const row = page.locator(".allowance-ask");
    const dollar = row.locator("span.three");
    expect(await dollar.innerText()).toBe(sign);
    const [box, amount] = [await dollar.boundingBox(), await row.locator(".amount").boundingBox()];
    expect((box?.x ?? 0) < (amount?.x ?? 0)).toBe(isFirst);
  },
);

test("an amount that can be read in two ways is not set, and that is said", async () => {
  const { commands, page } = await openWindow({ scene: "doneReady", width: 660, height: 600 });
  const amount = page.locator(".allowance-ask .amount");
  await amount.fill("5 00");
  await amount.press("Enter");
  await page.locator("p.caution", { hasText: "This can be read in two ways." }).waitFor();
  expect(await commands()).toEqual([]);
  await amount.fill("5 000");
  await amount.press("Enter");
  await expect.poll(commands).toMatchObject([{ microUsdPerDay: 5_000_000_000 }]);
});
