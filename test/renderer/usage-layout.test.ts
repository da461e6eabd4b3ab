/** The page of usage from 320 to 1200 pixels, in every language: columns that go, nothing that reaches out, nothing axe finds. */
import { expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { outside } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";

const open = useWindow();
const openUsage = async (opening: Opening = {}) => {
  const opened = await open({ scene: "usage", at: "usage", width: 960, height: 720, ...opening });
  await opened.page.locator(".usage-figure").waitFor();
  return opened;
};

test("columns go one after the other where the window is narrow, the name and the cost never", async () => {
  const { page } = await openUsage();
  const shown = async (width: number) => {
    await page.setViewportSize({ width, height: 900 });
    return page
      .locator(".parts thead th")
      .evaluateAll((heads) =>
        heads.filter((head) => head.checkVisibility()).map((head) => head.textContent),
      );
  };
  const widths = [1200, 960, 860, 800, 720, 560, 380, 320];
  const counts: number[] = [];
  for (const width of widths) {
    const heads = await shown(width);
    expect([heads[0], heads.at(-1)]).toEqual(["Model", "Cost"]);
    counts.push(heads.length);
  }
  expect(counts[0]).toBe(11);
  expect(counts.at(-1)).toBe(3);
  expect(await shown(960)).not.toContain("Provider");
  expect(await shown(860)).not.toContain("Cache write");
});

test.each(languages)(
  "in %s nothing reaches out of the window and axe finds nothing, from 320 to 1200",
  async (language) => {
    const { page } = await openUsage({ scene: "usageBoth", language });
    const by = page.locator(".usage-bar select");
    for (const width of [320, 380, 720, 960, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await outside(page), String(width)).toEqual([]);
    }
    await by.selectOption("agent");
    for (const range of [0, 2, 4]) {
      await page.getByRole("radio").nth(range).check();
      for (const width of [320, 720]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await outside(page), `${width}, range ${range}`).toEqual([]);
      }
    }
    await page.locator(".chart button").click();
    await page.locator(".export-door button").click();
    expect(await axeFaults(page)).toEqual([]);
  },
);
