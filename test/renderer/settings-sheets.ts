/** The pictures of the settings a person looks at. */
import type { Page } from "playwright";
import type { Language } from "../../renderer/copy/language.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { settingsScenes } from "./settings-scenes.ts";
import type { Sheet, Shot } from "./sheets.ts";

/** Everything that is shown before it is done. */
async function opened(page: Page): Promise<void> {
  const parts = page.locator("[data-part]");
  const closed = parts.locator("[data-ask], [data-opens]");
  while ((await closed.count()) > 0) await closed.first().click();
}
async function withReport(page: Page): Promise<void> {
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answerQuery = () => ({
      ...{ ok: true, rows: [] },
      text: "Sluice 0.1.0\nLinux, systemd\n\nrouter listening\nroute cloudflare, verified\n",
    });
  });
  await page.locator("[data-part=diagnostics] button").first().click();
  await page.locator(".report").waitFor();
}
const at = (part: string) => (page: Page) =>
  page.locator(`[data-part=${part}]`).evaluate((it) => it.scrollIntoView({ block: "start" }));

export function settingsSheets(languages: readonly Language[]): Sheet[] {
  const each = (name: string, columns: number, shot: Omit<Shot, "language" | "theme">): Sheet => ({
    name,
    columns,
    shots: (["light", "dark"] as const).flatMap((theme) =>
      languages.map((language) => ({ at: "settings", ...shot, theme, language })),
    ),
  });
  const parts = (scene: string, shot: Partial<Shot>, names: readonly string[]): Shot[] =>
    names.map((name) => ({
      ...{ scene, at: "settings", width: 520, height: 6000, caption: `${scene} ${name}` },
      part: `[data-part=${name}]`,
      ...shot,
    }));
  const halves = [
    ["profiles", "keys", "openclaw", "aiGateway"],
    ["allowance", "figures", "privacy", "general", "notifications", "tray"],
    ["shortcuts", "advanced", "diagnostics", "setup", "quit", "remove"],
  ];
  return [
    ...Object.keys(settingsScenes).flatMap((scene, at) =>
      halves.map(
        (names, half): Sheet => ({
          name: `set-${scene}-${half}`,
          columns: names.length,
          shots: [
            ...parts(scene, {}, names),
            ...parts(
              scene,
              { before: opened, theme: "dark", language: languages[at % 4] ?? "en" },
              names,
            ),
          ],
        }),
      ),
    ),
    {
      name: "set-widths",
      columns: 3,
      shots: [720, 960, 1200].flatMap((width) =>
        (["light", "dark"] as const).map((theme) => ({
          ...({ scene: "settings", at: "settings", width, height: 760, theme } as const),
          caption: `${width} ${theme}`,
        })),
      ),
    },
    each("set-320", 4, { scene: "settings", width: 320, height: 1100, before: at("keys") }),
    each("set-380", 4, { scene: "settings", width: 380, height: 560 }),
    each("set-960-keys", 2, { scene: "settings", width: 960, height: 760, before: at("keys") }),
    each("set-960-end", 2, { scene: "settings", width: 960, height: 760, before: at("advanced") }),
    {
      name: "set-tiling",
      columns: 5,
      shots: (
        [
          ["en", "light", 520],
          ["fr", "dark", 520],
          ["nl", "light", 320],
          ["da", "dark", 960],
        ] as const
      ).flatMap(([language, theme, width]) =>
        parts("settingsTiling", { language, theme, width }, [
          ...["general", "tray", "shortcuts", "advanced", "quit"],
        ]),
      ),
    },
    each("set-report", 4, { scene: "settings", width: 480, height: 620, before: withReport }),
    {
      name: "set-wishes",
      columns: 4,
      shots: ([{ contrast: "more" }, { forcedColors: "active" }] as const).flatMap((wish) =>
        (["light", "dark"] as const).map((theme) => ({
          ...({
            ...wish,
            theme,
            scene: "settings",
            at: "settings",
            width: 480,
            height: 7000,
          } as const),
          before: opened,
        })),
      ),
    },
  ];
}
