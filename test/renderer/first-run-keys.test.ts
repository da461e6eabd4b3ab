/** The model key in the first run: swapped keys caught early, the live check and its two ways out, the keychain, and that no key stays in the page. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { inspectSecret } from "../../main/core/credential.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { swappedAs } from "../../renderer/setup/key-shape.ts";
import { at } from "./first-run-scenes.ts";
import { answerWith, button, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { daemon } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const modelKey = "sk-ant-api03-0123456789abcdefghij-q7Zk";
const token = "cfut_0123456789abcdefghijklmnopqrw2Fd";
const field = (page: Page) => page.getByLabel("Paste a key");
const check = (page: Page) => button(page, "Check the key");
const refuseWith = (page: Page, code: ErrorCode) =>
  answerWith(page, { ok: false, error: { code } });

/** Everything of the page that could be read: its source, what stands in its fields, what React holds of them. */
const traces = (page: Page, secret: string) =>
  page.evaluate((text) => {
    const fields = [...document.querySelectorAll("input")].filter(({ value }) => value === text);
    const seen = new Set<unknown>();
    const holds = (value: unknown, depth: number): boolean => {
      if (value === text) return true;
      if (typeof value !== "object" || value === null || depth > 60 || seen.has(value))
        return false;
      if (value instanceof Node || value instanceof Window) return false;
      seen.add(value);
      return Object.values(value).some((each) => holds(each, depth + 1));
    };
    const root = document.getElementById("root") ?? document.body;
    const fiber = Object.entries(root).find(([key]) => key.startsWith("__reactContainer"))?.[1];
    return {
      source: document.documentElement.outerHTML.includes(text),
      fields: fields.length,
      react: holds(fiber, 0),
      fibers: seen.size > 100,
    };
  }, secret);
const none = { source: false, fields: 0, react: false, fibers: true };

describe("a key that is pasted", () => {
  test("is shown to the provider, kept, and gone from the page; only its end is shown", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    expect(await field(page).getAttribute("type")).toBe("password");
    await field(page).fill(modelKey);
    expect(await traces(page, modelKey)).toEqual({ ...none, fields: 1 });
    await check(page).click();
    await page.getByText("Your key ••••q7Zk is saved.").waitFor();
    expect(await commands()).toEqual([
      {
        ...{ type: "secret.save", kind: "provider", provider: "anthropic" },
        ...{ secret: modelKey, prove: true },
      },
    ]);
    expect(await traces(page, modelKey)).toEqual(none);
    await button(page, "Continue").click();
    await page.getByText("Step 4 of 6").waitFor();
  });

  test("is asked about with a word, not with a bare ring, and not twice", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await page.evaluate(() => {
      (globalThis as unknown as { answer: () => Promise<never> }).answer = () =>
        new Promise<never>(() => undefined);
    });
    await field(page).fill(modelKey);
    await field(page).press("Enter");
    await page.getByRole("status").getByText("Asking the provider…").waitFor();
    await field(page).press("Enter");
    expect(await commands()).toHaveLength(1);
  });

  test("that the provider refuses is not kept, and has left the page", async () => {
    const { page } = await open({ scene: "keyPaste" });
    await refuseWith(page, "secret.rejected");
    await field(page).fill(modelKey);
    await check(page).click();
    await page.getByRole("alert").getByText("The provider does not accept this key").waitFor();
    expect(await traces(page, modelKey)).toEqual(none);
    expect(await check(page).getAttribute("aria-disabled")).toBe("true");
  });

  test("that could not be checked may be saved unchecked, without pasting it again", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await refuseWith(page, "secret.unproven");
    await field(page).fill(modelKey);
    await check(page).click();
    await page.getByRole("alert").getByText("The key could not be checked").waitFor();
    await answerWith(page, { ok: true });
    await button(page, "Save it unchecked").click();
    await page.getByText("Your key ••••q7Zk is saved.").waitFor();
    expect((await commands()).at(-1)).toEqual({
      ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: modelKey },
    });
    expect(await traces(page, modelKey)).toEqual(none);
  });

  test("and refused is spoken of until another is typed, and no longer", async () => {
    const { page } = await open({ scene: "keyPaste" });
    await refuseWith(page, "secret.rejected");
    await field(page).fill(modelKey);
    await check(page).click();
    await page.getByRole("alert").waitFor();
    await field(page).pressSequentially("s");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("of a kind only the app knows is named by what it is not", async () => {
    const { page } = await open({ scene: "keyPaste" });
    await refuseWith(page, "secret.wrongKind");
    await field(page).fill("something-nobody-knows-0123");
    await check(page).click();
    await page.getByRole("alert").getByText("This is not a model key").waitFor();
    expect(await field(page).inputValue()).toBe("");
  });
});

