/** The router moved to another port: OpenClaw is led there without a request lost, or nothing at all has changed. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import JSON5 from "json5";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeDaemon, startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { type TakeIn, takeIn } from "../openclaw-room/daemon/take-in.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let folder = "";
let fake: FakeDaemon;
let sluice: Sluice;
let file: string;
let manner: TakeIn;
let turns = 0;
const held: Server[] = [];

const text = () => readFileSync(file, "utf8");
const soon = { timeout: 20_000 };

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-port-"));
  file = path.join(folder, "home/.openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  fake = await startFakeDaemon({
    snapshot: { configPath: file, stateDir: path.dirname(file), authMode: "token" },
  });
  turns = 0;
  fake.on("gateway.restart.preflight", () => ({
    ok: true,
    payload: { counts: { embeddedRuns: turns } },
  }));
  const gateway = {
    ...{ mode: "local", port: fake.port },
    auth: { mode: "token", token: "the-shared-token" },
  };
  const providers = { anthropic: { apiKey: "sk-ant-mine" } };
  writeFileSync(file, JSON.stringify({ gateway, models: { providers } }), { mode: 0o600 });
  manner = takeIn(fake, file);
  sluice = await startSluice({ folder, env: { OPENCLAW_GATEWAY_PORT: String(fake.port) } });
  await sluice.until(({ openclaw }) => openclaw.daemon?.access === "rpc");
  await sluice.setUp();
}, 60_000);
afterEach(async () => {
  for (const server of held.splice(0)) server.close();
  await sluice.close();
  await fake.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function holdPort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  held.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
async function freePort(): Promise<number> {
  const port = await holdPort("127.0.0.1");
  const server = held.pop();
  server?.close();
  if (server) await once(server, "close");
  return port;
}

const portNow = () => sluice.app.state().router.port ?? 0;
const move = (port: number) => sluice.app.send({ type: "router.port", port });
const link = (kind: "own" | "overlay") => sluice.must({ type: "openclaw.link", kind });

/** How OpenClaw would reach the router by its file as it is now. */
type Way = { readonly port: number; readonly key: string };
function way(): Way {
  const { providers } = JSON5.parse(text()).models;
  const entry = providers["cloudflare-ai-gateway"] ?? providers.anthropic;
  const key = providers["cloudflare-ai-gateway"] ? entry.apiKey : Object.values(entry.headers)[0];
  return { port: Number(new URL(entry.baseUrl).port), key };
}
/** The status of a request that goes this way; null where nobody listens. */
async function ask({ key, port }: Way): Promise<number | null> {
  const messages = [{ role: "user", content: "Hello" }];
  const body = { model: "claude-haiku-4-5", max_tokens: 5, messages };
  const init = {
    method: "POST",
    headers: {
      ...{ "x-api-key": key, "anthropic-version": "2023-06-01" },
      ...{ "content-type": "application/json", connection: "close" },
    },
    body: JSON.stringify(body),
  };
  try {
    return (await fetch(`http://127.0.0.1:${port}/anthropic/v1/messages`, init)).status;
  } catch {
    return null;
  }
}

describe("to a free port", () => {
  test("OpenClaw is led there with the key it has, and the next start listens there as well", async () => {
    await link("own");
    const before = way();
    const port = await freePort();
    expect(await move(port)).toEqual({ ok: true });
    expect(sluice.app.state().router).toEqual({ status: "listening", port });
    expect(sluice.app.state().openclaw.link).toMatchObject({ kind: "own", applied: true });
    expect(way()).toEqual({ port, key: before.key });
    expect(await ask(way())).toBe(200);
    await expect.poll(() => ask(before), soon).toBeNull();
    await sluice.restart();
    expect(portNow()).toBe(port);
  });

  test("an overlay is led there too, and unlinking gives the file back to the byte", async () => {
    const original = text();
    await link("overlay");
    const port = await freePort();
    expect(await move(port)).toEqual({ ok: true });
    expect(way().port).toBe(port);
    await sluice.must({ type: "openclaw.unlink" });
    expect(text()).toBe(original);
  });

  test("without a link the file is not touched, and the old port is given up at once", async () => {
    const original = text();
    const before = portNow();
    const port = await freePort();
    expect(await move(port)).toEqual({ ok: true });
    expect(text()).toBe(original);
    expect([await ask({ port, key: "k" }), await ask({ port: before, key: "k" })]).toEqual([
      401,
      null,
    ]);
  });

  test("to where it is already nothing happens", async () => {
    await link("own");
    const before = text();
    const contacts = fake.contacts.length;
    expect(await move(portNow())).toEqual({ ok: true });
    expect(text()).toBe(before);
    expect(fake.contacts.slice(contacts)).not.toContain("config.get");
  });
});

describe("the old port", () => {
  test("takes requests until OpenClaw says that it runs with the new one", async () => {
    await link("own");
    const before = way();
    const port = await freePort();
    manner.slowness = 8;
    const moved = move(port);
    await expect.poll(() => way().port, soon).toBe(port);
    expect(await ask(before)).toBe(200);
    expect(await moved).toEqual({ ok: true });
    await expect.poll(() => ask(before), soon).toBeNull();
  });

  test("is kept for the turns that began at it, each with the key it knows", async () => {
    await link("own");
    const before = way();
    turns = 1;
    const port = await freePort();
    expect(await move(port)).toEqual({ ok: true });
    expect(await ask(before)).toBe(200);
    expect(await ask(way())).toBe(200);
    // A turn of more than one request: the next comes later, over a connection of its own.
    await fake.asked("gateway.restart.preflight");
    await fake.asked("gateway.restart.preflight");
    expect(await ask(before)).toBe(200);
    turns = 0;
    await expect.poll(() => ask(before), soon).toBeNull();
    expect(await ask(way())).toBe(200);
  });

  test("can be gone back to while it is still open, and the other is given up then", async () => {
    await link("own");
    const before = way();
    turns = 1;
    const port = await freePort();
    expect(await move(port)).toEqual({ ok: true });
    expect(await move(before.port)).toEqual({ ok: true });
    expect(way()).toEqual(before);
    turns = 0;
    await expect.poll(() => ask({ ...before, port }), soon).toBeNull();
    expect(await ask(before)).toBe(200);
  });
});

describe("nothing changes", () => {
  test.each(["127.0.0.1", "::1"])("where %s has the port taken", async (host) => {
    await link("own");
    const before = { file: text(), way: way(), router: sluice.app.state().router };
    const port = await holdPort(host);
    expect(await move(port)).toEqual({ ok: false, error: { code: "router.portTaken" } });
    expect(sluice.app.state().router).toEqual(before.router);
    expect(sluice.app.state().notice).toBeNull();
    expect(text()).toBe(before.file);
    expect(await ask(before.way)).toBe(200);
    await sluice.restart();
    expect(portNow()).toBe(before.way.port);
  });

  test("where OpenClaw does not take the new address", async () => {
    await link("own");
    const before = { file: text(), way: way() };
    const port = await freePort();
    manner.isValid = (now) => !now.includes(`:${port}/`);
    expect(await move(port)).toMatchObject({ ok: false, error: { code: "config.rejected" } });
    expect(portNow()).toBe(before.way.port);
    expect(text()).toBe(before.file);
    expect(await ask(before.way)).toBe(200);
    expect(await ask({ ...before.way, port })).toBeNull();
    await sluice.restart();
    expect(portNow()).toBe(before.way.port);
  });

  test.each([1_023, 65_536, 80.5])("for a port that is none (%s)", async (port) => {
    expect(await move(port)).toMatchObject({ error: { code: "command.invalid" } });
  });
});
