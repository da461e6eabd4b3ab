/** Cloudflare's page: it reads by itself, shows what is set, and writes only what was shown and pressed. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { AiGatewayChange, AiGatewayLine } from "../../preload/contract/ai-gateway.ts";
import type { Reply } from "../../preload/contract/command.ts";
import { isDashLink } from "../../renderer/copy/dash-links.ts";
import { gatewayScenes, set } from "./gateway-scenes.ts";
import { answerWith, button } from "./hands.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { now, snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const at = (scene = "gateway", opening: Opening = {}) =>
  open({ scene, at: "gateway", width: 720, height: 900, ...opening });
const setting = (page: Page, name: string) => page.locator(`[data-setting=${name}]`);
const scene = (name: string) => gatewayScenes[name] ?? verified;

/** From now on a change is shown as the app would; `then` is what writing it is answered. */
const proposing = (page: Page, lines: readonly AiGatewayLine[], then: Reply = { ok: true }) =>
  page.evaluate(
    ({ state, lines: shown, reply }) => {
      const far = globalThis as unknown as FarEndWindow;
      const publish = (aiGateway: object) =>
        far.farEnd.publish({ ...state, aiGateway: { ...state.aiGateway, ...aiGateway } });
      far.answer = ({ type }) => {
        if (type === "aiGateway.propose")
          setTimeout(() => publish({ proposal: { id: "p1", at: 0, lines: shown } }));
        if (type === "aiGateway.drop" || (type === "aiGateway.apply" && reply.ok))
          setTimeout(() => publish({ proposal: null }));
        return type === "aiGateway.apply" ? reply : { ok: true };
      };
    },
    { state: scene("gateway"), lines, reply: then },
  );
const kept = { name: "cacheSeconds", before: null, after: 7_200 } as const;

describe("reading", () => {
  test("begins by itself once there is an account and a token, and again for another token", async () => {
    const { commands, page } = await at("gatewayOff");
    await page.getByText("Sluice does not know how this AI Gateway is set.").waitFor();
    expect(await commands()).toEqual([]);
    await answerWith(page, { ok: false, error: { code: "cloudflare.noToken" } });
    const off = { ...scene("gateway"), aiGateway: verified.aiGateway };
    await show(page, off);
    await show(page, { ...off, rev: 2 });
    expect(await commands()).toEqual([{ type: "aiGateway.read" }]);
    const secrets = off.secrets.map((each) => ({ ...each, tail: "zzzz" }));
    await show(page, { ...off, secrets });
    expect(await commands()).toHaveLength(2);
  });

  test("says what is missing, keeps what was read before, and is asked for again", async () => {
    const { commands, page } = await at("gatewayRefused");
    await page.getByText("cloudflare.needsAiGatewayRead").waitFor();
    await show(page, scene("gatewayStale"));
    await page.getByText("As Cloudflare said at 13:22.").waitFor();
    await page.getByText("cloudflare.unreachable").waitFor();
    await setting(page, "rateLimit").getByText("1,200 requests in 1 hour, sliding").waitFor();
    await button(page, "Ask again").click();
    expect(await commands()).toEqual([{ type: "aiGateway.read" }]);
  });

  test("without an account leads to one, without a token to that", async () => {
    const { page } = await at("gatewayBare");
    await button(page, "Cloudflare account…").waitFor();
    expect(await page.locator("[data-setting]").count()).toBe(0);
    await show(page, scene("gatewayOff"));
    await button(page, "Analytics token…").press("Enter");
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  });
});

