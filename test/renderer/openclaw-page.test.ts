/** OpenClaw's page as a person meets it: what it says of each way OpenClaw can stand, and that nothing is done unasked. */
import { describe, expect, test } from "vitest";
import { answerWith, button, pageOpener, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const openPage = pageOpener(open);

test("is reached from Home and from the settings, and leads back to where one was", async () => {
  const { page } = await open();
  await button(page, "OpenClaw…").press("Enter");
  await page
    .getByRole("heading", { name: "OpenClaw", level: 1 })
    .and(page.locator(":focus"))
    .waitFor();
  await page.locator(".back").press("Enter");
  await button(page, "OpenClaw…").and(page.locator(":focus")).waitFor();
  await button(page, "Settings").click();
  await button(page, "OpenClaw…").click();
  await page.getByRole("radio", { name: "OpenClaw goes its own way" }).press("Escape");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await button(page, "OpenClaw…").and(page.locator(":focus")).waitFor();
});

describe("how OpenClaw stands", () => {
  test("is said in a word, with the facts and what to do", async () => {
    const { page } = await openPage({});
    for (const [scene, head, sentence] of [
      ["full", "Running", "version 2026.9.6, since 09:10, port 18789"],
      ["overlay", "Running", "an included file"],
      ["overlay", "Running", "agents.defaults.heartbeat.model"],
      ["full", "Running", "When it ends, systemd starts it again. Sluice can ask it everything."],
      ["starting", "Starting", "When it ends, nobody starts it again. Sluice sees only whether"],
      ["stopped", "Stopped", "2 of 3 starts left in these ten minutes."],
      ["startsSpent", "Stopped", "OpenClaw was started three times in ten minutes"],
      ["configInvalid", "Stopped", "It ended with 78: its settings file holds something"],
      ["unauthorized", "Running", "OpenClaw does not accept Sluice’s question"],
      ["tooOld", "Running", "Sluice knows version 2026.5 and newer."],
      ["elsewhere", "Running", "It runs in a container, so its files are not here."],
      ["notInstalled", "Not installed", "npm install -g openclaw@latest"],
      ["inContainer", "Not installed", "A container of OpenClaw’s is described in /home/ida/"],
      ["inContainer", "Not installed", "a Linux inside Windows, Ubuntu-24.04, that may hold"],
      ["inContainer", "Not installed", "its files are out of reach. Install OpenClaw here, or"],
      ["offer", "Looking for OpenClaw", "Account ••••abcd, AI Gateway demo. Its Anthropic key"],
    ] as const) {
      await show(page, openClawScenes[scene] ?? verified);
      await page.getByRole("heading", { name: head, exact: true }).waitFor();
      expect(await textOf(page), scene).toContain(sentence);
    }
  });

  test("a running one is restarted only by the button that says what it ends", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    expect(await textOf(page)).toContain("A restart ends what OpenClaw is doing now.");
    expect(await button(page, "Start OpenClaw").count()).toBe(0);
    await button(page, "Look again").click();
    await button(page, "Restart OpenClaw").click();
    expect(await commands()).toEqual([{ type: "openclaw.look" }, { type: "openclaw.restart" }]);
  });

  test("a stopped one can be started, and a refusal is told beside it", async () => {
    const { page } = await openPage({ scene: "stopped" });
    await answerWith(page, { ok: false, error: { code: "openclaw.startFailed" } });
    await button(page, "Start OpenClaw").click();
    expect(await page.getByRole("alert").innerText()).toContain("OpenClaw did not start");
  });

  test("one without a file would not start, so that is not offered", async () => {
    const { page } = await openPage({ scene: "stopped" });
    const state = openClawScenes.stopped ?? verified;
    await button(page, "Start OpenClaw").waitFor();
    await show(page, { ...state, openclaw: { ...state.openclaw, link: null, status: "notFound" } });
    await button(page, "Connect OpenClaw").waitFor();
    expect(await button(page, "Start OpenClaw").count()).toBe(0);
  });

  test("neither is offered where OpenClaw is not on this computer, or not there at all", async () => {
    const { page } = await openPage({});
    for (const scene of ["elsewhere", "notInstalled"]) {
      await show(page, openClawScenes[scene] ?? verified);
      expect(await page.getByRole("button", { name: /Start|Restart/ }).count(), scene).toBe(0);
    }
  });

  test("the line that installs it is copied by one click", async () => {
    const { page } = await openPage({ scene: "notInstalled" });
    await button(page, "Copy").click();
    await page.getByText("Copied.").waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(
      "npm install -g openclaw@latest",
    );
  });

  test("another copy is used by its path, and Sluice’s own find again on request", async () => {
    const { commands, page } = await openPage({ scene: "tooOld" });
    await button(page, "Use this one, /opt/openclaw/openclaw.mjs").click();
    await button(page, "Use another…").click();
    const path = page.getByLabel("Where OpenClaw is");
    await path.and(page.locator(":focus")).waitFor();
    await path.fill(" /srv/openclaw ");
    await path.press("Enter");
    await button(page, "Use another…").and(page.locator(":focus")).waitFor();
    expect(await commands()).toEqual([
      { type: "openclaw.choose", path: "/opt/openclaw/openclaw.mjs" },
      { type: "openclaw.choose", path: "/srv/openclaw" },
    ]);
  });
});

