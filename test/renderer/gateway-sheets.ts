/** The pictures of Cloudflare's page and of the providers in the settings a person looks at. */
import type { Page } from "playwright";
import type { Language } from "../../renderer/copy/language.ts";
import { gatewayScenes } from "./gateway-scenes.ts";
import type { Sheet, Shot } from "./sheets.ts";

const themes = ["light", "dark"] as const;
const at = "gateway" as const;

/** Every form of the page open at once. */
async function opened(page: Page): Promise<void> {
  const closed = page.locator("[data-opens]:not([data-flag])");
  while ((await closed.count()) > 0) await closed.first().click();
}
/** Every provider open, with what would be written for it. */
async function openedProviders(page: Page): Promise<void> {
  const part = page.locator("[data-part=providers]");
  await part.locator("[aria-expanded=false]").last().click();
  const closed = part.locator(
    ".provider [data-opens][aria-expanded=false], .rows .rows [data-ask]",
  );
  while ((await closed.count()) > 0) await closed.first().click();
}

export function gatewaySheets(languages: readonly Language[]): Sheet[] {
  const names = Object.keys(gatewayScenes);
  const shots = (shot: Omit<Shot, "scene" | "at">): Shot[] =>
    names.map((scene) => ({ scene, at, caption: scene, ...shot }));
  return [
    ...themes.map(
      (theme): Sheet => ({
        name: `gateway-${theme}`,
        columns: 4,
        shots: shots({ theme, width: 720, height: 2400 }),
      }),
    ),
    { name: "gateway-narrow", columns: 6, shots: shots({ width: 320, height: 3600 }) },
    ...languages.map(
      (language): Sheet => ({
        name: `gateway-${language}`,
        columns: 4,
        shots: [
          { scene: "gateway", at, language, width: 960, height: 2600 },
          { scene: "gatewayDialled", at, language, width: 720, height: 2600 },
          { scene: "gateway", at, language, width: 720, height: 4800, before: opened },
          { scene: "gatewayNeedsEdit", at, language, width: 320, height: 4800 },
        ],
      }),
    ),
    {
      name: "gateway-providers",
      columns: 4,
      shots: languages.flatMap((language): Shot[] =>
        [960, 320].map((width) => ({
          ...{ scene: "settingsProviders", at: "settings", language, width, height: 7200 },
          ...{ part: "[data-part=providers]", before: openedProviders },
        })),
      ),
    },
    {
      name: "gateway-providers-closed",
      columns: 2,
      shots: themes.map((theme) => ({
        ...{ scene: "settingsProviders", at: "settings", theme, width: 720, height: 7200 },
        part: "[data-part=providers]",
      })),
    },
  ];
}
