/** The page of checks for a person to look at: every trial in every language and theme, and its widths. */
import type { Language } from "../../renderer/copy/language.ts";
import type { Sheet, Shot } from "./sheets.ts";
import { trialScenes } from "./trial-scenes.ts";

const themes = ["light", "dark"] as const;

export function trialSheets(languages: readonly Language[]): readonly Sheet[] {
  const inEach = (name: string, shot: Shot): Sheet => ({
    name,
    columns: languages.length,
    shots: themes.flatMap((theme) => languages.map((language) => ({ ...shot, theme, language }))),
  });
  const at = "checks" as const;
  const height = 760;
  const names = Object.keys(trialScenes);
  const across = (name: string, shot: Partial<Shot>): Sheet => ({
    name,
    columns: 5,
    shots: names.map((scene) => ({ scene, at, height, caption: scene, ...shot })),
  });
  return [
    ...names.map((scene) => inEach(scene, { scene, at, height })),
    ...["trial-running", "trial-failed"].flatMap((scene) =>
      [320, 720].map((width) => inEach(`${scene}-${width}`, { scene, at, width, height: 900 })),
    ),
    across("trials", {}),
    across("trials-dark", { theme: "dark" }),
    across("trials-320", { width: 320, height: 900 }),
    across("trials-720", { width: 720 }),
    across("trials-1200", { width: 1200 }),
    across("trials-contrast", { contrast: "more" }),
    across("trials-forced", { forcedColors: "active" }),
    across("trials-zoom", { zoom: 2, height: 1400 }),
  ];
}
