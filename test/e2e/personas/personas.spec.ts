/** Six people with six machines, each from nothing to a proven switch, with the real OpenClaw, a real keychain and the practice Cloudflare. */
import { readFileSync } from "node:fs";
import { readToken } from "../../../main/practice/tokens.ts";
import { wordsOf } from "../../../renderer/copy/tables.ts";
import { hasKeyring } from "../../support/keyring.ts";
import { hasOpenClaw } from "../../support/openclaw-rig-install.ts";
import { expect as hasty, test } from "../fixture.ts";
import { type Stage, type StageOptions, setStage } from "./stage.ts";
import { createWalk, type Walk } from "./walk.ts";

const minute = 60_000;
const en = wordsOf("en");
const said = en.firstRun;
const expect = hasty.configure({ timeout: 60_000 });
const canRun = process.platform === "linux" && hasKeyring() && (await hasOpenClaw());

test.describe.configure({ mode: "parallel", timeout: 5 * minute });
test.skip(!canRun, "needs a keychain and the real OpenClaw");

type Opened = Awaited<ReturnType<Stage["open"]>>;

/** Runs on a machine of its own, which is gone afterwards. */
async function on(
  options: StageOptions,
  live: (stage: Stage, walk: Walk, page: Opened["page"], sluice: Opened["sluice"]) => Promise<void>,
): Promise<void> {
  const stage = await setStage(options);
  try {
    const { page, sluice } = await stage.open();
    await live(stage, createWalk(stage, page), page, sluice);
  } finally {
    await stage.close();
  }
}

const fileOf = (walk: Walk): string => readFileSync(walk.configFile, "utf8");

test("nothing installed: OpenClaw is explained, installed by the person, and everything else follows", async () => {
  await on({ persona: "nothing", openClaw: "none" }, async (stage, walk) => {
    await walk.welcome();
    await expect(walk.heading(said.openclaw.title.notInstalled)).toBeVisible();
    await walk.take("openclaw-missing");
    await stage.installOpenClaw();
    await walk.button(en.openclaw.look).click();
    await walk.openClawRuns();
    const before = fileOf(walk);
    await walk.pasteModelKey();
    await walk.pasteAnalyticsToken();
    await walk.pickAiGateway();
    await walk.connect(before);
    await walk.checkBothWays();
    await walk.turnOnAndProve();
  });
});

test("an Anthropic key in OpenClaw already: it stays where it is, and its requests are proven", async () => {
  await on({ persona: "own-key", openClaw: "ownKey" }, async (stage, walk, page) => {
    await walk.welcome();
    await walk.openClawRuns();
    const before = fileOf(walk);
    await expect(page.getByRole("radio", { name: said.modelKey.theirs })).toBeChecked();
    await walk.take("their-key");
    await walk.onward();
    await walk.pasteAnalyticsToken();
    await walk.pickAiGateway();
    await walk.connect(before);
    expect(fileOf(walk)).toContain(stage.keys.anthropic);
    await walk.onward();
    await walk.turnOnAndProve();
    expect((await stage.state(page)).openclaw.link?.kind).toBe("overlay");
  });
});

test("a Cloudflare token without permission: what is missing is named, and given, it goes on", async () => {
  const blind = readToken.may.filter((each) => !each.startsWith("aiGateway."));
  const options = {
    persona: "no-permission",
    openClaw: "fresh",
    analytics: { may: blind },
  } as const;
  await on(options, async (stage, walk, page) => {
    await walk.welcome();
    await walk.openClawRuns();
    const before = fileOf(walk);
    await walk.pasteModelKey();
    await walk.pasteAnalyticsToken();
    await expect(
      page.getByText(en.codes["cloudflare.needsAiGatewayRead"].head).first(),
    ).toBeVisible();
    await walk.take("permission-missing");
    stage.practice.set({ tokens: { [stage.keys.analytics]: readToken } });
    await walk.button(en.actions.unlocked).click();
    await walk.pickAiGateway();
    await walk.connect(before);
    await walk.checkBothWays();
    await walk.turnOnAndProve();
  });
});

test("a locked keychain: the key stays in its field until it is unlocked, and then it is taken", async () => {
  const options = { persona: "locked", openClaw: "fresh", keyring: "locked" } as const;
  await on(options, async (stage, walk, page) => {
    await walk.welcome();
    await walk.openClawRuns();
    const before = fileOf(walk);
    const field = walk.field(said.modelKey.paste);
    await field.fill(stage.keys.anthropic);
    await walk.button(said.modelKey.check).click();
    await expect(page.getByText(en.codes["vault.locked"].head).first()).toBeVisible();
    await walk.take("keychain-locked");
    await expect(field).toHaveValue(stage.keys.anthropic);
    await stage.keyring.unlock();
    await walk.button(said.modelKey.check).click();
    await expect(walk.button(said.next)).toBeVisible();
    await walk.take("keychain-unlocked");
    await walk.onward();
    await walk.pasteAnalyticsToken();
    await walk.pickAiGateway();
    await walk.connect(before);
    await walk.checkBothWays();
    await walk.turnOnAndProve();
  });
});

test("offline: nothing is lost, Sluice says what it waits for, and back online it goes on where it was", async () => {
  await on({ persona: "offline", openClaw: "fresh" }, async (stage, walk, page) => {
    stage.goOffline();
    await walk.welcome();
    await walk.openClawRuns();
    const before = fileOf(walk);
    await walk.field(said.modelKey.paste).fill(stage.keys.anthropic);
    await walk.button(said.modelKey.check).click();
    await expect(page.getByText(en.codes["secret.unproven"].head)).toBeVisible();
    await walk.take("key-unproven");
    await walk.button(said.modelKey.unchecked).click();
    await walk.onward();
    await walk.pasteAnalyticsToken();
    await expect(page.getByText(en.codes["cloudflare.unreachable"].head).first()).toBeVisible();
    await walk.take("cloudflare-unreachable");
    stage.goOnline();
    await walk.button(en.actions.unlocked).click();
    await walk.pickAiGateway();
    await walk.connect(before);
    await walk.checkBothWays();
    await walk.turnOnAndProve();
  });
});

test("no tray: the last screen says how to come back, and Sluice goes on without its window", async () => {
  const options = { persona: "no-tray", openClaw: "fresh", hasTray: false } as const;
  await on(options, async (_stage, walk, page, sluice) => {
    await walk.welcome();
    await walk.openClawRuns();
    const before = fileOf(walk);
    await walk.pasteModelKey();
    await walk.pasteAnalyticsToken();
    await walk.pickAiGateway();
    await walk.connect(before);
    await walk.checkBothWays();
    await expect(page.getByText(said.done.noTray)).toBeVisible();
    await walk.turnOnAndProve();
    const isVisible = () =>
      sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await isVisible()).toBe(false);
    // It goes on, and another start is the way back to it.
    await sluice.evaluate(({ app }) => app.emit("second-instance"));
    // The first run is over, so it is made anew as an ordinary one.
    await expect.poll(isVisible).toBe(true);
  });
});