describe("what is set", () => {
  test("stands there in words, with what else is set and where that is changed", async () => {
    const { page } = await at();
    const values = await page.locator(".setting .lines").allInnerTexts();
    expect(values.map((value) => value.replaceAll("\u00a0", " "))).toEqual([
      "Off",
      "1,200 requests in 1 hour, sliding window",
      "Up to 3 attempts, 500 ms apart, a wait that doubles",
      "$5.00 in 1 day, fixed window\n$100.00 in 30 days, sliding window",
      ...["On", "On", "On"],
      "Up to 1,000,000 rows, then the oldest go",
    ]);
    await page.getByText("It holds 123,456 rows now.").waitFor();
    await page.getByText("2 more rules for single models").waitFor();
    await page.getByText("A backstop, not a cap").waitFor();
    await page.getByText("There is no semantic caching").waitFor();
    const named = await page.locator(".named li").allInnerTexts();
    expect(named).toEqual([
      "Guardrails, which can block prompts and answers",
      "Logpush, which sends the log elsewhere",
      "something_new",
      ...["cheap-first", "by-length"],
      ...["Groq: default", "Groq: team", "Amazon Bedrock: default"],
    ]);
    for (const link of await page.locator("main a").all())
      expect(isDashLink((await link.getAttribute("href")) ?? "")).toBe(true);
  });

  test("cannot be changed where Sluice does not understand it", async () => {
    const { page } = await at("gatewayUnreadable");
    const rate = setting(page, "rateLimit");
    await rate.getByText("Set at Cloudflare in a way Sluice does not change.").waitFor();
    expect(await rate.getByRole("button").count()).toBe(0);
    expect(await setting(page, "authentication").getByRole("button").count()).toBe(0);
    expect(await setting(page, "retries").getByRole("button").count()).toBe(1);
  });

  const changes: readonly [string, (page: Page) => Promise<void>, AiGatewayChange][] = [
    [
      "rateLimit",
      async (page) => {
        await page.getByLabel("Requests", { exact: true }).fill("50");
        await page.getByLabel("In a window of", { exact: true }).fill("5");
        await page.getByLabel("In a window of, unit").selectOption("minutes");
        await page.getByRole("radio", { name: "Fixed window" }).check();
      },
      { rateLimit: { requests: 50, seconds: 300, technique: "fixed" } },
    ],
    [
      "retries",
      async (page) => {
        await page.getByLabel("Attempts, the first included").selectOption("5");
        await page.getByLabel("Wait between them").fill("0");
        await page.getByLabel("The wait", { exact: true }).selectOption("always the same wait");
      },
      { retries: { attempts: 5, delayMs: 0, backoff: "constant" } },
    ],
    [
      "logStorage",
      async (page) => {
        await page.getByLabel("Rows", { exact: true }).fill("20 000");
        await page.getByLabel("When it is full").selectOption("Keep nothing more");
      },
      { logStorage: { rows: 20_000, whenFull: "stop" } },
    ],
    [
      "spendLimits",
      async (page) => {
        await button(page, "Remove limit 1").click();
        await button(page, "Add a limit").click();
        const added = page.getByRole("group", { name: "Limit 2" });
        await added.getByLabel("Amount in US dollars").fill("2,50");
      },
      {
        spendLimits: [
          ...set.spendLimits.slice(1),
          { microUsd: 2_500_000, seconds: 86_400, technique: "fixed" },
        ] as NonNullable<AiGatewayChange["spendLimits"]>,
      },
    ],
  ];
  test.each(changes)("%s is proposed as it was typed", async (name, type, change) => {
    const { commands, page } = await at();
    await setting(page, name).getByRole("button", { name: "Change…" }).press("Enter");
    await type(page);
    await button(page, "Show what would change").click();
    expect(await commands()).toEqual([{ type: "aiGateway.propose", change }]);
  });

  test("of a wrong number nothing is asked, and the field says what would be right", async () => {
    const { commands, page } = await at();
    await setting(page, "cacheSeconds").getByRole("button").press("Enter");
    const field = page.getByLabel("Keep answers for", { exact: true });
    await field.fill("31");
    await page.getByLabel("Keep answers for, unit").selectOption("days");
    await button(page, "Show what would change").click();
    await page.getByText("Choose a time from 1 minute to 30 days.").waitFor();
    await field.and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([]);
  });
});

