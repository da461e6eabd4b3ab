/** The page of checks as a person meets it: what it costs, the table while it fills, what failed, and the single checks. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { answerWith, button, textOf } from "./hands.ts";
import { inLanguage, outsideIn, show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { now, snapshot } from "./snapshots.ts";
import { trialScenes } from "./trial-scenes.ts";

/** A whole language or theme at once. */
const longMs = 120_000;
const open = useWindow();
const openAt = (opening: Opening = {}) => open({ at: "checks", ...opening });
const sceneOf = (name: string): AppState => {
  const scene = trialScenes[name];
  if (!scene) throw new Error(name);
  return scene;
};
const plain = (text: string) => text.replace(/\s+/g, " ").trim();
/** As a voice says them. */
const cells = async (page: Page, name: string) =>
  (await page.getByRole("row", { name }).getByRole("cell").allTextContents()).map(plain);
const saidIn = async (page: Page) => plain(await page.locator(".trial-said").innerText());

describe("before it is run", () => {
  test("it says what it costs, and has one primary button", async () => {
    const { commands, page } = await openAt({ scene: "trial-never" });
    await page.getByText("Costs about $0.07 in all.").waitFor();
    await page.getByText("Not run yet.").waitFor();
    expect(await page.locator(".button.primary").allInnerTexts()).toEqual(["Run the check"]);
    expect(await cells(page, "Plain answer")).toEqual(["— not run yet", "— not run yet", ""]);
    await button(page, "Run the check").click();
    expect(await commands()).toEqual([{ type: "trial.run" }]);
  });

  test("without a price it says so, and in practice that it costs nothing", async () => {
    const { page } = await openAt({ scene: "trial-unpriced" });
    await page.getByText("Costs —: Sluice knows no price for claude-sonnet-4-6.").waitFor();
    await show(page, { ...sceneOf("trial-never"), practice: true });
    await page.getByText("This is practice: it costs nothing.").waitFor();
  });

  test("without a key there is nothing to press, and why", async () => {
    const { page } = await openAt({ scene: "trial-noKey" });
    await page.getByText("There is nothing to check yet").waitFor();
    expect(await button(page, "Run the check").count()).toBe(0);
    expect(await button(page, "Test routing now").count()).toBe(0);
    await show(page, sceneOf("trial-noAccount"));
    await page.getByText("Without a Cloudflare account only the direct way").waitFor();
    expect(await button(page, "Run the check").count()).toBe(1);
  });

  test("a refusal stands beside the button", async () => {
    const { page } = await openAt({ scene: "trial-never" });
    await answerWith(page, { ok: false, error: { code: "vault.locked" } });
    await button(page, "Run the check").click();
    await page.getByRole("alert").getByText("The keychain is locked").waitFor();
  });
});

describe("while it runs", () => {
  test("the table says what is going on, and how far it is", async () => {
    const { commands, page } = await openAt({ scene: "trial-running", width: 720 });
    expect(await cells(page, "Streaming")).toEqual([
      "passed 612 ms 2.21 s",
      "passed 648 ms 2.25 s",
      "",
    ]);
    expect(await cells(page, "Thinking")).toEqual(["passed 2,270 ms 6.48 s", "running", ""]);
    expect(await cells(page, "Picture")).toEqual(["waiting", "waiting", ""]);
    expect(await saidIn(page)).toBe(
      "7 of 14 done. Cloudflare adds 37 ms so far (median of 3, from 36 to 45).",
    );
    expect(await page.locator(".button.primary").count()).toBe(0);
    await button(page, "Stop").click();
    expect(await commands()).toEqual([{ type: "trial.stop" }]);
  });

  test.each([320, 380, 720, 1200])("no row moves from begun to done, %s px wide", async (width) => {
    const { page } = await openAt({ scene: "trial-begun", width });
    const tops = () =>
      page
        .locator(".trial tr")
        .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    const before = await tops();
    for (const name of ["trial-running", "trial-done", "trial-failed", "trial-never"] as const) {
      await show(page, sceneOf(name));
      expect(await tops(), name).toEqual(before);
    }
  });

  test("the button keeps the focus from Run to Stop and back, and takes it from a row", async () => {
    const { commands, page } = await openAt({ scene: "trial-done" });
    await button(page, "Run again: Picture").click();
    expect(await commands()).toEqual([{ type: "trial.run", probes: ["picture"] }]);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe("Run again");
    await show(page, sceneOf("trial-running"));
    expect(await focused()).toBe("Stop");
    expect(await button(page, "Run again: Picture").count()).toBe(0);
    await show(page, sceneOf("trial-done"));
    expect(await focused()).toBe("Run again");
  });
});

