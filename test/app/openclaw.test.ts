/** OpenClaw held right: applied only when it says so, put back when it minds, left in peace otherwise. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import JSON5 from "json5";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeDaemon, startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { type TakeIn, takeIn } from "../openclaw-room/daemon/take-in.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let fake: FakeDaemon;
let sluice: Sluice;
let file: string;
let manner: TakeIn;

const text = () => readFileSync(file, "utf8");
const original = (port: number) => `// Mine.
{
  gateway: { mode: "local", port: ${port}, auth: { mode: "token", token: "the-shared-token" } },
  models: { providers: { anthropic: { apiKey: "sk-ant-mine" }, openai: { baseUrl: "http://10.0.0.1/v1" } } },
  agents: { defaults: { model: "anthropic/claude-haiku-4-5" } },
}
`;

beforeEach(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-app-"));
  file = path.join(folder, "home/.openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  fake = await startFakeDaemon({
    snapshot: { configPath: file, stateDir: path.dirname(file), authMode: "token" },
  });
  writeFileSync(file, original(fake.port), { mode: 0o600 });
  manner = takeIn(fake, file);
  sluice = await startSluice({ folder, env: { OPENCLAW_GATEWAY_PORT: String(fake.port) } });
  await sluice.until(({ openclaw }) => openclaw.daemon?.access === "rpc");
});
afterEach(async () => {
  await sluice.close();
  await fake.stop();
});

const codeOf = async (input: object) => {
  const reply = await sluice.app.send(input);
  return reply.ok ? "ok" : reply.error.code;
};
const own = { type: "openclaw.link", kind: "own" } as const;

describe("linking a daemon that runs", () => {
  test("is applied when the daemon says it runs with the file, not before", async () => {
    await sluice.setUp();
    manner.slowness = 6;
    const seen: boolean[] = [];
    sluice.app.watch(({ openclaw }) => {
      if (openclaw.link) seen.push(openclaw.link.applied);
    });
    await sluice.must(own);
    expect(sluice.app.state().openclaw.link).toMatchObject({ kind: "own", applied: true });
    expect(sluice.app.state().openclaw.daemon).toMatchObject({ isConfigApplied: true });
    expect(seen.at(-1)).toBe(true);
  });

  test("a file the daemon calls invalid is put back to the byte, and that is said", async () => {
    await sluice.setUp();
    const before = text();
    manner.isValid = (now) => !now.includes("cloudflare-ai-gateway");
    expect(await codeOf(own)).toBe("config.rejected");
    expect(text()).toBe(before);
    expect(sluice.app.state().openclaw.link).toBeNull();
  });

  test("never starts, stops or restarts it", async () => {
    await sluice.setUp();
    await sluice.must(own);
    await sluice.must({ type: "openclaw.look" });
    await sluice.must({ type: "openclaw.unlink" });
    await sluice.restart();
    const others = fake.contacts.filter((contact) => /start|stop|shutdown|update/.test(contact));
    expect(others.filter((contact) => contact !== "GET /startupz")).toEqual([]);
  });

  test("looking at everything changes no byte of its file", async () => {
    const before = text();
    await sluice.must({ type: "openclaw.look" });
    expect(text()).toBe(before);
  });

  test("one whose requests would pass a proxy is not linked: the proxy would hear the local key", async () => {
    writeFileSync(path.join(path.dirname(file), ".env"), "HTTP_PROXY=http://10.0.0.2:3128\n");
    await sluice.setUp();
    expect(await codeOf(own)).toBe("link.proxied");
    expect(text()).not.toContain("127.0.0.1");
  });
});

describe("on top of the person's own providers", () => {
  test("their key travels untouched, and unlinking gives the file back to the byte", async () => {
    await sluice.setUp();
    const before = text();
    await sluice.must({ type: "openclaw.link", kind: "overlay" });
    expect(sluice.app.state().openclaw.link).toEqual({
      kind: "overlay",
      providers: ["anthropic"],
      applied: true,
    });
    const { baseUrl, headers, apiKey } = JSON5.parse(text()).models.providers.anthropic;
    expect(apiKey).toBe("sk-ant-mine");
    sluice.practice.forget();
    await fetch(`${baseUrl}/v1/messages`, {
      method: "POST",
      headers: {
        ...headers,
        "x-api-key": sluice.practice.secrets.anthropic,
        "content-type": "application/json",
      },
      body: JSON.stringify({ model: "claude-haiku-4-5", max_tokens: 5, messages: [] }),
    });
    const [seen] = sluice.practice.seen();
    expect(seen?.headers["x-api-key"]).toBe(sluice.practice.secrets.anthropic);
    expect(JSON.stringify(seen)).not.toContain(Object.values(headers)[0]);
    await sluice.must({ type: "openclaw.unlink" });
    expect(text()).toBe(before);
  });

  test("a provider that leads somewhere of its own is refused with the reason", async () => {
    await sluice.setUp();
    const link = { type: "openclaw.link", kind: "overlay", providers: ["openai"] };
    expect(await codeOf(link)).toBe("link.customBaseUrl");
    expect(sluice.app.state().openclaw.overlays).toEqual([
      { slug: "anthropic", id: "anthropic", refusal: null },
      { slug: "openai", id: "openai", refusal: "link.customBaseUrl" },
    ]);
  });
});

describe("the order of models", () => {
  const order = (primary: string, ...fallbacks: string[]) => ({
    type: "model.order" as const,
    primary,
    fallbacks,
  });

  test("without a link, or on top of the person's own, it is a lasting edit that unlinking keeps", async () => {
    await sluice.setUp();
    await sluice.must({ type: "openclaw.link", kind: "overlay" });
    await sluice.must(order("anthropic/claude-sonnet-4-6", "openai/gpt-5.2"));
    expect(sluice.app.state().models.openclaw).toMatchObject({
      primary: "anthropic/claude-sonnet-4-6",
      fallbacks: ["openai/gpt-5.2"],
    });
    await sluice.must({ type: "openclaw.unlink" });
    expect(JSON5.parse(text()).agents.defaults.model).toEqual({
      primary: "anthropic/claude-sonnet-4-6",
      fallbacks: ["openai/gpt-5.2"],
    });
    expect(text()).toContain("// Mine.");
  });

  test("through Sluice's own entry it goes with the link, a model without a price included", async () => {
    await sluice.setUp();
    const before = text();
    await sluice.must(own);
    await sluice.must(order("cloudflare-ai-gateway/claude-next", "anthropic/claude-haiku-4-5"));
    const { agents, models } = JSON5.parse(text());
    expect(agents.defaults.model).toEqual({
      primary: "cloudflare-ai-gateway/claude-next",
      fallbacks: ["anthropic/claude-haiku-4-5"],
    });
    expect(models.providers["cloudflare-ai-gateway"].models).toContainEqual({
      id: "claude-next",
      name: "claude-next",
      reasoning: false,
      input: ["text"],
    });
    await sluice.must({ type: "openclaw.unlink" });
    expect(text()).toBe(before);
  });

  test("one the daemon does not take leaves the former link and the former choice", async () => {
    await sluice.setUp();
    await sluice.must(own);
    const linked = text();
    manner.isValid = (now) => !now.includes("claude-next");
    expect(await codeOf(order("cloudflare-ai-gateway/claude-next"))).toBe("config.rejected");
    expect(text()).toBe(linked);
    expect(sluice.app.state().models.selected.model).toBe("claude-sonnet-4-6");
  });

  test("through Sluice's own entry the default cannot be one that goes past it", async () => {
    await sluice.setUp();
    await sluice.must(own);
    expect(await codeOf(order("anthropic/claude-haiku-4-5"))).toBe("model.pastSluice");
  });
});

describe("leaving", () => {
  test("quitting waits until the daemon has let go", async () => {
    await sluice.setUp();
    const before = text();
    await sluice.must(own);
    manner.slowness = 6;
    await sluice.app.quit();
    expect(text()).toBe(before);
    const asked = fake.contacts.filter((contact) => contact === "config.get").length;
    expect(asked).toBeGreaterThan(6);
  });

  test("while a link is still waited for, OpenClaw has its own way back all the same", async () => {
    await sluice.setUp();
    const before = text();
    manner.slowness = Number.POSITIVE_INFINITY;
    const linking = sluice.app.send(own);
    await expect.poll(text).not.toBe(before);
    await sluice.app.quit();
    expect(text()).toBe(before);
    await linking;
  });

  test("why the next start could not link stays said", async () => {
    await sluice.setUp();
    await sluice.must({ type: "openclaw.link", kind: "overlay" });
    writeFileSync(path.join(path.dirname(file), ".env"), "HTTP_PROXY=http://10.0.0.2:3128\n");
    await sluice.restart();
    await sluice.must({ type: "openclaw.look" });
    expect(sluice.app.state()).toMatchObject({
      openclaw: { link: null },
      notice: { code: "link.proxied" },
    });
  });

  test("a turn that still runs is served until it ends", async () => {
    await sluice.setUp();
    await sluice.must(own);
    let turns = 3;
    fake.on("gateway.restart.preflight", () => {
      turns -= 1;
      return { ok: true, payload: { counts: { embeddedRuns: Math.max(0, turns) } } };
    });
    const { port } = sluice.app.state().router;
    const quitting = sluice.app.quit();
    await fake.asked("gateway.restart.preflight");
    // The door is open although the link is gone: 401 is an answer.
    const knock = await fetch(`http://127.0.0.1:${port}/anthropic/v1/messages`, { method: "POST" });
    expect(knock.status).toBe(401);
    await quitting;
    expect(turns).toBeLessThan(1);
  });

  test("a Sluice that fell over three times in ten minutes leaves OpenClaw alone and says so", async () => {
    await sluice.setUp();
    const before = text();
    await sluice.must(own);
    const linked = text();
    const journal = path.join(sluice.userDataDir, "journal");
    cpSync(journal, `${journal}.kept`, { recursive: true });
    await sluice.app.quit();
    // What three crashes leave: the link in the file and in the journal, and no good end in the record.
    writeFileSync(file, linked);
    cpSync(`${journal}.kept`, journal, { recursive: true });
    const starts = [1, 2, 3].map((i) => ({ at: Date.now() - i * 1_000, endedWell: false }));
    writeFileSync(
      path.join(sluice.userDataDir, "runs.json"),
      JSON.stringify({ version: 1, starts }),
    );
    await sluice.restart();
    expect(sluice.app.state().notice?.code).toBe("app.crashing");
    expect(sluice.app.state().openclaw.link).toBeNull();
    expect(JSON5.parse(text())).toEqual(JSON5.parse(before));
    await sluice.restart();
    expect(sluice.app.state().openclaw.link).toBeNull();
  });
});
