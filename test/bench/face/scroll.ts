/** The list of requests under a fast wheel: how long each frame takes while rows are drawn and older ones come from the ledger. */
import type { Page } from "playwright";
import type { Running } from "../../host/launch.ts";

const pixelsAFrame = 60;
const frameCount = 600;

export type Scrolled = {
  /** Between two frames, ms. */
  readonly frames: readonly number[];
  readonly far: number;
  /** Rows by their place in the list. */
  readonly drawn: number;
  /** The longest task of the page meanwhile, ms; 0 where none took 50. */
  readonly longest: number;
};

export async function scrollOf(sluice: Running, page: Page): Promise<Scrolled> {
  await sluice.evaluate(({ host, person }) => {
    person.clicksIcon();
    host.windows[0]?.webContents.send("page", "requests");
  });
  await page.waitForFunction(() => location.hash === "#requests");
  await page.locator("[data-id]").first().waitFor();
  return page.evaluate(
    async ([step, count]) => {
      const depth = (each: Element): number => each.scrollHeight - each.clientHeight;
      const isScroller = (each: Element): boolean =>
        /auto|scroll/.test(getComputedStyle(each).overflowY) && depth(each) > 0;
      const [box] = [...document.querySelectorAll("*")]
        .filter(isScroller)
        .toSorted((a, b) => depth(b) - depth(a));
      if (!box) throw new Error("Nothing on this page scrolls.");
      let longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      }).observe({ type: "longtask" });
      const frame = (): Promise<number> => new Promise(requestAnimationFrame);
      const frames: number[] = [];
      let before = await frame();
      for (let index = 0; index < count; index += 1) {
        box.scrollTop += step;
        const now = await frame();
        frames.push(now - before);
        before = now;
      }
      const height = document.querySelector("[data-id]")?.getBoundingClientRect().height ?? 1;
      return { frames, far: box.scrollTop, drawn: Math.round(box.scrollTop / height), longest };
    },
    [pixelsAFrame, frameCount] as const,
  );
}
