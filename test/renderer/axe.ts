/** What axe finds wrong with a page, one line for each kind of fault; empty when nothing is. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param part a selector; left out: the whole page. */
export async function axeFaults(page: Page, part?: string): Promise<string[]> {
  // Evaluated, not loaded: the page's policy lets no foreign script in, and must not be loosened for a test.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (selector) => {
    const { axe: tool } = globalThis as unknown as { readonly axe: typeof axe };
    const { violations } = await tool.run(selector ?? document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(
      ({ help, id, nodes }) =>
        `${id}: ${help} (${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 120))
          .join(" | ")})`,
    );
  }, part);
}
