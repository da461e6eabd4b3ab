/** The first run at Cloudflare: the token that looks, what it sees and may not see, picking, making and entering by hand. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { Command, Reply } from "../../preload/contract/command.ts";
import { tokenPages } from "../../renderer/copy/dash-links.ts";
import { answerWith, button, textOf } from "./hands.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { type Opening, useWindow } from "./open-window.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const token = "cfut_0123456789abcdefghijklmnopqrw2Fd";
const runToken = "cfut_abcdefghijklmnopqr01234567899KpX";
const accountId = "0123456789abcdef0123456789aba1b2";
const typesOf = (commands: readonly Command[]) => commands.map(({ type }) => type);
const option = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });
const toldMissing = async (page: Page) => {
  await page.locator(".fr-moves button").last().press("Enter");
  return page.locator(".fr-missing").innerText();
};
/** Only these are refused. */
const refuse = (page: Page, type: Command["type"], reply: Reply) =>
  page.evaluate(
    ([which, answer]) => {
      (globalThis as unknown as FarEndWindow).answer = (command) =>
        command.type === which ? answer : { ok: true };
    },
    [type, reply] as const,
  );

describe("the token that looks", () => {
  test("is made on a page that is filled in, whose address can be copied", async () => {
    const { page } = await open({ scene: "cloudflareNoToken" });
    const link = page.getByRole("link", { name: "Create a token" });
    expect(await link.getAttribute("href")).toBe(tokenPages.analytics);
    expect(await page.locator(".command").innerText()).toBe(tokenPages.analytics);
    const shown = await textOf(page);
    for (const permission of ["AI Gateway", "Account Analytics", "Account Settings"])
      expect(shown).toContain(`${permission} → Read`);
    expect(await toldMissing(page)).toBe("Create a token and paste it, or enter the ids by hand.");
  });

  test("is looked with before it is kept, and asks for nothing that writes", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoToken" });
    const field = page.getByLabel("Paste the token here when you have it");
    await field.fill(token);
    await button(page, "I have done it").click();
    await page
      .getByText(/Token ••••w2Fd accepted\. It can read .*cannot change anything/)
      .waitFor();
    expect((await commands()).slice(0, 2)).toEqual([
      { type: "cloudflare.look", token },
      { type: "secret.save", kind: "analytics", secret: token },
    ]);
    expect(await page.content()).not.toContain(token);
  });

  test("that Cloudflare does not know is not kept", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoToken" });
    await answerWith(page, { ok: false, error: { code: "cloudflare.tokenInvalid" } });
    await page.getByLabel("Paste the token here when you have it").fill(token);
    await button(page, "I have done it").click();
    await page.getByRole("alert").waitFor();
    expect(typesOf(await commands())).toEqual(["cloudflare.look"]);
    expect(await page.locator("input[type=password]").inputValue()).toBe("");
    // It was never saved: there is no old one to speak of, and the place for the next try is at hand.
    expect(await page.getByRole("alert").innerText()).toContain("Copy it again, whole");
    await page.locator("input[type=password]:focus").waitFor();
  });

  test("is not a model key, which is said while typing stops", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoToken" });
    await page.getByLabel("Paste the token here when you have it").fill("sk-ant-api03-whatever");
    await page.getByText("This is a model key, not a Cloudflare token").waitFor();
    expect(await commands()).toEqual([]);
  });

  test.each([
    ["cloudflareMayNotList", "AI Gateway → Read", "cloudflare.needsAiGatewayRead"],
    ["cloudflareNoAccounts", "Account Settings → Read", "cloudflare.needsAccountSettingsRead"],
  ])(
    "%s: the missing permission is named, with the page that gives it",
    async (scene, permission, code) => {
      const { page } = await open({ scene });
      const shown = await textOf(page);
      expect(shown).toContain(permission);
      expect(shown).toContain(code);
      expect(
        await page.getByRole("link", { name: "Fix it at Cloudflare" }).getAttribute("href"),
      ).toBe(tokenPages.analytics);
    },
  );
});