test("a rest counts down, and an unknown reason keeps OpenClaw’s own word", async () => {
  const { page } = await openPage({ scene: "cooldown" });
  const shown = await textOf(page);
  expect(shown).toContain("Anthropic · claude-sonnet-4-6 rests for 0:48");
  expect(shown).toContain("Why: the provider rejected the key.");
  expect(shown).toContain("OpenAI · gpt-5.5-mini rests for 1:15:00");
  expect(shown).toContain("Why: weather.");
  expect(shown).toContain("OpenClaw could not read its key for Anthropic");
  await page.clock.setFixedTime(await page.evaluate(() => Date.now() + 1000));
  await page.getByText("rests for 0:47").waitFor();
  await page.clock.setFixedTime(await page.evaluate(() => Date.now() - 1000));
});

describe("what is set right", () => {
  test("is shown line by line, and done only when it was seen", async () => {
    const { commands, page } = await openPage({ scene: "proxied" });
    await button(page, "Show… Keep this computer out of OpenClaw’s proxy").click();
    await page.getByText("~/.openclaw/.env: + NO_PROXY=127.0.0.1,localhost,::1").waitFor();
    expect(await commands()).toEqual([]);
    await button(page, "Cancel").click();
    const show = button(page, "Show… Keep this computer out of OpenClaw’s proxy");
    await show.and(page.locator(":focus")).press("Enter");
    await button(page, "Do it").click();
    expect(await commands()).toEqual([
      { type: "openclaw.repair", name: "proxy.except", variable: "NO_PROXY" },
    ]);
  });

  test("what a repair costs is said before it is done", async () => {
    const { page } = await openPage({ scene: "plaintext" });
    await page.getByRole("button", { name: /^Show… Write ANTHROPIC_API_KEY/ }).click();
    await page.getByText("There they stand readable, for every program of yours").waitFor();
    await show(page, openClawScenes.proxied ?? verified);
    await page.getByRole("button", { name: /^Show… Restart OpenClaw/ }).click();
    expect(await page.getByText("A restart ends what OpenClaw is doing now.").count()).toBe(2);
  });

  test("a readable key is moved after its place and its copies were named", async () => {
    const { commands, page } = await openPage({ scene: "plaintext" });
    const shown = await textOf(page);
    expect(shown).toContain("models.providers.anthropic.apiKey");
    expect(shown).toContain("/home/ida/.openclaw/openclaw.json.last-good");
    await page.getByRole("button", { name: /^Move to the keychain… Model key/ }).click();
    await page.getByText("only then clears this place").waitFor();
    await button(page, "Move it").click();
    expect(await commands()).toEqual([{ type: "key.move", id: "00112233445566aa" }]);
    const plaintext = openClawScenes.plaintext ?? verified;
    await show(page, { ...plaintext, vault: { kind: "session", backend: "memory" } });
    expect(await page.getByRole("button", { name: /^Move to the keychain/ }).count()).toBe(0);
  });

  test("a set-up of OpenClaw’s own is taken over", async () => {
    const { commands, page } = await openPage({ scene: "offer" });
    await button(page, "Take it over").click();
    expect(await commands()).toEqual([{ type: "openclaw.import" }]);
  });
});

test("Home says in one line what OpenClaw needs, and leads to its page", async () => {
  const { page } = await open({ scene: "cooldown" });
  await page.getByText("OpenClaw could not read its key for Anthropic").waitFor();
  await page.locator(".need button").click();
  await page.getByRole("heading", { name: "OpenClaw", level: 1 }).waitFor();
  await page.locator(".back").click();
  await show(page, verified);
  expect(await page.locator(".need").count()).toBe(0);
});

test.each([
  ["edge", "It starts at login, but is not started again after a crash.", true],
  ["overlayRefused", "launchd does it, and starts Sluice again after a crash.", false],
] as const)(
  "starting at login is a switch that says who does it (%s)",
  async (scene, says, isOn) => {
    const { commands, page } = await open({ scene });
    await button(page, "Settings").click();
    await page.getByText(says).waitFor();
    const login = page.getByRole("switch", { name: "Open Sluice at login" });
    expect(await login.getAttribute("aria-checked")).toBe(String(isOn));
    await login.click();
    expect(await commands()).toEqual([{ type: "login.set", isOn: !isOn }]);
  },
);

test("where nothing can start Sluice at login there is no switch, and it is said", async () => {
  const { page } = await open({ scene: "edgeInMemory" });
  await button(page, "Settings").click();
  await page.getByText("Sluice cannot set this here").waitFor();
  expect(await page.getByRole("switch", { name: "Open Sluice at login" }).count()).toBe(0);
});
