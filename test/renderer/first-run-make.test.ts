/** Making an AI Gateway with a token for this once: what is wrong with that one is said of that one, and where it can be put right; what was typed is not lost, and nothing old is said of something new. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { tokenPages } from "../../renderer/copy/dash-links.ts";
import { unasked } from "./cloudflare-states.ts";
import { firstRunScenes } from "./first-run-scenes.ts";
import { answerWith, button, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening) => openWindow({ width: 660, height: 600, ...opening });
const token = "cfut_0123456789abcdefghijklmnopqrw2Fd";
const accountId = "0123456789abcdef0123456789aba1b2";
const edit = (page: Page) => page.getByLabel("Token with AI Gateway → Edit");
const name = (page: Page) => page.getByLabel("Name of the new AI Gateway");
const refuseWith = (page: Page, code: ErrorCode) =>
  answerWith(page, { ok: false, error: { code } });
const hasFocus = (field: ReturnType<Page["getByLabel"]>) =>
  field.evaluate((element) => element === document.activeElement);

/** As it is in the app before anybody tried: whether the saved token may is not known. */
async function openMaking() {
  const opened = await open({ scene: "cloudflareNoneYet" });
  const scene = firstRunScenes.cloudflareNoneYet ?? verified;
  await show(opened.page, {
    ...scene,
    cloudflare: {
      ...scene.cloudflare,
      capabilities: { ...scene.cloudflare.capabilities, edit: unasked.capabilities.edit },
    },
  });
  await opened.page.getByRole("radio", { name: "Create one with safe settings" }).check();
  return opened;
}

/** The saved token may not: another one is asked for. */
async function openAsked() {
  const opened = await openMaking();
  await refuseWith(opened.page, "cloudflare.needsAiGatewayEdit");
  await button(opened.page, "Create it").click();
  await edit(opened.page).waitFor();
  return opened;
}

describe("the token that may make an AI Gateway", () => {
  test("is asked for only when the saved one may not, and its field has the focus then", async () => {
    const { page } = await openMaking();
    expect(await edit(page).count()).toBe(0);
    await refuseWith(page, "cloudflare.needsAiGatewayEdit");
    await button(page, "Create it").click();
    await page.getByRole("alert").getByText("The analytics token lacks").waitFor();
    expect(await hasFocus(edit(page))).toBe(true);
  });

  test.each<[ErrorCode, string, string]>([
    ["cloudflare.tokenInvalid", "Cloudflare does not know the token you pasted", "Copy it again"],
    ["cloudflare.tokenMalformed", "Cloudflare does not know the token you pasted", "Copy it again"],
    ["cloudflare.tokenExpired", "The token you pasted has expired", "Create a new one"],
    ["cloudflare.tokenDisabled", "The token you pasted is switched off", "Switch it on again"],
    [
      "cloudflare.tokenElsewhere",
      "The token you pasted is not for this account",
      "in this account",
    ],
    [
      "cloudflare.accountNotFound",
      "The token you pasted is not for this account",
      "in this account",
    ],
    [
      "cloudflare.needsAiGatewayEdit",
      "The token you pasted may not create an AI Gateway",
      "It lacks the permission AI Gateway → Edit.",
    ],
  ])(
    "refused with %s it is the one that is named, and its field stays",
    async (code, head, text) => {
      const { page } = await openAsked();
      await edit(page).fill(token);
      await refuseWith(page, code);
      await button(page, "Create it").click();
      const alert = page.getByRole("alert").filter({ hasText: head });
      await alert.waitFor();
      const said = await alert.innerText();
      expect(said).toContain(text);
      expect(said).toContain("your analytics token is not at fault");
      expect(await edit(page).inputValue()).toBe("");
      expect(await edit(page).getAttribute("aria-invalid")).toBe("true");
      expect(await hasFocus(edit(page))).toBe(true);
      // One way to a token that may, and none to another kind of it.
      const ways = page.locator(".fr-part a");
      expect(await ways.evaluateAll((all) => all.map((a) => a.getAttribute("href")))).toEqual([
        tokenPages.edit,
      ]);
    },
  );

  test("is not lost to what is not its fault", async () => {
    const { commands, page } = await openAsked();
    await edit(page).fill(token);
    await refuseWith(page, "cloudflare.unreachable");
    await button(page, "Create it").click();
    await page.getByRole("alert").getByText("cloudflare.unreachable").waitFor();
    expect(await edit(page).inputValue()).toBe(token);
    await refuseWith(page, "cloudflare.aiGatewayExists");
    await button(page, "Create it").click();
    await page.getByRole("alert").getByText("cloudflare.aiGatewayExists").waitFor();
    expect(await hasFocus(name(page))).toBe(true);
    await answerWith(page, { ok: true });
    await name(page).fill("mine");
    await button(page, "Create it").click();
    await page.getByRole("radio", { name: "mine", exact: true }).waitFor();
    expect((await commands()).filter(({ type }) => type === "cloudflare.create").at(-1)).toEqual({
      ...{ type: "cloudflare.create", accountId, id: "mine", token },
    });
    expect(await page.content()).not.toContain(token);
  });

  test("is not a model key, which is not sent to Cloudflare", async () => {
    const { commands, page } = await openAsked();
    const before = (await commands()).length;
    await edit(page).fill("sk-ant-api03-0123456789abcdefghij-q7Zk");
    await edit(page).press("Enter");
    await page.getByText("This is a model key, not a Cloudflare token").waitFor();
    expect(await commands()).toHaveLength(before);
  });
});

