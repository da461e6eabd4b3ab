/** From the click on the icon to the second frame in which the window is in sight and has what it is for. */
import type { Page } from "playwright";
import type { Running } from "../../host/launch.ts";

/** What a filled page has at least. */
const filled = {
  home: 'main.home [role="switch"], main.home .figure',
  usage: "main table, main svg",
};

/** Longer than the time within which a press and the loss of the focus are one click. */
const betweenMs = 400;

export async function clicksOn(
  sluice: Running,
  page: Page,
  at: keyof typeof filled,
  times: number,
): Promise<number[]> {
  await sluice.evaluate(({ host, person }, wanted) => {
    host.windows[0]?.webContents.send("page", wanted);
    person.clicksElsewhere();
  }, at);
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await sluice.evaluate(({ person }) => person.clicksElsewhere());
    await page.waitForFunction(() => document.visibilityState === "hidden");
    await page.waitForTimeout(betweenMs);
    const seen = page.evaluate(
      (selector) =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            const isThere =
              document.visibilityState === "visible" && document.querySelector(selector);
            if (isThere)
              requestAnimationFrame(() =>
                requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
              );
            else requestAnimationFrame(look);
          };
          look();
        }),
      filled[at],
    );
    const clickedAt = await sluice.evaluate(({ person }) => {
      const now = performance.timeOrigin + performance.now();
      person.clicksIcon();
      return now;
    });
    taken.push((await seen) - clickedAt);
  }
  return taken;
}
