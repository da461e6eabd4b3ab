/** The pictures of the pages of usage and requests a person looks at. */
import type { Page } from "playwright";
import type { Language } from "../../renderer/copy/language.ts";
import type { Sheet, Shot } from "./sheets.ts";

const choose = (name: string) => (page: Page) =>
  page.locator(".segment", { hasText: name }).first().click();
const openTable = (page: Page) => page.locator(".chart button").click();
const openRow = (page: Page) => page.locator(".request-line button").nth(2).click();
const openRefused = (page: Page) =>
  page
    .locator(".request-line", { hasText: /refused|geweigerd|afvist|refusé/i })
    .first()
    .click();
const splitBy = (by: string) => async (page: Page) => {
  await page.locator(".usage-bar select").selectOption(by);
};

export function usageSheets(languages: readonly Language[]): Sheet[] {
  const each = (name: string, columns: number, shot: Omit<Shot, "language" | "theme">): Sheet => ({
    name,
    columns,
    shots: (["light", "dark"] as const).flatMap((theme) =>
      languages.map((language) => ({ ...shot, theme, language })),
    ),
  });
  const one = (name: string, columns: number, shots: readonly Shot[]): Sheet => ({
    name,
    columns,
    shots,
  });
  const usage = { scene: "usage", at: "usage" } as const;
  const requests = { scene: "usage", at: "requests" } as const;
  const widths = [320, 380, 560, 720, 960, 1200];
  return [
    ...[320, 960].flatMap((width) => [
      each(`usage-${width}`, width < 500 ? 4 : 2, {
        ...usage,
        width,
        height: width < 500 ? 1100 : 720,
      }),
      each(`requests-${width}`, width < 500 ? 4 : 2, {
        ...requests,
        width,
        height: width < 500 ? 640 : 560,
      }),
      each(`requests-open-${width}`, width < 500 ? 4 : 2, {
        ...{ ...requests, width, before: openRow },
        height: width < 500 ? 640 : 720,
      }),
    ]),
    one(
      "usage-widths",
      3,
      widths.map((width) => ({ ...usage, width, height: 900, caption: String(width) })),
    ),
    one(
      "usage-ranges",
      2,
      ["Today", "24 h", "7 d", "30 d", "90 d"].map((name) => ({
        ...{ ...usage, scene: "usageBoth", width: 900, height: 760, caption: name },
        before: choose(name),
      })),
    ),
    one(
      "usage-parts",
      2,
      ["model", "provider", "route", "agent"].map((by) => ({
        ...{
          ...usage,
          scene: "usageBoth",
          width: 960,
          height: 720,
          caption: by,
          before: splitBy(by),
        },
      })),
    ),
    ...[320, 720].map(
      (width): Sheet => ({
        name: `usage-hours-${width}`,
        columns: 4,
        shots: languages.flatMap((language) =>
          [1, 4].map((at) => ({
            ...{ ...usage, scene: "usageBoth", language, width, height: width < 500 ? 1300 : 1000 },
            before: async (page: Page) => {
              await page.locator(".segment").nth(at).click();
              await page.locator(".usage-bar select").selectOption("route");
              await page.locator(".usage-figure summary").click();
              if (at === 1) await openTable(page);
            },
          })),
        ),
      }),
    ),
    one("usage-states", 3, [
      { ...usage, scene: "usageEmpty", width: 720, height: 560, caption: "empty" },
      { ...usage, width: 720, height: 1100, caption: "table", before: openTable },
      {
        ...{ ...usage, width: 720, height: 900, caption: "export" },
        before: (page) => page.locator(".export-door button").click(),
      },
      { ...requests, width: 720, height: 560, caption: "refused", before: openRefused },
      {
        ...{ ...requests, width: 720, height: 560, caption: "no match" },
        before: async (page) => {
          await page.locator(".search").fill("nothing like it");
          await page.getByRole("button", { name: "Show all" }).waitFor();
        },
      },
    ]),
    one(
      "usage-wishes",
      2,
      (["light", "dark"] as const).flatMap((theme) =>
        ([{ contrast: "more" }, { forcedColors: "active" }] as const).flatMap((wish) => [
          { ...usage, ...wish, theme, width: 960, height: 720 },
          { ...requests, ...wish, theme, width: 960, height: 720, before: openRow },
        ]),
      ),
    ),
    one("usage-zoom", 4, [
      { ...usage, zoom: 2, width: 640, height: 1400 },
      { ...requests, zoom: 2, width: 640, height: 1000 },
      { ...requests, zoom: 2, width: 640, height: 1000, before: openRow },
    ]),
    one(
      "requests-widths",
      3,
      widths.map((width) => ({
        ...requests,
        width,
        height: 640,
        caption: String(width),
        before: openRow,
      })),
    ),
  ];
}