describe("what was said of a former try", () => {
  test("goes when the token or the name is typed anew", async () => {
    const { page } = await openAsked();
    await edit(page).fill(token);
    await refuseWith(page, "cloudflare.tokenInvalid");
    await button(page, "Create it").click();
    await page.getByRole("alert").waitFor();
    await edit(page).pressSequentially("c");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await edit(page).getAttribute("aria-invalid")).toBeNull();
    await button(page, "Create it").click();
    await page.getByRole("alert").waitFor();
    await name(page).pressSequentially("2");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("goes when the ids are typed anew", async () => {
    const { page } = await open({ scene: "cloudflareNoToken" });
    await refuseWith(page, "disk.full");
    await button(page, "Enter ids by hand, or paste the AI Gateway’s address").click();
    const address = `https://gateway.ai.cloudflare.com/v1/${accountId}/mine/`;
    await page.getByLabel("Account ID").fill(address);
    await button(page, "Save account").click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("AI Gateway name").fill("other");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("goes when another place of OpenClaw’s is typed", async () => {
    const { page } = await open({ scene: "openclawNotInstalled" });
    await refuseWith(page, "openclaw.pathInvalid");
    await button(page, "Choose its place…").click();
    await page.getByLabel("Where OpenClaw is").fill("/opt/nothing");
    await page.getByLabel("Where OpenClaw is").press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Where OpenClaw is").fill("/opt/openclaw");
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

test("a gateway token that is being typed outlives Cloudflare being asked again", async () => {
  const { commands, page } = await open({ scene: "cloudflarePick" });
  const scene = firstRunScenes.cloudflarePick ?? verified;
  await page.getByRole("radio", { name: "openclaw", exact: true }).check();
  await page.getByLabel("Gateway token for openclaw").fill(token);
  await show(page, { ...scene, cloudflare: unasked });
  await show(page, scene);
  expect(await page.getByLabel("Gateway token for openclaw").inputValue()).toBe(token);
  await button(page, "Continue").click();
  await page.getByText("Step 5 of 6").waitFor();
  expect((await commands()).map(({ type }) => type)).toContain("profile.save");
});

test("ids typed by hand are still there after a look at the other way", async () => {
  const { page } = await open({ scene: "cloudflareNoToken" });
  const byHand = button(page, "Enter ids by hand, or paste the AI Gateway’s address");
  await byHand.click();
  await page.getByLabel("Account ID").fill(accountId);
  await page.getByLabel("AI Gateway name").fill("mine");
  await button(page, "Find them with a token instead").click();
  await byHand.click();
  expect(await page.getByLabel("Account ID").inputValue()).toBe(accountId);
  expect(await page.getByLabel("AI Gateway name").inputValue()).toBe("mine");
  expect(await textOf(page)).not.toContain("Fill this in.");
});
