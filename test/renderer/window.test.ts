/** The window as a person meets it: what a voice reads, what keys do, where a refusal is told, and that no key stays behind. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { Reply } from "../../preload/contract/command.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { useWindow } from "./open-window.ts";

const open = useWindow();
const theSwitch = (page: Page) => page.getByRole("switch", { name: "Route through Cloudflare" });
const answerWith = (page: Page, reply: Reply) =>
  page.evaluate((answer) => {
    (globalThis as unknown as FarEndWindow).answer = () => answer;
  }, reply);
const textOf = (page: Page) => page.locator("body").innerText();

test("a voice reads the switch, its proof, the picture, the figure and the lists", async () => {
  const { page } = await open();
  const heard = await page.locator("main").ariaSnapshot();
  const lines = heard.split("\n").map((line) => line.trim().replace(/^(- img ".*"):.*/, "$1"));
  expect(lines.slice(0, 15)).toEqual([
    "- main:",
    '- heading "Sluice" [level=1]',
    '- switch "Route through Cloudflare" [checked]',
    "- status: Verified at 14:01 by OpenClaw’s own request.",
    '- img "OpenClaw running, Sluice open, Cloudflare answered, Anthropic 812 ms"',
    '- button "OpenClaw…"',
    '- button "The way as a table"',
    '- region "Today":',
    '- heading "Today" [level=2]',
    "- text: Fri 20 Nov, Copenhagen time",
    "- paragraph: $1.84",
    "- paragraph: at most $3.16 left of $5.00",
    '- group: "At least this, as of 14:02: 3 requests have no known price."',
    '- button "Cost by hour, highest $0.42 from 11:00, as a table"',
    "- status",
  ]);
  expect(heard).toContain('- table "Models today"');
  expect(heard).toContain('- row "gpt-5.5-mini no price known 3 requests —"');
  expect(heard).toContain('- row "13:53 claude-sonnet-4-6 refused $0.0000"');
  const described = await theSwitch(page).evaluate((element) => {
    const id = element.getAttribute("aria-describedby") ?? "";
    return document.getElementById(id)?.textContent;
  });
  expect(described).toBe("Verified at 14:01 by OpenClaw’s own request.");
});

describe("the switch", () => {
  test("has the focus when the window opens; Space and Enter toggle it", async () => {
    const { commands, page } = await open();
    await theSwitch(page).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Space");
    await theSwitch(page).and(page.locator("[aria-checked=false]")).waitFor();
    expect(await textOf(page)).toContain("Direct to Anthropic. Still metered, still costs.");
    await page.keyboard.press("Enter");
    await theSwitch(page).and(page.locator("[aria-checked=true]")).waitFor();
    expect(await commands()).toEqual([
      { type: "route.set", route: "direct" },
      { type: "route.set", route: "cloudflare" },
    ]);
  });

  test("moves within the frame of the click, says it is busy, and a second click takes it back", async () => {
    const { commands, page } = await open({ scene: "direct" });
    await page.evaluate(() => {
      (globalThis as unknown as FarEndWindow).answer = () => new Promise(() => {});
    });
    await theSwitch(page).click();
    await page.locator("[aria-checked=true][aria-busy=true]").waitFor();
    await page.locator('[data-drawn="asked"]').waitFor();
    expect(await textOf(page)).toContain("Switching over.");
    await theSwitch(page).click();
    await page.locator("[aria-checked=false]").waitFor();
    expect((await commands()).map((command) => "route" in command && command.route)).toEqual([
      "cloudflare",
      "direct",
    ]);
  });

  test("returns where it was when refused, and the reason is told beside it", async () => {
    const { page } = await open({ scene: "direct" });
    await answerWith(page, { ok: false, error: { code: "disk.full" } });
    await theSwitch(page).click();
    const told = page.getByRole("alert");
    await told.waitFor();
    expect(await told.innerText()).toMatch(
      /^The disk is full\n+This could .* then try again\.\n+disk\.full$/,
    );
    expect(await theSwitch(page).getAttribute("aria-checked")).toBe("false");
  });

  test("steps aside while paused, and Resume leads back to the route before", async () => {
    const { commands, page } = await open({ scene: "direct" });
    await page.getByRole("button", { name: "Pause spending" }).click();
    await page.getByRole("menuitem", { name: "15 minutes" }).click();
    await page.getByRole("heading", { name: "Paused" }).waitFor();
    expect(await textOf(page)).toContain("Paused until 14:17. Nothing leaves.");
    expect(await theSwitch(page).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Pause spending" }).count()).toBe(0);
    await page.locator(":focus", { hasText: "Resume" }).click();
    await theSwitch(page).and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([
      { type: "route.set", route: "paused", pauseFor: { minutes: 15 } },
      { type: "route.set", route: "direct" },
    ]);
  });
});

describe("a key", () => {
  const secret = "sk-ant-test-0123456789-abcd";

  test("leaves the page in the moment it is saved", async () => {
    const { commands, page } = await open({ at: "settings" });
    await page
      .locator("[data-place=modelKey]")
      .getByRole("button", { name: /^Replace/ })
      .first()
      .click();
    const field = page.locator("[data-place=modelKey] input[type=password]");
    await field.fill(secret);
    await field.press("Enter");
    await expect
      .poll(commands)
      .toContainEqual(expect.objectContaining({ type: "secret.save", kind: "provider", secret }));
    expect(await page.content()).not.toContain(secret);
    expect(
      await page
        .locator("input[type=password]")
        .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value).join("")),
    ).toBe("");
  });

  test("is shown by its last four characters only", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "Settings" }).click();
    expect(await textOf(page)).toContain("Model key, Anthropic ••••q7Zk");
  });
});

