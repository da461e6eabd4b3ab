/** What somebody who helps is shown: enough to help, and nothing of a key, an account, a home or a person. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCanaries, findCanaries } from "../support/canary.ts";
import { startHeadless } from "../support/headless.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
let folder = "";
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-diagnostics-"));
  sluice = await startSluice({ folder });
});
afterEach(async () => {
  await sluice.close();
  rmSync(folder, { recursive: true, force: true });
});

async function read(from: Sluice = sluice): Promise<string> {
  const reply = await from.app.read({ type: "diagnostics" });
  if (!reply.ok) throw new Error(reply.error.code);
  expect(reply.rows).toEqual([]);
  return reply.text ?? "";
}
/** The values behind a name, in any section. */
const row = (text: string, name: string): string | undefined =>
  text
    .split("\n")
    .find((line) => line.startsWith(`  ${name} `))
    ?.slice(2 + name.length)
    .trim();

const canaries = createCanaries();
async function saveCanaries(): Promise<void> {
  const { aiGateway, analytics, ...providers } = canaries;
  for (const [provider, secret] of Object.entries(providers))
    await sluice.must({ type: "secret.save", kind: "provider", provider, secret });
  await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
  await sluice.must({ type: "secret.save", kind: "analytics", secret: analytics });
}

describe("what it tells", () => {
  test("is versions, states, codes and settings, each by its name", async () => {
    await sluice.setUp();
    await sluice.must({ type: "route.set", route: "paused" });
    await sluice.app.send({ type: "check.run", name: "route" });
    const text = await read();
    expect(text).toMatch(/^Sluice 0\.0\.0-\S+, diagnostics of \d{4}-\d\d-\d\dT/);
    expect(row(text, "node")).toBe(process.versions.node);
    expect(row(text, "system")).toContain(process.platform);
    expect(row(text, "router")).toBe(`listening, ${sluice.app.state().router.port}`);
    expect(row(text, "route")).toBe("asked paused, applied paused");
    expect(row(text, "refusing")).toBe("paused");
    expect(row(text, "check route")).toMatch(/^failed, check\.failed, /);
    expect(row(text, "configuration")).toMatch(/^notFound, —, /);
    expect(row(text, "can analytics")).toBe("unknown");
    expect(row(text, "anthropic")).toBe("saved");
    expect(row(text, "aiGateway")).toBe("saved");
    expect(row(text, "first run")).toBe("done, done");
    expect(row(text, "trayFigure")).toBe("spend");
    expect(row(text, "proxy")).toBe("system");
    expect(text).toContain('"event":"router.listening"');
  });

  test("of the daemon's environment it names variables and where they stand, and shows no value", async () => {
    const state = path.join(sluice.home, ".openclaw");
    mkdirSync(state, { recursive: true });
    writeFileSync(path.join(state, "openclaw.json"), "{}");
    writeFileSync(path.join(state, ".env"), `ANTHROPIC_API_KEY=${canaries.anthropic}\n`);
    await sluice.must({ type: "openclaw.look" });
    const text = await read();
    expect(row(text, "ANTHROPIC_API_KEY")).toBe("dotenv*");
    expect(row(text, "readable keys")).toBe("anthropic");
    expect(text).not.toContain(canaries.anthropic.slice(-4));
  });

  test("every notice with its code, where it came from and since when", async () => {
    const file = path.join(sluice.home, ".openclaw/openclaw.json");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "{ not json");
    await sluice.must({ type: "openclaw.look" });
    expect(row(await read(), "openclaw")).toMatch(/^config\.broken, \d{4}-/);
  });

  test("the log's last lines, those of the run before from the file it left", async () => {
    const logs = path.join(sluice.userDataDir, "logs");
    mkdirSync(logs);
    const lines = Array.from({ length: 300 }, (_, at) => JSON.stringify({ event: `old.n${at}` }));
    writeFileSync(path.join(logs, "sluice.log"), `${lines.join("\n")}\n`);
    sluice.log.info("new.one");
    const log = (await read()).split("\nLog\n")[1]?.trim().split("\n") ?? [];
    expect(log).toHaveLength(200);
    expect(log).toContain('{"event":"old.n299"}');
    expect(log).not.toContain('{"event":"old.n50"}');
    expect(log.at(-1)).toContain("new.one");
  });

  test("of this run alone, once that has said enough", async () => {
    for (let at = 0; at < 250; at += 1) sluice.log.info("new.line", { at });
    const log = (await read()).split("\nLog\n")[1]?.trim().split("\n") ?? [];
    expect(log).toHaveLength(200);
    expect(log[0]).toContain('"at":"');
    expect(log.every((line) => line.includes("new.line"))).toBe(true);
  });
});

