/** How far the first run got: after a quit, after a kill, from the beginning again, and in files that know nothing of it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Headless, startHeadless } from "../support/headless.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-first-run-"));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("in a new Sluice", () => {
  let sluice: Sluice;
  beforeEach(async () => {
    sluice = await startSluice();
  });
  afterEach(() => sluice.close());
  const setup = () => sluice.app.state().setup;
  const go = (step: "welcome" | "openclaw" | "modelKey" | "cloudflare" | "check", skip?: true) =>
    sluice.must({ type: "setup.go", step, ...(skip && { skip }) });

  test("is open at its first screen, and nothing is written for that", () => {
    expect(setup()).toEqual({ status: "open", step: "welcome", skipped: [] });
    expect(existsSync(path.join(sluice.home, ".openclaw"))).toBe(false);
  });

  test("what was passed over is known, in the order of the screens, until it is gone back to", async () => {
    await go("openclaw");
    await go("modelKey");
    await go("cloudflare", true);
    await go("check", true);
    expect(setup()).toEqual({ status: "open", step: "check", skipped: ["modelKey", "cloudflare"] });
    await go("modelKey");
    expect(setup().skipped).toEqual(["cloudflare"]);
    await go("check");
    expect(setup()).toEqual({ status: "open", step: "check", skipped: ["cloudflare"] });
  });

  test("put off it stays where it was, and goes on there; done it can be played again", async () => {
    await go("openclaw");
    await go("modelKey", true);
    await sluice.must({ type: "setup.end", isDone: false });
    expect(setup()).toEqual({ status: "left", step: "modelKey", skipped: ["openclaw"] });
    await sluice.restart();
    expect(setup()).toEqual({ status: "left", step: "modelKey", skipped: ["openclaw"] });
    await go("modelKey");
    expect(setup().status).toBe("open");
    await sluice.must({ type: "setup.end", isDone: true });
    expect(setup()).toMatchObject({ status: "done", skipped: ["openclaw"] });
    await go("welcome");
    expect(setup()).toEqual({ status: "open", step: "welcome", skipped: ["openclaw"] });
  });

  test("a profile made in it does not end it: there are more screens", async () => {
    await go("cloudflare");
    await sluice.setUp();
    expect(setup()).toMatchObject({ status: "open", step: "cloudflare" });
  });

  test.each([
    ["a screen nobody knows", { type: "setup.go", step: "teleport" }],
    ["an end that is neither", { type: "setup.end" }],
  ])("%s is refused", async (_, input) => {
    expect(await sluice.app.send(input)).toMatchObject({ error: { code: "command.invalid" } });
  });
});

describe("a Sluice that was set up before there was a first run", () => {
  const profiles = [{ id: "p1", name: "Mine", accountId: "a", aiGatewayId: "g" }];
  test.each([
    ["with a profile needs none", { profiles, activeProfile: "p1" }, "done"],
    ["with a link needs none", { link: { kind: "overlay", providers: ["openai"] } }, "done"],
    ["with neither begins it", { settings: { theme: "dark" } }, "open"],
  ])("%s", async (_, remembered, status) => {
    const folder = newFolder();
    const data = path.join(folder, "data");
    mkdirSync(data);
    writeFileSync(path.join(data, "settings.json"), JSON.stringify(remembered));
    const sluice = await startSluice({ folder });
    expect(sluice.app.state().setup.status).toBe(status);
    await sluice.close();
  });

  test("practice begins on Home, and can still be led through it", async () => {
    const sluice = await startSluice({ switches: ["--practice"] });
    expect(sluice.app.state().setup).toEqual({ status: "left", step: "welcome", skipped: [] });
    await sluice.must({ type: "setup.go", step: "welcome" });
    expect(sluice.app.state().setup.status).toBe("open");
    await sluice.close();
  });
});

describe("in a process of its own", () => {
  const start = (folder: string): Promise<Headless> =>
    startHeadless({
      userDataDir: path.join(folder, "data"),
      env: { HOME: path.join(folder, "home"), OPENCLAW_GATEWAY_PORT: "9" },
    });

  test("killed at any screen it goes on there, with what was passed over", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.must({ type: "setup.go", step: "openclaw" });
    await first.must({ type: "setup.go", step: "modelKey", skip: true });
    await first.kill9();
    const second = await start(folder);
    expect(second.state().setup).toEqual({
      ...{ status: "open", step: "modelKey", skipped: ["openclaw"] },
    });
    await second.must({ type: "setup.go", step: "cloudflare" });
    await second.kill9();
    const third = await start(folder);
    expect(third.state().setup.step).toBe("cloudflare");
    expect(await third.quit()).toBe(0);
  });
});