describe("a change", () => {
  test("is shown before and after, and written only by a press", async () => {
    const { commands, page } = await at();
    await proposing(page, [kept]);
    const row = setting(page, "cacheSeconds");
    await row.getByRole("button").press("Enter");
    await page.getByLabel("Keep answers for", { exact: true }).fill("2");
    await page.getByLabel("Keep answers for, unit").selectOption("hours");
    await button(page, "Show what would change").click();
    const sheet = page.getByRole("region", { name: "Here is what Sluice will write" });
    await sheet.and(page.locator(":focus")).waitFor();
    expect((await sheet.locator("dl").innerText()).split(/\n+/)).toEqual([
      ...["Now", "Off", "Then", "On, answers are kept for 2 hours"],
    ]);
    await sheet.getByText("Sluice still tells Cloudflare to skip it").waitFor();
    expect(await commands()).toEqual([
      { type: "aiGateway.propose", change: { cacheSeconds: 7_200 } },
    ]);
    await button(page, "Write to Cloudflare").press("Enter");
    await row.getByRole("button", { name: "Change… Response cache" }).waitFor();
    expect((await commands()).slice(1)).toEqual([{ type: "aiGateway.apply", id: "p1" }]);
  });

  test("is dropped by Cancel, and by Esc", async () => {
    const { commands, page } = await at("gatewayProposal");
    await proposing(page, [{ name: "authentication", before: true, after: false }]);
    await setting(page, "cacheSeconds").getByRole("button", { name: "Cancel" }).click();
    await setting(page, "cacheSeconds").locator("[data-opens]").waitFor();
    await setting(page, "authentication").getByRole("button").click();
    await page.getByText("Then whoever learns its address can use it.").waitFor();
    await page.keyboard.press("Escape");
    await setting(page, "authentication").locator("[data-opens]").waitFor();
    expect((await commands()).map(({ type }) => type)).toEqual([
      ...["aiGateway.drop", "aiGateway.propose", "aiGateway.drop"],
    ]);
  });

  test("that somebody else has overtaken is shown anew, and says so", async () => {
    const { page } = await at("gatewayProposal");
    await answerWith(page, { ok: false, error: { code: "aiGateway.changed" } });
    await button(page, "Write to Cloudflare").click();
    await page.getByRole("alert").getByText("aiGateway.changed").waitFor();
    const lines = [{ ...kept, before: 600, after: 300 }];
    const proposal = { id: "p9", at: now, lines };
    await show(page, snapshot({ aiGateway: { proposal } }, scene("gatewayProposal")));
    await page.getByText("On, answers are kept for 10 minutes").waitFor();
  });

  test("asks a token that may, takes it from its field alone, and writes the same again", async () => {
    const { commands, page } = await at("gatewayProposal");
    const refusal = { ok: false, error: { code: "cloudflare.needsAiGatewayEdit" } } as const;
    await answerWith(page, refusal);
    expect(await page.getByLabel("Token with AI Gateway → Edit").count()).toBe(0);
    await button(page, "Write to Cloudflare").click();
    const field = page.getByLabel("Token with AI Gateway → Edit");
    await field.and(page.locator(":focus")).waitFor();
    await field.fill("made-up-edit-token");
    await button(page, "Write to Cloudflare").click();
    await page.getByText("Nothing was written.").waitFor();
    expect(await field.inputValue()).toBe("");
    expect(await page.content()).not.toContain("made-up-edit-token");
    const apply = { type: "aiGateway.apply", id: "a1" };
    expect(await commands()).toEqual([apply, { ...apply, token: "made-up-edit-token" }]);
  });

  test("warns of what else comes of it, and stands at its first line when it is of several", async () => {
    const { page } = await at("gatewayNeedsEdit");
    const sheet = setting(page, "authentication").getByRole("region");
    expect(await sheet.locator(".caution").allInnerTexts()).toEqual([
      "No gateway token is saved here. Without one every request is refused from then on.",
      "Requests to OpenAI are paid with Cloudflare’s credits, and would be refused.",
      "Without its log Cloudflare confirms no request’s cost.",
    ]);
    await sheet.getByText("Your analytics token may only read.").waitFor();
    expect(await page.getByRole("region", { name: "Here is what" }).count()).toBe(1);
    // Opened with it, the page is not torn away to it.
    await page.locator("h1").and(page.locator(":focus")).waitFor();
  });
});
