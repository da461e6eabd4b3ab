/** Pictures of what is around the pages: Home at every width, the words that lead to the others, both directions of writing. */
import type { Page } from "playwright";
import type { Language } from "../../renderer/copy/language.ts";
import type { Sheet, Shot } from "./sheets.ts";

const themes = ["light", "dark"] as const;
const toRight = (page: Page) =>
  page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
const openWay = (page: Page) => page.locator(".flow-more").click();

export function frameSheets(languages: readonly Language[]): Sheet[] {
  const each = (shot: Omit<Shot, "language" | "theme">): Shot[] =>
    themes.flatMap((theme) => languages.map((language) => ({ ...shot, theme, language })));
  return [
    ...[720, 960, 1200].flatMap((width): Sheet[] => [
      {
        name: `home-${width}`,
        columns: 2,
        shots: each({ scene: "manyModels", width, height: 680 }),
      },
      {
        name: `home-notice-${width}`,
        columns: 2,
        shots: each({ scene: "tokenRefused", width, height: 680 }),
      },
    ]),
    {
      name: "frame-words",
      columns: 4,
      shots: (["usage", "requests", "checks", "gateway", "settings"] as const).flatMap((at) =>
        languages.flatMap((language) =>
          [320, 380].map((width) => ({ scene: "verified", at, language, width })),
        ),
      ),
    },
    {
      name: "frame-side",
      columns: 2,
      shots: (["usage", "requests", "checks", "gateway", "settings"] as const).flatMap((at) =>
        themes.map((theme) => ({ scene: "verified", at, theme, width: 960, height: 680 })),
      ),
    },
    {
      name: "frame-wishes",
      columns: 2,
      shots: (["home", "settings"] as const).flatMap((at) =>
        ([{ contrast: "more" }, { forcedColors: "active" }] as const).flatMap((wish) => [
          { ...wish, scene: "verified", at, width: 960 },
          { ...wish, scene: "verified", at, width: 380 },
        ]),
      ),
    },
    {
      name: "right-to-left",
      columns: 4,
      shots: ["verified", "direct", "refused", "longNames"].flatMap((scene) => [
        { scene, before: toRight },
        { scene, before: toRight, width: 960, caption: scene },
      ]),
    },
    {
      name: "flow-table",
      columns: 4,
      shots: each({ scene: "measured", before: openWay, height: 700 }),
    },
  ];
}
