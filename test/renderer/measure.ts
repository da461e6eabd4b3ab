/** What a window in a test is measured by: how far it reaches, how its texts stand out, where its focus is drawn. */
import type { Page } from "playwright";
import type { AppState } from "../../preload/contract/state.ts";
import type { Language } from "../../renderer/copy/language.ts";
import type { FarEndWindow } from "./harness/main.tsx";

/** Another snapshot, drawn. */
export const show = (page: Page, state: AppState) =>
  page.evaluate((next) => {
    (globalThis as unknown as FarEndWindow).farEnd.publish(next);
    return new Promise((resolve) => requestAnimationFrame(resolve));
  }, state);

/** Elements that reach out of the window sideways, by what they say. */
export const outside = (page: Page) => outsideIn(page, null);

/**
 * The same for one snapshot after the other, each hit under its snapshot's name; null: as the window is now. In one go: hundreds
 * of questions to the page would take longer than what they ask.
 * @param opensAll shows everything that is shown before it is done.
 */
export const outsideIn = (
  page: Page,
  states: Readonly<Record<string, AppState>> | null,
  opensAll = false,
): Promise<string[]> =>
  page.evaluate(
    async (asked) => {
      const { farEnd } = globalThis as unknown as FarEndWindow;
      const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const closed = () =>
        [...document.querySelectorAll<HTMLElement>(".settings button")].find((button) =>
          (button.ariaLabel ?? button.textContent).includes("…"),
        );
      const reaching = () =>
        [...document.querySelectorAll("body *")]
          .filter((element) => !element.closest(".hidden, svg svg, .list .clip"))
          .filter((element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
          })
          .map((element) => `${element.className || element.tagName}: ${element.textContent}`);
      if (asked.states === null) return reaching();
      const found: string[] = [];
      for (const [name, state] of Object.entries(asked.states)) {
        farEnd.publish(state);
        await drawn();
        for (let button = closed(); asked.opensAll && button; button = closed()) {
          button.click();
          await drawn();
        }
        found.push(...reaching().map((text) => `${name}, ${text}`));
      }
      return found;
    },
    { states, opensAll },
  );

/** Labels of the flow picture that come nearer than three pixels to another stop's, by snapshot; in one go, as above. */
export const crowdedIn = (
  page: Page,
  states: Readonly<Record<string, AppState>>,
): Promise<string[]> =>
  page.evaluate(async (asked) => {
    const { farEnd } = globalThis as unknown as FarEndWindow;
    const gap = 3;
    const found: string[] = [];
    for (const [name, state] of Object.entries(asked)) {
      farEnd.publish(state);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const labels = [...document.querySelectorAll(".stop-name, .stop-sub")]
        .filter((label) => label.checkVisibility({ visibilityProperty: true }))
        .map((label) => {
          const range = document.createRange();
          range.selectNodeContents(label);
          const box = range.getBoundingClientRect();
          return { text: label.textContent, stop: label.parentElement, box };
        });
      for (const [at, one] of labels.entries())
        for (const { box, stop, text } of labels.slice(at + 1))
          if (
            stop !== one.stop &&
            box.width > 0 &&
            one.box.width > 0 &&
            box.left < one.box.right + gap &&
            box.right > one.box.left - gap &&
            box.top < one.box.bottom - 1 &&
            box.bottom > one.box.top + 1
          )
            found.push(`${name}: ${one.text}|${text}`);
    }
    return found;
  }, states);

/** The snapshots of every scene in one language. */
export const inLanguage = (
  scenes: Readonly<Record<string, AppState>>,
  language: Language,
): Record<string, AppState> =>
  Object.fromEntries(
    Object.entries(scenes).map(([name, state]) => [
      `${name} in ${language}`,
      { ...state, settings: { ...state.settings, language } },
    ]),
  );

/** The focus ring of every control, one after the other, each reached by keyboard. */
export async function rings(page: Page): Promise<string[]> {
  await page.keyboard.press("Tab");
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, select, input, summary, a[href]")]
      .filter((control) => control.checkVisibility())
      .map((control) => {
        control.focus({ focusVisible: true });
        const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(control);
        const ring = `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        return ring === "solid 2px rgb(11, 107, 116)" ? "ring" : `${control.textContent} ${ring}`;
      }),
  );
}

type Measured = { readonly text: string; readonly ratio: number };

/** The texts of the page whose ratio (WCAG 2.2) is under `least`. */
export const tooFaint = (page: Page, least: number): Promise<Measured[]> =>
  page.evaluate((floor) => {
    type Colour = readonly [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map<string, Colour>();
    /** Any colour CSS can name, as 0 to 255 and an alpha of 0 to 1. */
    const read = (css: string): Colour => {
      const old = known.get(css);
      if (old) return old;
      if (!canvas) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      const colour: Colour = [red, green, blue, alpha / 255];
      known.set(css, colour);
      return colour;
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const behind = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const own = read(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, behind(element.parentElement));
    };
    const light = (colour: Colour): number => {
      const part = (at: 0 | 1 | 2) => {
        const value = colour[at] / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faint: { text: string; ratio: number }[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent?.trim() ?? "";
      const element = texts.currentNode.parentElement;
      if (!text || !element?.checkVisibility() || element.closest("script, option, .hidden"))
        continue;
      const { color, fill } = getComputedStyle(element);
      const ground = behind(element);
      const drawn = over(read(element.closest("svg") ? fill : color), ground);
      const [high, low] = [light(drawn), light(ground)].toSorted((a, b) => b - a);
      const ratio = ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
      if (ratio < floor) faint.push({ text, ratio: Math.round(ratio * 100) / 100 });
    }
    return faint;
  }, least);

/** Everything on OpenClaw's page that is shown before it is done, shown. */
export async function openAll(page: Page): Promise<void> {
  const closed = page.locator(".settings").getByRole("button", { name: /…/ });
  while ((await closed.count()) > 0) await closed.first().click();
}
