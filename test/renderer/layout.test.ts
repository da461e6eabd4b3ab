/** How the window stands: nothing clips at any width, nothing moves with the route, every wish about motion and colour is kept. */
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { crowdedIn, inLanguage, outside, outsideIn, rings, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { homeScenes, scenes } from "./scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
/** Some two hundred snapshots, each drawn: a machine that does other things at the same time needs long for it. */
const allScenesMs = 180_000;

describe.each([190, 320, 380, 720, 960, 1200])("at %i pixels", (width) => {
  test(
    "nothing leaves the window sideways, in any language and scene",
    async () => {
      const { page } = await open({ width });
      for (const language of languages)
        expect(await outsideIn(page, inLanguage(homeScenes, language))).toEqual([]);
    },
    allScenesMs,
  );

  test("no page’s head and no word that leads to one leaves the window, in any language", async () => {
    const { page } = await open({ width, at: "requests" });
    for (const language of languages) {
      await show(page, { ...verified, settings: { ...verified.settings, language } });
      const beyond = await page.locator(".page-title, .page-word").evaluateAll((all) =>
        all
          .filter((it) => {
            const { left, right } = it.getBoundingClientRect();
            return left < 0 || right > innerWidth || it.scrollWidth > it.clientWidth;
          })
          .map((it) => it.textContent),
      );
      expect(beyond, language).toEqual([]);
    }
  });

  test("what is shortened has the whole of it as its title", async () => {
    const { page } = await open({ width });
    for (const language of languages)
      for (const scene of ["verified", "longNames", "unpriced", "manyModels"]) {
        const state = scenes[scene] ?? verified;
        await show(page, { ...state, settings: { ...state.settings, language } });
        const untitled = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>(".clip, .foot select")]
            .filter((it) => it.scrollWidth > it.clientWidth || it.matches("select"))
            .filter((it) => {
              const said = it instanceof HTMLSelectElement ? it.selectedOptions[0] : it;
              const [first = ""] = (said?.textContent ?? "").trim().split(" ");
              return !it.title.includes(first) || it.title === "";
            })
            .map((it) => it.textContent),
        );
        expect(untitled, `${scene} in ${language}`).toEqual([]);
      }
  });
});

const routes = ["verified", "direct", "unproven", "tested", "asked", "paused", "pausedUntil"];
/** How the hops are changes words and marks, and no measure either. */
const hops = ["measured", "overloaded"];
test.each([320, 380, 720, 960])(
  "at %i pixels changing the route or its hops moves no block by a pixel, in any language",
  async (width) => {
    const { page } = await open({ width });
    for (const language of languages) {
      const places = new Set<string>();
      for (const scene of [...routes, ...hops]) {
        const state = scenes[scene] ?? verified;
        await show(page, { ...state, settings: { ...state.settings, language } });
        places.add(
          await page.evaluate(() =>
            [...document.querySelectorAll(".proof, .flow, .today, .hours, .foot")]
              .map((block) => {
                const { height, width: length, x, y } = block.getBoundingClientRect();
                return [block.classList[0], x, y, length, height].join(" ");
              })
              .join(", "),
          ),
        );
      }
      expect([...places], language).toHaveLength(1);
    }
  },
);

test.each([190, 320, 380])(
  "at %i pixels no label of the flow picture runs into another, in any language and scene",
  async (width) => {
    const { page } = await open({ width });
    for (const language of languages)
      expect(await crowdedIn(page, inLanguage(homeScenes, language))).toEqual([]);
  },
  allScenesMs,
);

test("the footer is one line and never shortens an everyday model's name", async () => {
  for (const width of [320, 380, 960]) {
    const { page } = await open({ width });
    const names = new Set<number>();
    for (const language of languages) {
      await show(page, { ...verified, settings: { ...verified.settings, language } });
      const cut = await page
        .locator(".foot select")
        .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth).length);
      expect(cut, `${language} at ${width}`).toBe(0);
      const buttons = page.locator(".foot-row > button");
      const lines = await buttons.evaluateAll((all) =>
        all.map((it) => it.getBoundingClientRect().top),
      );
      expect(new Set(lines).size, `${language} at ${width}`).toBe(1);
      names.add((await page.locator(".foot select").boundingBox())?.width ?? 0);
    }
    expect(names.size).toBe(1);
  }
});

test("at 320 pixels the request counts, the last requests and the model picker go, and nothing else", async () => {
  const seen = async (width: number) => {
    const { page } = await open({ width });
    const isSeen = (part: string) => page.locator(part).first().isVisible();
    return {
      counts: await isSeen(".list .spare"),
      recent: await isSeen(".recent"),
      picker: await isSeen(".foot select"),
      rest: await isSeen(".flow, .hours, .allowance, .list, .provenance"),
    };
  };
  expect(await seen(320)).toEqual({ counts: false, recent: false, picker: false, rest: true });
  expect(await seen(380)).toEqual({ counts: true, recent: true, picker: true, rest: true });
});