describe("a notice", () => {
  test("offers memory where there is no keychain, and asks for it only when pressed", async () => {
    const { commands, page } = await open({ scene: "noKeychain" });
    expect(await commands()).toEqual([]);
    await page.getByRole("button", { name: "Keep keys for this session only" }).click();
    expect(await commands()).toEqual([{ type: "vault.session" }]);
  });

  test("asks a locked keychain again when told to", async () => {
    const { commands, page } = await open({ scene: "locked" });
    await page.getByRole("button", { name: "Try again" }).click();
    expect(await commands()).toEqual([{ type: "check.run", name: "vault" }]);
  });

  test("leads to the place that can mend it", async () => {
    const { page } = await open({ scene: "refused" });
    await page.getByRole("button", { name: "Gateway token…" }).click();
    const focused = page.locator(":focus");
    expect(await focused.getAttribute("type")).toBe("password");
    expect(await page.getByLabel("Gateway token").evaluate((it) => it.matches(":focus"))).toBe(
      true,
    );
  });
});

describe("settings", () => {
  test("change the language and the theme at once", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("Language", { exact: true }).selectOption("da");
    await page.getByRole("heading", { name: "Indstillinger" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("da");
    await page.getByLabel("Tema").selectOption("dark");
    await page.locator("html[data-theme=dark]").waitFor();
    await page.getByLabel("Tema").selectOption("system");
    await page.locator("html:not([data-theme])").waitFor();
  });

  test("take an allowance as it is written in the person's language", async () => {
    const { commands, page } = await open({ language: "nl" });
    await page.getByRole("button", { name: "Instellingen" }).click();
    const amount = page.getByLabel("Bedrag in Amerikaanse dollars");
    expect(await amount.inputValue()).toBe("5,00");
    await amount.fill("vijf");
    await amount.press("Enter");
    await page.getByText("Vul een bedrag in zoals 5,00").waitFor();
    await amount.fill("7,50");
    await amount.press("Enter");
    await page.getByText("Bewaard.").waitFor();
    expect(await commands()).toEqual([
      { type: "allowance.set", microUsdPerDay: 7_500_000, then: "pause" },
    ]);
  });
});

test("what is too narrow for its sentence says a word, and the whole to whoever asks", async () => {
  const { page } = await open();
  const name = page.locator(".recent tbody tr").nth(2).locator(".clip");
  expect(await name.textContent()).toBe("claude-sonnet-4-6 test");
  expect(await name.getAttribute("title")).toBe("claude-sonnet-4-6, Sluice’s test");
});
