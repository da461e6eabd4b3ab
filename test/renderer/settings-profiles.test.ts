/** Profiles and keys in the settings: none is taken for another, and nothing goes without being asked. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { directBases } from "../../main/core/providers.ts";
import { isDashLink } from "../../renderer/copy/dash-links.ts";
import { providerSlugs } from "../../renderer/copy/provider.ts";
import { profilesOf } from "../../renderer/settings/profiles.ts";
import { answerWith, button } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { profiles, settingsScenes } from "./settings-scenes.ts";
import { fresh, snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const inSettings = (scene = "settings") => open({ scene, at: "settings", width: 720 });
const part = (page: Page, name: string) => page.locator(`[data-part=${name}]`);
const group = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

describe("profiles", () => {
  test("stand by name, each with the ends of its own keys and a masked account", async () => {
    const { page } = await inSettings();
    const rows = await part(page, "profiles").locator(".slot").allInnerTexts();
    expect(rows.map((text) => text.split("\n")[0])).toEqual([
      "A third one with a rather long name of its own",
      "Home in use",
      "Work",
    ]);
    expect(rows[0]).toContain("No keys yet.");
    expect(rows[1]).toContain(
      "Anthropic ••••q7Zk, OpenAI ••••8sLm, Gateway token ••••9KpX, Analytics token ••••w2Fd",
    );
    expect(rows[2]).toContain("Anthropic ••••tT4w, Gateway token ••••0oPl");
    expect(rows.join()).not.toMatch(/[0-9a-f]{32}/);
  });

  test("show an account’s whole id only for as long as it is wanted", async () => {
    const { page } = await inSettings();
    await button(page, "Show, account ID of Work").click();
    await page.getByText("fedcba9876543210fedcba987654c3d4").waitFor();
    await button(page, "Hide, account ID of Work").click();
    expect(await page.getByText("fedcba9876543210fedcba987654c3d4").count()).toBe(0);
  });

  test("are used by a press; the one in use offers no such press", async () => {
    const { commands, page } = await inSettings();
    expect(await button(page, "Use, Home").count()).toBe(0);
    await button(page, "Use, Work").press("Enter");
    expect(await commands()).toEqual([{ type: "profile.select", id: "p2" }]);
  });

  test("are renamed without their ids or keys changing", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Rename, Work").click();
    const name = page.getByLabel("Name of the profile").and(page.locator(":focus"));
    await name.fill("  Office ");
    await name.press("Enter");
    await button(page, "Rename, Work").and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([
      {
        type: "profile.save",
        name: "Office",
        accountId: "fedcba9876543210fedcba987654c3d4",
        aiGatewayId: "team-gateway",
      },
    ]);
  });

  test("go only after what goes with them was shown, and the focus is not lost with them", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Remove… Home").click();
    const sheet = page.getByRole("region", { name: "Home", exact: true });
    await sheet.and(page.locator(":focus")).waitFor();
    const text = await sheet.innerText();
    expect(text).toContain("OpenAI ••••8sLm");
    expect(text).toContain("At Cloudflare and at the providers they stay valid.");
    expect(text).toContain("It is in use: A third one with a rather long name of its own takes");
    await button(page, "Cancel").click();
    await button(page, "Remove… Home").and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([]);
    await page.keyboard.press("Enter");
    await button(page, "Remove the profile").click();
    expect(await commands()).toEqual([{ type: "profile.remove", id: "p1" }]);
    const left = profiles.filter(({ id }) => id !== "p1");
    await show(
      page,
      snapshot({ profiles: left, profile: left[1] ?? null }, settingsScenes.settings),
    );
    await page.locator(":focus", { hasText: "Show" }).waitFor();
  });

  test("are added from a pasted address, and used at once or not at all", async () => {
    const { commands, page } = await inSettings();
    await answerWith(page, { ok: true, id: "p9" });
    const add = async (isUsed: boolean) => {
      await button(page, "Add a profile…").click();
      await page
        .getByLabel("Account ID", { exact: true })
        .and(page.locator(":focus"))
        .fill("https://gateway.ai.cloudflare.com/v1/00000000000000000000000000000009/mine/");
      expect(await page.getByLabel("AI Gateway name").inputValue()).toBe("mine");
      await page.getByLabel("Use it at once").setChecked(isUsed);
      await button(page, "Save account").click();
      await button(page, "Add a profile…").waitFor();
    };
    await add(true);
    await add(false);
    const saved = {
      ...{ type: "profile.save", name: "mine", aiGatewayId: "mine" },
      accountId: "00000000000000000000000000000009",
    };
    expect(await commands()).toEqual([saved, { type: "profile.select", id: "p9" }, saved]);
  });

  test("that are there already are not written over", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Add a profile…").click();
    expect(await page.getByLabel("Account ID", { exact: true }).inputValue()).toContain(
      "0123456789",
    );
    await page.getByLabel("AI Gateway name").fill("openclaw");
    await page.getByText("This account and AI Gateway are here already, as Home.").waitFor();
    await button(page, "Save account").click();
    expect(await commands()).toEqual([]);
  });

  test("begin with the form where there is none, and it cannot be put away", async () => {
    const { commands, page } = await inSettings("settingsBare");
    await page.getByLabel("Account ID", { exact: true }).fill("a");
    expect(await part(page, "profiles").getByRole("button", { name: "Cancel" }).count()).toBe(0);
    await button(page, "Save account").click();
    await page.getByText("Fill this in.").waitFor();
    expect(await commands()).toEqual([]);
  });

  test("have the one in use among them, whatever the list says", () => {
    expect(profilesOf(verified, "en").map(({ id }) => id)).toEqual(["p1"]);
    expect(profilesOf(fresh, "en")).toEqual([]);
  });
});

describe("a key", () => {
  const key = "sk-0123456789-abcdefgh";
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

  test("is named with its end, its state and what it is for, by provider", async () => {
    const { page } = await inSettings();
    const rows = await part(page, "keys").locator(".slot").allInnerTexts();
    expect(rows.map((row) => row.split("\n").filter(Boolean).slice(0, 3))).toMatchObject([
      ["Model key, Anthropic ••••q7Zk", "Worked at 14:01", "Pays Anthropic for every answer."],
      ["Model key, OpenAI ••••8sLm", "Saved", "Pays OpenAI for every answer."],
      ["Gateway token ••••9KpX", "Worked at 14:01", "Opens an AI Gateway that is authenticated."],
      [
        "Analytics token ••••w2Fd",
        "Worked at 13:57",
        "Reads what requests cost, and changes nothing.",
      ],
    ]);
    await page
      .getByText("These belong to the profile Home. They are kept by Secret Service.")
      .waitFor();
  });

  test("of another provider is shown to it before it is kept, and leaves the page", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Add a key for another provider…").click();
    await page.getByLabel("Provider", { exact: true }).selectOption("Groq");
    const get = page.getByRole("link", { name: "Get a key from Groq" });
    expect(isDashLink((await get.getAttribute("href")) ?? "")).toBe(true);
    await page.getByText("Before it is kept, Groq is asked once").waitFor();
    await field(page, "Model key").fill(`gsk_${key}`);
    await part(page, "keys").getByRole("button", { name: "Save", exact: true }).click();
    await button(page, "Add a key for another provider…").and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([
      {
        type: "secret.save",
        kind: "provider",
        provider: "groq",
        secret: `gsk_${key}`,
        prove: true,
      },
    ]);
    expect(await page.content()).not.toContain(key);
  });

  test("nobody could check is saved unchecked only when the person says so", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Replace, Model key, OpenAI").click();
    await answerWith(page, { ok: false, error: { code: "secret.unproven" } });
    await field(page, "Model key").and(page.locator(":focus")).fill(key);
    await page.keyboard.press("Enter");
    await page.getByText("The key could not be checked").waitFor();
    await answerWith(page, { ok: true });
    await button(page, "Save it unchecked").click();
    await button(page, "Replace, Model key, OpenAI").and(page.locator(":focus")).waitFor();
    const saved = { type: "secret.save", kind: "provider", provider: "openai", secret: key };
    expect(await commands()).toEqual([{ ...saved, prove: true }, saved]);
    expect(await page.content()).not.toContain(key);
  });

  test("the provider does not accept is gone from the field, and the reason stands there", async () => {
    const { page } = await inSettings();
    await button(page, "Replace, Model key, OpenAI").click();
    await answerWith(page, { ok: false, error: { code: "secret.rejected" } });
    await field(page, "Model key").fill(key);
    await page.keyboard.press("Enter");
    await page.getByText("The provider does not accept this key").waitFor();
    expect(await field(page, "Model key").inputValue()).toBe("");
  });

  test("is removed only after what it means was shown", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Remove… Gateway token").click();
    await page.getByText("What happens without Gateway token ••••9KpX").waitFor();
    await page.getByText("An authenticated AI Gateway refuses every request").waitFor();
    expect(await commands()).toEqual([]);
    await button(page, "Remove Gateway token").click();
    await button(page, "Remove… Model key, OpenAI").click();
    await answerWith(page, { ok: false, error: { code: "secret.inUse" } });
    await button(page, "Remove Model key, OpenAI").click();
    await page.getByText("OpenClaw asks for this key itself").waitFor();
    expect(await commands()).toEqual([
      { type: "secret.remove", kind: "aiGateway" },
      { type: "secret.remove", kind: "provider", provider: "openai" },
    ]);
  });

  test("has beside its field the page where it is made, filled in", async () => {
    const { page } = await inSettings();
    for (const name of ["Gateway token", "Analytics token"]) {
      await button(page, `Replace, ${name}`).click();
      const link = part(page, "keys").getByRole("link", { name: "Make the token at Cloudflare" });
      const href = (await link.getAttribute("href")) ?? "";
      expect(href).toContain("permissionGroupKeys=");
      expect(isDashLink(href)).toBe(true);
      expect(await part(page, "keys").locator("code").textContent()).toBe(href);
      await part(page, "keys").getByRole("button", { name: "Cancel" }).click();
    }
  });

  test("needs a profile first", async () => {
    const { page } = await inSettings("settingsBare");
    await page.getByText("Keys belong to a profile.").waitFor();
    expect(await button(page, "Add, Gateway token").count()).toBe(0);
  });

  test("has a keeper that is named, and a way on where there is none", async () => {
    const { commands, page } = await inSettings("settingsBare");
    await group(page, "Keys").getByText("vault.none").waitFor();
    await button(page, "Keep keys for this session only").click();
    await show(page, settingsScenes.settingsLocked ?? verified);
    await group(page, "Keys").getByText("vault.locked").waitFor();
    await group(page, "Keys").getByRole("button", { name: "Try again" }).click();
    expect(await commands()).toEqual([
      { type: "vault.session" },
      { type: "check.run", name: "vault" },
    ]);
    await show(page, settingsScenes.settingsSession ?? verified);
    const memory = group(page, "Keys, in memory until you quit");
    await memory.getByText("gone when you quit Sluice").waitFor();
    await memory.getByText("Refused; replace it").waitFor();
  });
});

test("every provider there is a direct way to can have a key here", () => {
  expect(Object.keys(directBases).filter((slug) => !providerSlugs.includes(slug))).toEqual([]);
});
