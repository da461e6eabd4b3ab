/** The providers in the settings: who pays each, where it is, which models are named, and how OpenClaw gets an entry for it. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { hasModelKey, undoneSteps } from "../../renderer/setup/steps.ts";
import { provider, providerScenes } from "./gateway-scenes.ts";
import { answerWith, button } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const scene = providerScenes.settingsProviders ?? verified;
const inSettings = () => open({ scene: "settingsProviders", at: "settings", width: 720 });
const part = (page: Page) => page.locator("[data-part=providers]");
const row = (page: Page, slug: string) => page.locator(`[data-provider=${slug}]`);
const opened = async (page: Page, slug: string) => {
  await row(page, slug).locator("[data-opens]").first().press("Enter");
  return row(page, slug);
};

describe("the list", () => {
  test("has those in use first, with who pays, and the others on a press", async () => {
    const { page } = await inSettings();
    const names = () => part(page).locator(".provider h3").allInnerTexts();
    const used = [
      ...["Amazon Bedrock", "Anthropic in OpenClaw", "Azure OpenAI", "custom-in-house"],
      ...["Groq", "OpenAI"],
    ];
    const plain = async () => (await names()).map((name) => name.trim()).toSorted();
    // Bedrock is paid as it must be, so nothing has been done about it.
    expect(await plain()).toEqual(used.slice(1).toSorted());
    const facts = await part(page).locator(".provider .small").allInnerTexts();
    expect(facts).toEqual([
      "Paid with your key on this computer",
      "Paid with your key on this computer, no key here yet, contoso-west, gpt-5-deployment",
      "Paid with your key on this computer, no key here yet, house-1",
      "Paid with the key team stored at Cloudflare",
      "Paid with Cloudflare’s credits",
    ]);
    await part(page).getByRole("button", { name: "Show 3 more providers" }).press("Enter");
    expect(await plain()).toEqual([...used, "Mistral", "Workers AI"].toSorted());
  });

  test("of nobody’s account is none", async () => {
    const { page } = await inSettings();
    await show(page, { ...scene, profile: null });
    await part(page).locator(".provider").first().waitFor({ state: "detached" });
  });
});

describe("who pays", () => {
  test("says what each way costs, and is chosen", async () => {
    const { commands, page } = await inSettings();
    const anthropic = await opened(page, "anthropic");
    await anthropic.getByText("with a fee of 5% on top").waitFor();
    await anthropic.getByText("Cloudflare adds nothing.").waitFor();
    await anthropic.getByText("Sluice sends none.").waitFor();
    await anthropic.getByRole("radio", { name: "A key stored at Cloudflare" }).click();
    expect(await commands()).toEqual([
      { type: "provider.pays", provider: "anthropic", payer: "stored" },
    ]);
  });

  test("is no key of this computer where Cloudflare signs, and no credits where it takes none", async () => {
    const { page } = await inSettings();
    await part(page)
      .getByRole("button", { name: /more providers/ })
      .click();
    const ways = (slug: string) => row(page, slug).locator(".option-name").allInnerTexts();
    await opened(page, "aws-bedrock");
    expect(await ways("aws-bedrock")).toEqual(["A key stored at Cloudflare"]);
    await row(page, "aws-bedrock").getByText("Cloudflare signs each request").waitFor();
    await row(page, "aws-bedrock").getByText("It has no direct way").waitFor();
    await opened(page, "mistral");
    expect(await ways("mistral")).toEqual([
      "My key on this computer",
      "A key stored at Cloudflare",
    ]);
  });

  test("by a stored key: its alias is one of those Cloudflare names, and one it does not is said", async () => {
    const { commands, page } = await inSettings();
    const groq = await opened(page, "groq");
    expect(
      await groq
        .locator("datalist option")
        .evaluateAll((all) => all.map((it) => it.getAttribute("value"))),
    ).toEqual(["default", "team"]);
    const alias = groq.getByLabel("Alias of the stored key");
    await alias.fill("a b");
    await groq.getByRole("button", { name: "Save" }).click();
    await groq.getByText("Only letters, digits, - and _ belong in it.").waitFor();
    await alias.fill("default");
    await groq.getByRole("button", { name: "Save" }).click();
    expect(await commands()).toEqual([
      { type: "provider.pays", provider: "groq", payer: "stored" },
    ]);
    await show(page, snapshot({ aiGateway: { storedKeys: [] } }, scene));
    await groq.getByText("Cloudflare names no such key.").waitFor();
  });

  test("by credits an AI Gateway for own keys only would refuse: that is said", async () => {
    const { page } = await inSettings();
    const openai = await opened(page, "openai");
    await openai.getByText("lets only own keys pay").waitFor();
  });

  test("by a key here that is not here yet: it is added in the one way there is", async () => {
    const { page } = await inSettings();
    const azure = await opened(page, "azure-openai");
    await azure.getByText("None is saved yet: add it below.").waitFor();
    await azure.getByRole("button", { name: "Add, Model key, Azure OpenAI" }).press("Enter");
    await azure.getByLabel("Model key").and(page.locator(":focus")).waitFor();
  });
});

describe("what only the person knows", () => {
  test("is their part of an address, refused where it cannot be one", async () => {
    const { commands, page } = await inSettings();
    const azure = await opened(page, "azure-openai");
    await answerWith(page, { ok: false, error: { code: "provider.placeInvalid" } });
    const place = azure.getByLabel("Your part of its address");
    await place.fill("not a place");
    await azure.getByRole("button", { name: "Save" }).click();
    await azure.getByRole("alert").getByText("provider.placeInvalid").waitFor();
    await place.fill(" ");
    await azure.getByRole("button", { name: "Save" }).click();
    expect(await commands()).toEqual([
      { type: "provider.place", provider: "azure-openai", place: "not a place" },
      { type: "provider.place", provider: "azure-openai", place: null },
    ]);
  });

  test("are models beyond those with a price: one is added, one taken away, none twice", async () => {
    const { commands, page } = await inSettings();
    const azure = await opened(page, "azure-openai");
    const field = azure.getByLabel("Name of a model");
    const add = azure.getByRole("button", { name: "Add", exact: true });
    await field.fill("gpt-5-deployment");
    await add.click();
    await azure.getByText("It is named already.").waitFor();
    await field.fill("o5");
    await add.click();
    await azure.getByRole("button", { name: "Remove gpt-5-deployment" }).click();
    const type = { type: "provider.models", provider: "azure-openai" };
    expect(await commands()).toEqual([
      { ...type, models: ["gpt-5-deployment", "o5"] },
      { ...type, models: [] },
    ]);
  });

  test("is a provider of their own, by its slug at Cloudflare and its first model", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Add a provider of your own…").press("Enter");
    const slug = page.getByLabel("Its slug at Cloudflare");
    await slug.fill("in-house");
    await page.getByLabel("Name of a model").fill("house-2");
    await button(page, "Add").last().click();
    await page.getByText("It is here already.").waitFor();
    await slug.fill("other");
    await button(page, "Add").last().click();
    expect(await commands()).toEqual([
      { type: "provider.models", provider: "custom-other", models: ["house-2"] },
    ]);
  });
});

describe("in OpenClaw", () => {
  test("one more is written only after it was shown, and the others of the link stay", async () => {
    const { commands, page } = await inSettings();
    const groq = await opened(page, "groq");
    await groq.getByRole("button", { name: "Use in OpenClaw… Groq" }).press("Enter");
    await groq.getByText("one more provider entry, which leads to Sluice.").waitFor();
    expect(await commands()).toEqual([]);
    await groq.getByRole("button", { name: "Write the entry" }).press("Enter");
    expect(await commands()).toEqual([
      { type: "openclaw.link", kind: "own", providers: ["anthropic", "groq"] },
    ]);
    expect(await (await opened(page, "anthropic")).getByText("Use in OpenClaw…").count()).toBe(0);
  });

  test("not connected, or on top of its own providers, it leads to OpenClaw’s page", async () => {
    const { page } = await inSettings();
    const groq = await opened(page, "groq");
    const link = { kind: "overlay", providers: ["anthropic"], applied: true } as const;
    await show(page, snapshot({ openclaw: { link } }, scene));
    await groq.getByText("connected on top of its own providers").waitFor();
    await show(page, snapshot({ openclaw: { link: null } }, scene));
    await groq.getByText("OpenClaw is not connected yet.").waitFor();
    await groq.getByRole("button", { name: "OpenClaw…" }).press("Enter");
    await page.getByRole("heading", { name: "OpenClaw", level: 1 }).waitFor();
  });
});

test("with a key at Cloudflare, or its credits, no key is missing here", () => {
  const without = {
    ...verified,
    secrets: verified.secrets.filter(({ kind }) => kind !== "provider"),
  };
  const paidBy = (payer: "key" | "stored" | "credits") => ({
    ...without,
    providers: [provider("anthropic", { payer })],
  });
  expect(hasModelKey(without)).toBe(false);
  expect(hasModelKey(paidBy("key"))).toBe(false);
  expect(undoneSteps(paidBy("key"))).toEqual(["modelKey"]);
  for (const payer of ["stored", "credits"] as const) {
    expect(hasModelKey(paidBy(payer))).toBe(true);
    expect(undoneSteps(paidBy(payer))).toEqual([]);
  }
});