describe("a Cloudflare token in its place", () => {
  test("is named once the typing stops, and is not sent", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await field(page).fill(token);
    expect(await textOf(page)).not.toContain("This is a Cloudflare token");
    await page
      .getByRole("status")
      .getByText("This is a Cloudflare token, not a model key")
      .waitFor();
    expect(await field(page).getAttribute("aria-invalid")).toBe("true");
    await field(page).press("Enter");
    expect(await commands()).toEqual([]);
    await button(page, "Clear").click();
    expect(await traces(page, token)).toEqual(none);
    expect(await field(page).getAttribute("aria-invalid")).toBeNull();
  });

  test("is named at once when Enter is quicker", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await field(page).fill(token);
    await field(page).press("Enter");
    await page.getByText("This is a Cloudflare token, not a model key").waitFor();
    expect(await commands()).toEqual([]);
  });

  test("goes from the field into the keychain for the next screen, which finds it there", async () => {
    const { commands, page } = await open({ scene: "keyPaste" });
    await field(page).fill(token);
    await button(page, "Keep it for the next screen").click();
    await page.getByText("The Cloudflare token is kept for the next screen.").waitFor();
    expect(await commands()).toEqual([{ type: "secret.save", kind: "analytics", secret: token }]);
    expect(await traces(page, token)).toEqual(none);
    await button(page, "Skip").click();
    await page.getByText(/Token ••••w2Fd accepted/).waitFor();
    expect((await commands()).at(-1)).toEqual({ type: "cloudflare.look" });
  });

  test("that cannot be kept stays in its field, and the reason is said", async () => {
    const { page } = await open({ scene: "keyPaste" });
    await refuseWith(page, "vault.locked");
    await field(page).fill(token);
    await button(page, "Keep it for the next screen").click();
    await page.getByRole("alert").getByText("The keychain is locked").waitFor();
    expect(await field(page).inputValue()).toBe(token);
  });

  test("does not take the place of one that is there already", async () => {
    const { page } = await open({ scene: "keyTokenKept" });
    await field(page).fill(token);
    await page.getByText("This is a Cloudflare token, not a model key").waitFor();
    expect(await button(page, "Keep it for the next screen").count()).toBe(0);
  });
});

test.each(["anthropic", "openai", "workers-ai", "groq"])(
  "the early warning for %s never contradicts the app",
  (provider) => {
    const pastes = [
      modelKey,
      token,
      "cfat_1",
      "sk-proj-1",
      "AIzaSy1",
      "gsk_1",
      "xai-1",
      "unknown-1",
    ];
    for (const paste of [...pastes, ...pastes.map((each) => ` "${each}"`)])
      for (const kind of ["provider", "aiGateway", "analytics"] as const) {
        const swap = swappedAs(kind, provider, paste);
        const truth = inspectSecret(kind, kind === "provider" ? provider : undefined, paste);
        if (swap !== null)
          expect(truth, `${kind} ${paste}`).toMatchObject({ code: "secret.wrongKind" });
      }
  },
);

describe("the key OpenClaw has", () => {
  test("is offered first, and needs no paste", async () => {
    const { commands, page } = await open({ scene: "keyTheirs" });
    expect(await page.getByLabel("Use the one OpenClaw already has").isChecked()).toBe(true);
    expect(await field(page).count()).toBe(1);
    expect(await page.locator("input[type=password]").count()).toBe(0);
    await button(page, "Continue").click();
    expect(await commands()).toEqual([{ type: "setup.go", step: "cloudflare" }]);
  });

  test("can be passed over for one that is pasted", async () => {
    const { page } = await open({ scene: "keyTheirs" });
    await page.getByLabel("Paste a key").first().check();
    await page.locator("input[type=password]").waitFor();
    expect(await check(page).getAttribute("aria-disabled")).toBe("true");
  });
});

describe("the keychain", () => {
  test("announces what it may ask before it does, and only before the first key", async () => {
    const { page } = await open({ scene: "keyMac" });
    expect(await textOf(page)).toContain("macOS may ask once whether Sluice may use the Keychain.");
    await field(page).fill(modelKey);
    await check(page).click();
    await button(page, "Replace").click();
    expect(await textOf(page)).not.toContain("macOS may ask once");
  });

  test("that is locked is said once, whatever is tried", async () => {
    const { page } = await open({ scene: "keyLocked" });
    await refuseWith(page, "vault.locked");
    await field(page).fill(modelKey);
    await check(page).click();
    await page.getByRole("alert").getByText("Not saved yet. The key stays in its field.").waitFor();
    expect(await field(page).inputValue()).toBe(modelKey);
    await button(page, "Try again").click();
    await page.getByRole("status").getByText("It is still locked.").waitFor();
    expect((await textOf(page)).match(/vault\.locked/g)).toHaveLength(1);
    expect((await textOf(page)).match(/The keychain is locked/g)).toHaveLength(1);
    await show(page, at("modelKey", { openclaw: { link: null, daemon } }));
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("that is locked is asked again when told to", async () => {
    const { commands, page } = await open({ scene: "keyLocked" });
    await button(page, "Try again").click();
    expect(await button(page, "Keep keys for this session only").count()).toBe(0);
    expect(await commands()).toEqual([{ type: "check.run", name: "vault" }]);
  });

  test("that is not there gives way to memory, and only when pressed", async () => {
    const { commands, page } = await open({ scene: "keyNoKeychain" });
    expect(await commands()).toEqual([]);
    await button(page, "Keep keys for this session only").click();
    await page.getByText("Kept in memory until you quit Sluice").waitFor();
    expect(await commands()).toEqual([{ type: "vault.session" }]);
  });
});

test("the page of the provider’s keys opens outside", async () => {
  const { page } = await open({ scene: "keyPaste" });
  const link = page.getByRole("link", { name: "Get a key from Anthropic" });
  expect(await link.getAttribute("href")).toBe("https://console.anthropic.com/settings/keys");
  expect(await link.getAttribute("target")).toBe("_blank");
});