describe("when it has ended", () => {
  test("it says what Cloudflare adds, when it was and what it cost", async () => {
    const { page } = await openAt({ scene: "trial-done", width: 1200 });
    const text = plain(await textOf(page));
    expect(text).toContain("14 of 14 passed. Cloudflare adds 39 ms (median of 7, from 35 to 45).");
    expect(text).toContain("Last run at 14:01; it cost $0.0669.");
    // Where there is room, the whole time as well.
    expect(await cells(page, "Streaming")).toEqual([
      "passed 612 ms 2.21 s",
      "passed 648 ms 2.25 s",
      "",
    ]);
  });

  test("sooner is said as such, with a true minus", async () => {
    const { page } = await openAt({ scene: "trial-sooner" });
    expect(await saidIn(page)).toContain(
      "Through Cloudflare the first byte came 12 ms sooner (median of 7, from −40 to 4).",
    );
  });

  test("a cost that is not known is no zero", async () => {
    const { page } = await openAt({ scene: "trial-stopped" });
    await page.getByText("Stopped; 6\u00a0requests not sent.").waitFor();
    await page.getByText("Last run at 14:01; what it cost is not known.").waitFor();
  });

  test("one way alone is counted alone", async () => {
    const { page } = await openAt({ scene: "trial-onlyDirect" });
    expect(await saidIn(page)).toBe("7 of 7 passed.");
    expect(await cells(page, "Plain answer")).toEqual([
      ...["passed 1,104 ms 1.10 s", "— does not apply", ""],
    ]);
  });
});

describe("what failed explains itself", () => {
  test("each cause once, with the way, the requests and what the other way says", async () => {
    const { page } = await openAt({ scene: "trial-failed" });
    const causes = await page.locator(".causes > li").allInnerTexts();
    expect(causes).toHaveLength(4);
    expect(causes[0]).toContain("The provider answered 400\n");
    expect(causes[0]).toContain("Through Cloudflare: Tool call and its answer");
    expect(causes[0]).toContain("It passes direct, so the cause is at Cloudflare");
    expect(causes[1]).toContain("Both ways: Thinking");
    expect(causes[1]).toContain("Cloudflare is not the cause.");
    expect(causes[2]).toContain("The answer did not come whole");
    expect(causes[2]).toContain("the key and the model are in order.");
    expect(causes[3]).toContain("promptBlocked");
  });

  test("a refused token is said once for all seven", async () => {
    const { page } = await openAt({ scene: "trial-refused" });
    expect(await page.locator(".causes > li").count()).toBe(1);
    const cause = plain(await page.locator(".causes").innerText());
    expect(cause).toContain("Cloudflare refused our token Through Cloudflare: every request");
    expect(await page.locator(".causes a").count()).toBe(1);
  });
});

describe("the single checks", () => {
  test("say how they went, and run", async () => {
    const { commands, page } = await openAt({ scene: "trial-done", height: 1000 });
    await page.getByText("Passed at 14:00").waitFor();
    await page.getByText("Failed at 14:01").waitFor();
    await page.getByText("The keychain is locked").waitFor();
    await button(page, "Test routing now").click();
    await button(page, "Check the keychain").click();
    expect(await commands()).toEqual([
      { type: "check.run", name: "route" },
      { type: "check.run", name: "vault" },
    ]);
  });

  test("that runs says so, wherever it was started", async () => {
    const { page } = await openAt({ scene: "trial-never" });
    await show(page, snapshot({ checks: [{ name: "route", status: "running", at: now }] }));
    expect(await page.locator(".single-said").first().innerText()).toBe("running");
    expect(await button(page, "Test routing now").getAttribute("aria-disabled")).toBe("true");
  });

  test("a failed test of the route names its cause", async () => {
    const { page } = await openAt({ scene: "trial-never" });
    await answerWith(page, {
      ok: false,
      error: { code: "check.failed", detail: "aiGatewayMissing" },
    });
    await button(page, "Test routing now").click();
    await page.getByRole("alert").getByText("check.failed · aiGatewayMissing").waitFor();
  });
});

test.each(languages)(
  "in %s nothing reaches out of the window, from 320 to 1200",
  async (language) => {
    const { page } = await openAt({ language });
    const chosen = ["done", "running", "failed", "refused", "stopped", "noAccount"].map((name) => [
      ...[name, sceneOf(`trial-${name}`)],
    ]);
    const all = inLanguage(Object.fromEntries(chosen) as Record<string, AppState>, language);
    for (const width of [320, 380, 720, 1200]) {
      await page.setViewportSize({ width, height: 700 });
      expect(await outsideIn(page, all), `${width}`).toEqual([]);
    }
  },
  longMs,
);

test.each(["light", "dark"])(
  "axe finds nothing in the %s theme",
  async (theme) => {
    const { page } = await openAt({ theme, reducedMotion: "reduce" });
    for (const name of ["never", "running", "failed"] as const) {
      const state = sceneOf(`trial-${name}`);
      await show(page, { ...state, settings: { ...state.settings, theme: theme as "light" } });
      expect(await axeFaults(page), name).toEqual([]);
    }
  },
  longMs,
);
