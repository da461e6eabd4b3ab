/** OpenClaw's page against the real app in practice, where no OpenClaw is installed: it looks, connects both ways, and gives back what was there. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import { expect, type Start, test } from "./fixture.ts";

const own = `// mine
{
  gateway: { mode: "local" },
  models: { providers: { anthropic: { apiKey: "${"made-up-".repeat(6)}q7Zk" } } },
}
`;

/** OpenClaw's folder with a configuration in it. */
function writeConfig(folder: string, text: string): string {
  const file = path.join(folder, "openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true });

/** Nothing answers there. */
const noDaemon = { OPENCLAW_GATEWAY_PORT: "1" };

/** The window at OpenClaw's page. */
async function openPage(start: Start, env: Readonly<Record<string, string>> = {}): Promise<Page> {
  const page = await (await start(env)).firstWindow();
  await button(page, "OpenClaw…").first().click();
  await expect(page.getByRole("heading", { name: "OpenClaw", level: 1 })).toBeVisible();
  const look = button(page, "Look again");
  await look.click();
  await expect(look).not.toHaveAttribute("aria-disabled");
  return page;
}

test("not installed is said, the line to install it is copied, and a wrong place is refused", async ({
  start,
}) => {
  const page = await openPage(start, noDaemon);
  const installs = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        window.sluice.watch(({ openclaw }) => {
          if (openclaw.installs) resolve(openclaw.installs.length);
        }),
      ),
  );
  test.skip(installs > 0, "OpenClaw is installed here.");
  await expect(page.getByRole("heading", { name: "Not installed" })).toBeVisible();
  await button(page, "Copy").click();
  await expect(page.getByText("Copied.")).toBeVisible();
  await button(page, "Choose its place…").click();
  const place = page.getByLabel("Where OpenClaw is");
  await expect(place).toBeFocused();
  await place.fill("/no/such/openclaw");
  await place.press("Enter");
  await expect(page.getByRole("alert")).toContainText("There is no OpenClaw in that place");
  expect(await button(page, /^(Start|Restart) OpenClaw$/).count()).toBe(0);
});

test("looking at everything changes no byte under OpenClaw’s folder", async ({ folder, start }) => {
  const file = writeConfig(folder, own);
  const seen = () => [
    statSync(file).mtimeMs,
    readFileSync(file, "utf8"),
    readdirSync(path.dirname(file)),
  ];
  const before = seen();
  const page = await openPage(start);
  await expect(page.getByText("models.providers.anthropic.apiKey")).toBeVisible();
  await page.getByRole("radio", { name: "On top of your providers" }).click();
  await expect(page.getByText("the address of Anthropic")).toBeVisible();
  await page.keyboard.press("Escape");
  await button(page, "Settings").click();
  await button(page, "OpenClaw…").click();
  expect(seen()).toEqual(before);
});

test("without a file one is made, and Disconnect removes it again", async ({ folder, start }) => {
  const file = path.join(folder, "openclaw/openclaw.json");
  const page = await openPage(start);
  await expect(page.getByText("Disconnect removes the file again")).toBeVisible();
  await button(page, "Connect OpenClaw").click();
  await expect(button(page, "Disconnect OpenClaw")).toBeVisible();
  expect(readFileSync(file, "utf8")).toContain("http://127.0.0.1:");
  await button(page, "Disconnect OpenClaw").click();
  await expect(button(page, "Connect OpenClaw")).toBeVisible();
  expect(existsSync(file)).toBe(false);
});

test("on top of a provider its own key stays, and Disconnect gives every byte back", async ({
  folder,
  start,
}) => {
  const file = writeConfig(folder, own);
  const page = await openPage(start);
  await page.getByRole("radio", { name: "On top of your providers" }).click();
  await expect(page.getByRole("checkbox", { name: "Anthropic" })).toBeChecked();
  await button(page, "Connect OpenClaw").click();
  await expect(page.getByText("On top of your providers: Anthropic")).toBeVisible();
  const linked = readFileSync(file, "utf8");
  expect(linked).toContain("made-up-");
  expect(linked).toContain("http://127.0.0.1:");
  await button(page, "Disconnect OpenClaw").click();
  await expect(button(page, "Connect OpenClaw")).toBeVisible();
  expect(readFileSync(file, "utf8")).toBe(own);
});

