/** The first run as a person goes through it: what they read, press and type on each screen, with a picture of every step. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import { wordsOf } from "../../../renderer/copy/tables.ts";
import { expect as hasty } from "../fixture.ts";
import type { Stage } from "./stage.ts";

const en = wordsOf("en");
const said = en.firstRun;
/** Real programs, two machines at a time: what comes, comes. */
const expect = hasty.configure({ timeout: 60_000 });

/** What a person does next; each ends where the next one begins. */
export type Walk = ReturnType<typeof createWalk>;

export function createWalk(stage: Stage, page: Page) {
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  const onward = () => button(said.next).click();
  const take = (name: string) => stage.take(page, name);
  const configFile = path.join(stage.folder, "home/.openclaw/openclaw.json");
  const field = (label: string) => page.getByLabel(label, { exact: true });

  return {
    button,
    heading,
    onward,
    take,
    field,
    configFile,
    async welcome(): Promise<void> {
      await expect(heading(said.welcome.title)).toBeVisible();
      await expect(page.getByText(said.welcome.notProvider)).toBeVisible();
      await take("welcome");
      await onward();
    },
    async openClawRuns(): Promise<void> {
      await expect(heading(said.openclaw.title.running)).toBeVisible();
      await take("openclaw");
      await onward();
    },
    async pasteModelKey(): Promise<void> {
      await expect(heading(said.modelKey.title("Anthropic"))).toBeVisible();
      await take("model-key");
      await field(said.modelKey.paste).fill(stage.keys.anthropic);
      await button(said.modelKey.check).click();
      await expect(
        page.getByText(said.modelKey.saved(`••••${stage.keys.anthropic.slice(-4)}`)),
      ).toBeVisible();
      await take("model-key-saved");
      await onward();
    },
    async pasteAnalyticsToken(): Promise<void> {
      await expect(heading(said.cloudflare.title)).toBeVisible();
      await take("cloudflare");
      await field(said.cloudflare.paste).fill(stage.keys.analytics);
      await button(said.cloudflare.look).click();
    },
    async pickAiGateway(name = "demo"): Promise<void> {
      await expect(heading(said.cloudflare.titleChoose)).toBeVisible();
      await page.getByRole("radio", { name }).check();
      await field(said.cloudflare.gatewayToken(name)).fill(stage.keys.aiGateway);
      await take("cloudflare-picked");
      await onward();
    },
    /** Until here nothing of OpenClaw's has been touched; from here on it is what was accepted. */
    async connect(before: string | null): Promise<void> {
      await expect(page.getByText(en.setup.connectTitle)).toBeVisible();
      const is = (): string | null => {
        try {
          return readFileSync(configFile, "utf8");
        } catch {
          return null;
        }
      };
      expect(is()).toBe(before);
      await take("what-will-change");
      await button(en.setup.connect).click();
      await expect.poll(async () => (await stage.state(page)).openclaw.link?.applied).toBe(true);
      expect(is()).not.toBe(before);
      await take("connected");
    },
    async checkBothWays(): Promise<void> {
      await button(en.checks.run).click();
      await expect(heading(said.check.titleRunning)).toBeVisible();
      await take("checking");
      await expect(heading(said.check.titleDone)).toBeVisible({ timeout: 60_000 });
      await take("checked");
      const { last } = (await stage.state(page)).trial;
      for (const { cloudflare, direct, probe } of last?.rows ?? [])
        expect({ probe, direct: direct.status, cloudflare: cloudflare.status }).toEqual({
          ...{ probe, direct: "passed", cloudflare: "passed" },
        });
      expect(last?.rows).toHaveLength(7);
      await onward();
    },
    /** Turns the switch on, asks OpenClaw something, and sees that very request proven. */
    async turnOnAndProve(): Promise<void> {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const control = page.getByRole("switch", { name: en.route.label });
      await take("done");
      if ((await control.getAttribute("aria-checked")) !== "true") await control.click();
      await expect(control).toHaveAttribute("aria-checked", "true");
      await button(said.finish).click();
      const turn = await stage.daemon().runTurn({ message: "Say hello." });
      expect(turn.status).toBe("ok");
      await expect
        .poll(async () => (await stage.state(page)).route.verified?.by, { timeout: 20_000 })
        .toBe("openclaw");
      const sentence = en.proof.verified(en.when.at("TIME"));
      const proof = new RegExp(`^${sentence.replace("TIME", "\\d\\d:\\d\\d")}`);
      await expect(page.getByText(proof)).toBeVisible();
      await take("verified");
    },
  };
}
