/** Connecting OpenClaw on its page: which way, what will change, what stands in the way, and what is left behind when Sluice is closed. */
import { describe, expect, test } from "vitest";
import { answerWith, button, pageOpener, textOf } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { daemon, snapshot, verified } from "./snapshots.ts";

const openPage = pageOpener(useWindow());

describe("the connection", () => {
  test("is taken back by the button that says what becomes of OpenClaw", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    expect(await textOf(page)).toContain("Disconnecting takes back exactly what Sluice wrote.");
    await button(page, "Disconnect OpenClaw").press("Enter");
    expect(await commands()).toEqual([{ type: "openclaw.unlink" }]);
    await show(page, snapshot({ openclaw: { link: null } }));
    await button(page, "Connect OpenClaw").and(page.locator(":focus")).waitFor();
    await show(page, verified);
    await button(page, "Disconnect OpenClaw").and(page.locator(":focus")).waitFor();
  });

  test("is on top of their providers first where only these have a key", async () => {
    const { page } = await openPage({});
    const overlays = openClawScenes.overlay?.openclaw.overlays ?? [];
    const checked = () =>
      page.locator("input[type=radio]:checked + .grow .option-name").innerText();
    await show(page, snapshot({ openclaw: { link: null, overlays } }));
    expect(await checked()).toBe("Sluice’s own provider");
    await show(page, snapshot({ secrets: [], openclaw: { link: null, overlays } }));
    expect(await checked()).toBe("On top of your providers");
  });

  test("that OpenClaw has not taken in yet is not called changed by somebody", async () => {
    const { page } = await openPage({ scene: "full" });
    const link = { kind: "own", providers: ["anthropic"], applied: false } as const;
    await show(page, snapshot({ openclaw: { link } }));
    expect(await textOf(page)).toContain("is no longer as Sluice wrote it.");
    const late = { ...daemon, isConfigApplied: false };
    await show(page, snapshot({ openclaw: { link, daemon: late } }));
    expect(await textOf(page)).toContain("OpenClaw has not taken it in yet.");
  });

  test("changes over only after the lines were shown, and leaves out what was unticked", async () => {
    const { commands, page } = await openPage({ scene: "overlay" });
    expect(await page.getByText("Here is what Sluice will change").count()).toBe(0);
    expect(await textOf(page)).toContain("This provider already leads elsewhere.");
    await page.getByRole("checkbox", { name: "Google AI Studio" }).click();
    await page.getByText("Here is what Sluice will change").waitFor();
    await button(page, "Connect again").click();
    await page.getByRole("radio", { name: "Sluice’s own provider" }).click();
    await button(page, "Change over").click();
    expect(await commands()).toEqual([
      { type: "openclaw.link", kind: "overlay", providers: ["anthropic"] },
      { type: "openclaw.link", kind: "own" },
    ]);
  });

  test("on top of some providers ticks these, and offers nothing until a tick changes", async () => {
    const { page } = await openPage({});
    const { openclaw, ...rest } = openClawScenes.overlay ?? verified;
    const link = { kind: "overlay", providers: ["anthropic"], applied: true } as const;
    await show(page, { ...rest, openclaw: { ...openclaw, link } });
    const google = page.getByRole("checkbox", { name: "Google AI Studio" });
    expect(await google.isChecked()).toBe(false);
    expect(await button(page, "Connect again").count()).toBe(0);
    await google.click();
    await button(page, "Connect again").waitFor();
    await google.click();
    expect(await button(page, "Connect again").count()).toBe(0);
  });

  test("cannot be on top of providers when every one is refused", async () => {
    const { page } = await openPage({ scene: "overlayRefused" });
    await page.getByRole("radio", { name: "On top of your providers" }).click();
    await page.getByText("Use Sluice’s own provider instead.").waitFor();
    expect(await button(page, "Connect OpenClaw").count()).toBe(0);
  });

  test("is not offered where it could not be: the reason stands in its place", async () => {
    const { page } = await openPage({});
    for (const [scene, says] of [
      ["proxied", "The proxy would see Sluice’s local key"],
      ["elsewhere", "Its files are not on this computer"],
    ] as const) {
      const state = openClawScenes[scene] ?? verified;
      await show(page, { ...state, openclaw: { ...state.openclaw, link: null } });
      expect(await textOf(page), scene).toContain(says);
      expect(await button(page, "Connect OpenClaw").count(), scene).toBe(0);
    }
  });

  test("in a file that only its owner should touch: what to paste is copied, and looked for again", async () => {
    const { commands, page } = await openPage({ scene: "toPaste" });
    const says = page.getByText("Sluice wrote what belongs in");
    await says.waitFor();
    await button(page, "Copy").click();
    await page.getByText("Copied.").waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(
      "/home/ida/.config/Sluice/openclaw-link.json5",
    );
    await button(page, "Look again").last().click();
    expect(await commands()).toEqual([{ type: "openclaw.look" }]);
    // Pasted and found: it has done its service.
    const pasted = openClawScenes.toPaste ?? verified;
    await show(page, { ...pasted, openclaw: { ...pasted.openclaw, link: verified.openclaw.link } });
    expect(await says.count()).toBe(0);
  });

  test("of an old OpenClaw is only on top of its providers", async () => {
    const { page } = await openPage({});
    const { openclaw, ...rest } = openClawScenes.tooOld ?? verified;
    const overlays = openClawScenes.overlay?.openclaw.overlays ?? [];
    await show(page, { ...rest, openclaw: { ...openclaw, overlays, link: null } });
    await button(page, "Connect OpenClaw").waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    expect(await page.getByRole("checkbox").count()).toBe(2);
    await show(page, { ...rest, openclaw });
    expect(await page.getByRole("radio").count()).toBe(1);
  });

  test("says what is left behind when Sluice is closed, and where the keys are then", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    expect(await page.getByText("Where OpenClaw finds its keys then").count()).toBe(0);
    await page.getByRole("radio", { name: "Through Cloudflare without Sluice" }).click();
    await page.getByRole("radio", { name: "In OpenClaw’s .env file" }).click();
    await page.getByText("There they stand readable, for every program of yours").waitFor();
    expect(await commands()).toEqual([
      { type: "settings.save", onQuit: "edge" },
      { type: "settings.save", onQuit: "edge", edgeKeys: "dotenv" },
    ]);
  });

  test("keys that are only in memory leave the other place to choose", async () => {
    const { commands, page } = await openPage({ scene: "full" });
    await answerWith(page, { ok: false, error: { code: "edge.keysInMemory" } });
    await page.getByRole("radio", { name: "Through Cloudflare without Sluice" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Your keys are in memory only");
    await answerWith(page, { ok: true });
    await page.getByRole("radio", { name: "In OpenClaw’s .env file" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    expect((await commands()).at(-1)).toEqual({
      type: "settings.save",
      onQuit: "edge",
      edgeKeys: "dotenv",
    });
    await show(page, openClawScenes.edgeInMemory ?? verified);
    expect(await textOf(page)).toContain("Your keys are in memory only.");
  });
});

test.each([
  ["version", "OpenClaw older than 2026.8 would not start while the keychain is locked."],
  ["noNode", "Sluice found no Node.js for the small program."],
  ["path", "OpenClaw runs no program from a folder with such a name."],
  ["win32", "On this system OpenClaw runs no such small program."],
])("why the keychain cannot be asked here is said (%s), with what to do", async (detail, says) => {
  const { page } = await openPage({ scene: "full" });
  await answerWith(page, { ok: false, error: { code: "resolver.unsupported", detail } });
  await page.getByRole("radio", { name: "Through Cloudflare without Sluice" }).click();
  const alert = await page.getByRole("alert").innerText();
  expect(alert).toContain(says);
  expect(alert).toMatch(/eep the keys in (OpenClaw’s|its) .env file, or let/);
});
