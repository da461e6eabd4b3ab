/** Tells whether a window still shows the very document it showed before. */
import type { Page } from "playwright/test";

/** A document that has been left and loaded again has lost its mark. */
export const mark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.dataset.mark = "same document";
  });
export const isMarked = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.body.dataset.mark === "same document");