test("where the file is only a link, what to paste is written, and found once it was pasted", async ({
  folder,
  start,
}) => {
  const file = path.join(folder, "openclaw/openclaw.json");
  const real = path.join(folder, "mine.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(real, own, { mode: 0o600 });
  symlinkSync(real, file);
  const page = await openPage(start);
  await button(page, "Connect OpenClaw").click();
  await expect(page.getByRole("alert")).toContainText("settings file is only a link");
  expect(readFileSync(real, "utf8")).toBe(own);
  await expect(page.getByText("Sluice wrote what belongs in")).toBeVisible();
  const snippet = await page.locator(".sheet .command").innerText();
  writeFileSync(real, readFileSync(snippet, "utf8"), { mode: 0o600 });
  await button(page, "Look again").last().click();
  await expect(button(page, "Disconnect OpenClaw")).toBeVisible();
  await expect(page.getByText("Sluice wrote what belongs in")).toHaveCount(0);
});

test("keys in memory cannot serve while Sluice is closed: it is said, and nothing is set", async ({
  start,
}) => {
  const page = await openPage(start);
  await button(page, "Connect OpenClaw").click();
  await page.getByRole("radio", { name: "Through Cloudflare without Sluice" }).click();
  await expect(page.getByRole("alert")).toContainText("Your keys are in memory only");
  await expect(page.getByText("There they stand readable")).toBeVisible();
  await page.getByRole("radio", { name: "OpenClaw goes its own way" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(
    await page.evaluate(
      () =>
        new Promise((resolve) => window.sluice.watch(({ settings }) => resolve(settings.onQuit))),
    ),
  ).toBe("asItWas");
});

test("the order of the models is written as it was put", async ({ folder, start }) => {
  const file = writeConfig(folder, own);
  const page = await openPage(start, noDaemon);
  const add = page.getByLabel("Add a model");
  for (const ref of ["anthropic/claude-sonnet-4-6", "anthropic/claude-haiku-4-5"]) {
    await add.fill(ref);
    await add.press("Enter");
    await expect(page.locator(`[data-ref="${ref}"]`)).toBeVisible();
    await expect(add).toHaveValue("");
  }
  await button(page, /^Move up, /)
    .last()
    .click();
  await expect(page.locator(".model").first()).toContainText("claude-haiku-4-5");
  await expect(async () => {
    const text = readFileSync(file, "utf8");
    expect(text.indexOf("claude-haiku-4-5")).toBeLessThan(text.indexOf("claude-sonnet-4-6"));
  }).toPass();
  expect(readFileSync(file, "utf8")).toMatch(/^\/\/ mine\n/);
});

test("a Cloudflare set-up of OpenClaw’s own is taken over", async ({ folder, start }) => {
  // As onboarding of 2026.5.28 writes it.
  const provider = "cloudflare-ai-gateway";
  const id = `${provider}:default`;
  const account = "0123456789abcdef0123456789abcdef";
  const baseUrl = `https://gateway.ai.cloudflare.com/v1/${account}/demo-2/anthropic`;
  const models = [{ id: "claude-sonnet-4-6", name: "Claude Sonnet 4.6" }];
  writeConfig(
    folder,
    JSON.stringify({
      auth: { profiles: { [id]: { provider, mode: "api_key" } } },
      models: { providers: { [provider]: { baseUrl, api: "anthropic-messages", models } } },
    }),
  );
  const key = `sk-ant-api03-${"made-up-".repeat(8)}q7Zk`;
  const metadata = { accountId: account, gatewayId: "demo-2" };
  const agent = path.join(folder, "openclaw/agents/main/agent");
  mkdirSync(agent, { recursive: true });
  writeFileSync(
    path.join(agent, "auth-profiles.json"),
    JSON.stringify({
      version: 1,
      profiles: { [id]: { type: "api_key", provider, key, metadata } },
    }),
  );
  const page = await openPage(start);
  await expect(page.getByText("Account ••••cdef, AI Gateway demo-2.")).toBeVisible();
  await expect(page.getByText("Its Anthropic key ••••q7Zk goes into the keychain.")).toBeVisible();
  await button(page, "Take it over").click();
  await expect(button(page, "Take it over")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await button(page, "Settings").click();
  await expect(page.locator("[data-place=account]")).toContainText("demo-2");
  await expect(page.locator("[data-place=modelKey]")).toContainText("••••q7Zk");
});

test("opening at login is switched on and off, and says what does not happen", async ({
  folder,
  page,
}) => {
  test.skip(process.platform !== "linux", "Elsewhere it would be set on the machine itself.");
  await button(page, "Settings").click();
  const login = page.getByRole("switch", { name: "Open Sluice at login" });
  await expect(page.getByText("is not started again after a crash")).toBeVisible();
  await login.click();
  await expect(login).toBeChecked();
  const entries = path.join(folder, "config/autostart");
  expect(readdirSync(entries)).toHaveLength(1);
  await login.click();
  await expect(login).not.toBeChecked();
  expect(readdirSync(entries)).toEqual([]);
});