describe("what it never tells", () => {
  const ids = { accountId: "0123456789abcdef0123456789abcdef", aiGatewayId: "annas-own-gateway" };

  test("keys, tokens, ids and names, wherever they got into", async () => {
    await sluice.must({ type: "profile.save", name: "Anna & Söhne", ...ids });
    await saveCanaries();
    await sluice.must({ type: "settings.save", proxy: "http://proxy.annas-network.example:3128" });
    await sluice.app.send({ type: "cloudflare.look" });
    await sluice.app.send({ type: "check.run", name: "route" });
    const bad = { ...canaries, ...ids, name: "Anna & Söhne" };
    sluice.log.info("test.leak", {
      ...bad,
      url: `https://x/v1/${ids.accountId}/${ids.aiGatewayId}`,
    });
    sluice.log.error("test.leak", { error: new Error(Object.values(bad).join(" ")) });
    const text = await read();
    expect(findCanaries({ secrets: { ...canaries }, texts: { text } })).toEqual([]);
    for (const name of [ids.accountId, ids.aiGatewayId, "Anna", "annas-network"])
      expect(text).not.toContain(name);
    expect(text).toContain("••••cdef");
    expect(row(text, "proxy")).toBe("its own address");
  });

  test("no id a profile can have, in no line of the log", async () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{5,64}$/);
    const line = fc.record({ before: fc.string(), behind: fc.string() });
    await fc.assert(
      fc.asyncProperty(part, part, line, async (accountId, aiGatewayId, { before, behind }) => {
        await sluice.must({ type: "profile.save", name: "N", accountId, aiGatewayId });
        sluice.log.info("test.line", {
          said: `${before} ${accountId}/${aiGatewayId} ${behind}`,
          error: new Error(accountId),
        });
        const text = await read();
        expect(text).not.toContain(`/${aiGatewayId} `);
        expect(text).not.toContain(` ${accountId}/`);
        if (accountId.length >= 8) expect(text).not.toContain(accountId);
      }),
      { numRuns: 15 },
    );
  });

  test("the home and the person whose it is", async () => {
    const home = path.join(folder, "home-of-brunhilde");
    mkdirSync(path.join(home, ".openclaw"), { recursive: true });
    writeFileSync(path.join(home, ".openclaw/openclaw.json"), "{}");
    const headless = await startHeadless({
      userDataDir: path.join(home, "data"),
      env: { HOME: home, USER: "brunhilde", OPENCLAW_GATEWAY_PORT: "9" },
    });
    await headless.must({ type: "openclaw.look" });
    const reply = await headless.query({ type: "diagnostics" });
    const text = reply.ok ? (reply.text ?? "") : "";
    expect(text).toContain("~/.openclaw/openclaw.json");
    expect(text).not.toContain("brunhilde");
    expect(await headless.quit()).toBe(0);
  });
});

describe("saved", () => {
  test("it is a file of the person's own in the downloads, and the reply says where", async () => {
    await sluice.setUp();
    const reply = await sluice.must({ type: "diagnostics.save" });
    const file = reply.path ?? "";
    expect(path.dirname(file)).toBe(path.join(sluice.userDataDir, "exports"));
    expect(path.basename(file)).toMatch(/^sluice-diagnostics-\d{4}-\d\d-\d\d-[0-9a-z]+\.txt$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").split("\n").slice(1)).toEqual(
      (await read()).split("\n").slice(1),
    );
  });

  test("where nothing can be written it says so", async () => {
    writeFileSync(path.join(sluice.userDataDir, "exports"), "in the way");
    expect(await sluice.app.send({ type: "diagnostics.save" })).toMatchObject({
      ok: false,
      error: { code: "diagnostics.failed" },
    });
  });
});
