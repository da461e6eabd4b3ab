/** From the beginning of the process to the first and to the largest paint of its window. */
import type { Running } from "../../host/launch.ts";

export async function firstPaintOf(
  sluice: Running,
): Promise<{ readonly painted: number; readonly filled: number }> {
  const page = await sluice.firstWindow();
  await page.locator("main.home").waitFor();
  const { first, largest } = await page.evaluate(async () => {
    const at = (type: string, pick: 0 | -1): Promise<number> =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const { startTime = Number.NaN } = list.getEntries().at(pick) ?? {};
          resolve(performance.timeOrigin + startTime);
        }).observe({ type, buffered: true });
      });
    return { first: await at("paint", 0), largest: await at("largest-contentful-paint", -1) };
  });
  const origin = await sluice.evaluate(() => performance.timeOrigin);
  return { painted: first - origin, filled: largest - origin };
}