test("a notice takes the place of the lists and never of the figure; where there is room they stand under it", async () => {
  for (const [width, isThere] of [
    [380, false],
    [960, true],
  ] as const) {
    const { page } = await open({ width, scene: "refused" });
    expect(await page.locator(".money").isVisible()).toBe(true);
    expect(await page.locator(".recent").isVisible()).toBe(isThere);
    expect(await page.getByRole("table", { name: "Models today" }).isVisible()).toBe(isThere);
  }
});

test("every model’s swatch is a form of its own, and what has no price is hatched", async () => {
  const { page } = await open({ scene: "manyModels" });
  const forms = await page.locator(".list .swatch").evaluateAll((all) =>
    all.map((it) => {
      const { backgroundColor, backgroundImage, boxShadow } = getComputedStyle(it);
      return [backgroundColor, backgroundImage, boxShadow].join(" ");
    }),
  );
  expect(new Set(forms).size).toBe(6);
  expect(forms.at(-1)).toContain("repeating-linear-gradient");
});

test("written from right to left the way of a request is mirrored; money, names and the hours are not", async () => {
  const { page } = await open({ reducedMotion: "reduce" });
  const at = async () => ({
    openclaw: (await page.locator(".stops > :first-child").boundingBox())?.x ?? 0,
    knob: (await page.locator(".knob").boundingBox())?.x ?? 0,
    switch: (await page.locator(".switch").boundingBox())?.x ?? 0,
    near: (await page.locator(".drawing > circle").boundingBox())?.x ?? 0,
    firstHour: (await page.locator(".hours text").first().boundingBox())?.x ?? 0,
  });
  const before = await at();
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const after = await at();
  expect(before.openclaw).toBeLessThan(100);
  expect(after.openclaw).toBeGreaterThan(200);
  expect(after.near).toBeGreaterThan(before.near + 200);
  expect(before.knob - before.switch).toBeGreaterThan(15);
  expect(after.knob - after.switch).toBeLessThan(6);
  expect(Math.abs(after.firstHour - before.firstHour)).toBeLessThan(2);
  const order = await page.evaluate(() => {
    const leftOf = (part: string, text: string) => {
      const element = document.querySelector(part);
      const walk = document.createTreeWalker(element ?? document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const at = walk.currentNode.textContent?.indexOf(text) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + text.length);
        return range.getBoundingClientRect().left;
      }
      return Number.NaN;
    };
    return {
      money: leftOf(".money", "$") < leftOf(".money", "1.84"),
      cell: leftOf(".list .number bdi", "$") < leftOf(".list .number bdi", "1.61"),
      name: leftOf(".list .clip", "claude") < leftOf(".list .clip", "4-6"),
    };
  });
  expect(order).toEqual({ money: true, cell: true, name: true });
  expect(await outside(page)).toEqual([]);
});

test("a notice without an action leaves no gap where one would be", async () => {
  const { page } = await open({ scene: "deaf" });
  const text = await page.locator(".notice > p").first().boundingBox();
  const code = await page.locator(".notice > .code").boundingBox();
  expect((code?.y ?? 0) - (text?.y ?? 0) - (text?.height ?? 0)).toBeLessThanOrEqual(8);
});

test("every control is at least 24 pixels high, and says its name", async () => {
  const { page } = await open({ scene: "manyModels", height: 900 });
  const controls = page.locator("button, select, input, summary").filter({ visible: true });
  for (const control of await controls.all()) {
    const box = await control.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  }
  expect(await page.locator("main, footer").first().ariaSnapshot()).not.toMatch(/- button(:|$)/m);
});

test("focus is drawn on every control: Home, the pause menu, the words, the settings", async () => {
  const { page } = await open();
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
  await page.locator("[aria-haspopup=menu]").press("ArrowDown");
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
  await page.keyboard.press("Escape");
  for (const scene of ["fresh", "practising", "refused", "allowanceTold"]) {
    await show(page, scenes[scene] ?? verified);
    expect(new Set(await rings(page)), scene).toEqual(new Set(["ring"]));
  }
  await page.locator(".foot button").last().click();
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
  await page.setViewportSize({ width: 960, height: 560 });
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
});

test("nothing moves for a person who asked for less motion", async () => {
  const { page } = await open({ scene: "refused", reducedMotion: "reduce" });
  const times = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return [...animationDuration.split(","), ...transitionDuration.split(",")];
    }),
  );
  expect([...new Set(times.map((time) => Number.parseFloat(time)))]).toEqual([0]);
});

test("the theme of the settings wins over the system's, and without one the system's is taken", async () => {
  const surface = async (theme: string) => {
    const { page } = await open({ theme, colorScheme: "dark" });
    return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
  expect(await surface("system")).toBe("rgb(29, 34, 35)");
  expect(await surface("light")).toBe("rgb(255, 255, 255)");
});

test("in forced colours the switch still shows its state by shape", async () => {
  const colour = async (scene: string) => {
    const { page } = await open({ scene, forcedColors: "active" });
    return page.evaluate(() => {
      const drawn = document.querySelector(".switch");
      return drawn && getComputedStyle(drawn).backgroundColor;
    });
  };
  expect(await colour("verified")).not.toBe(await colour("direct"));
});
