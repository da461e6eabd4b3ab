/** The pictures of the two caches, and of the way of a request that fails, a person looks at. */
import type { Language } from "../../renderer/copy/language.ts";
import type { Sheet, Shot } from "./sheets.ts";

export function cachesSheets(languages: readonly Language[]): Sheet[] {
  const sheet = (name: string, shot: Omit<Shot, "language" | "theme">): Sheet => ({
    ...{ name, columns: (shot.width ?? 960) < 500 ? 4 : 2 },
    shots: (["light", "dark"] as const).flatMap((theme) =>
      languages.map((language) => ({ ...shot, theme, language })),
    ),
  });
  const parts = {
    caches: "section:has(> .rows > .row.cache)",
    fails: "section:has(.chain)",
  };
  return [320, 960].flatMap((width) => [
    sheet(`caches-${width}`, {
      ...{ scene: "usageCaches", at: "gateway", width, height: 4000, part: parts.caches },
    }),
    sheet(`fails-${width}`, {
      ...{ scene: "usageCaches", at: "gateway", width, height: 4000, part: parts.fails },
    }),
    sheet(`fails-dynamic-${width}`, {
      ...{ scene: "failsDynamic", at: "gateway", width, height: 4000, part: parts.fails },
    }),
  ]);
}