describe("an AI Gateway", () => {
  test("is picked, its token saved first, and both go on together", async () => {
    const { commands, page } = await open({ scene: "cloudflarePick" });
    expect(await toldMissing(page)).toBe("Choose an AI Gateway, or create one.");
    await option(page, "openclaw").check();
    await page.getByLabel("Gateway token for openclaw").fill(runToken);
    await button(page, "Continue").click();
    await page.getByText("Step 5 of 6").waitFor();
    expect(await commands()).toEqual([
      { type: "secret.save", kind: "aiGateway", secret: runToken },
      { type: "profile.save", name: "openclaw", accountId, aiGatewayId: "openclaw" },
      { type: "setup.go", step: "check" },
    ]);
    expect(await page.content()).not.toContain(runToken);
  });

  test("that asks for a token is kept without one, and the token is asked for", async () => {
    const { commands, page } = await open({ scene: "cloudflarePick" });
    await option(page, "openclaw").check();
    await button(page, "Continue").click();
    await page.getByText("AI Gateway openclaw in account ••••a1b2 is in use.").waitFor();
    expect(await toldMissing(page)).toBe("Paste its gateway token, or skip this step.");
    expect(typesOf(await commands())).toEqual(["profile.save"]);
  });

  test("that is open to everybody is named so, and needs no token", async () => {
    const { commands, page } = await open({ scene: "cloudflarePick" });
    expect(await textOf(page)).toContain("Open: anyone who learns its address can use it.");
    await option(page, "default").check();
    expect(await page.locator("input[type=password]").count()).toBe(0);
    await button(page, "Continue").click();
    expect(typesOf(await commands())).toEqual(["profile.save", "setup.go"]);
  });

  test("is looked for in the account that is chosen", async () => {
    const { commands, page } = await open({ scene: "cloudflareAccounts" });
    expect(await toldMissing(page)).toBe("Choose an account first.");
    await page.getByLabel("Account").selectOption({ index: 1 });
    await option(page, "openclaw").waitFor();
    expect(await commands()).toEqual([{ type: "cloudflare.look", accountId }]);
  });

  test("can be made, and is then the chosen one", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoneYet" });
    await option(page, "Create one with safe settings").check();
    await page.getByLabel("Name of the new AI Gateway").fill("Mine!");
    await button(page, "Create it").click();
    expect(await commands()).toEqual([]);
    await page.getByLabel("Name of the new AI Gateway").fill("mine");
    await button(page, "Create it").click();
    await option(page, "mine").waitFor();
    expect(await option(page, "mine").isChecked()).toBe(true);
    expect(await commands()).toEqual([
      { type: "cloudflare.create", accountId, id: "mine" },
      { type: "cloudflare.look", accountId },
    ]);
  });

  test("that may not be made says which permission is missing, and takes a token for this once", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoneYet" });
    await refuse(page, "cloudflare.create", {
      ...{ ok: false, error: { code: "cloudflare.needsAiGatewayEdit" } },
    });
    await option(page, "Create one with safe settings").check();
    await button(page, "Create it").click();
    await page.getByRole("alert").getByText("AI Gateway → Edit").waitFor();
    expect(await page.getByRole("link", { name: "Create such a token" }).getAttribute("href")).toBe(
      tokenPages.edit,
    );
    await answerWith(page, { ok: true });
    await page.getByLabel("Token with AI Gateway → Edit").fill(token);
    await button(page, "Create it").click();
    await option(page, "openclaw").waitFor();
    expect((await commands()).at(1)).toEqual({
      ...{ type: "cloudflare.create", accountId, id: "openclaw", token },
    });
    expect(await page.content()).not.toContain(token);
  });

  test("is entered by hand, or read from one pasted address", async () => {
    const { commands, page } = await open({ scene: "cloudflareNoToken" });
    await button(page, "Enter ids by hand, or paste the AI Gateway’s address").click();
    await button(page, "Save account").click();
    expect(await page.getByText("Fill this in.").count()).toBe(2);
    const address = `https://gateway.ai.cloudflare.com/v1/${accountId}/mine/`;
    await page.getByLabel("Account ID").fill(address);
    expect(await page.getByLabel("AI Gateway name").inputValue()).toBe("mine");
    await button(page, "Save account").click();
    await page.getByText("AI Gateway mine in account ••••a1b2 is in use.").waitFor();
    expect(await commands()).toEqual([
      { type: "profile.save", name: "mine", accountId, aiGatewayId: "mine" },
    ]);
  });

  test("in use is not given up by looking at others", async () => {
    const { commands, page } = await open({ scene: "cloudflareInUse" });
    await button(page, "Choose another").click();
    await page.getByText("Another one needs its own.").waitFor();
    // A key typed now would be the former one's.
    await option(page, "openclaw").check();
    expect(await page.locator("input[type=password]").count()).toBe(0);
    await button(page, "Cancel").click();
    await page.getByText("AI Gateway openclaw in account ••••a1b2 is in use.").waitFor();
    expect(await commands()).toEqual([]);
  });
});
