/** The environment of a real OpenClaw daemon: what it reads where, when its requests for this machine go to a proxy, and a key that leaves `.env` under it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKeyMove } from "../../main/app/key-move.ts";
import { parseDotEnv } from "../../main/core/environment/dotenv.ts";
import { accountOfResolverId, resolverIdOf } from "../../main/core/resolver/resolver-id.ts";
import { createLog } from "../../main/kit/log.ts";
import { createDaemon, type Daemon } from "../../main/openclaw/daemon/daemon.ts";
import {
  createEnvironment,
  type Environment,
} from "../../main/openclaw/environment/environment.ts";
import { createOpenClaw } from "../../main/openclaw/openclaw.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { dotEnvFile } from "../core/environment/dotenv-files.ts";
import { type Daemon as Running, startDaemon } from "../support/openclaw-rig.ts";
import { freePort, newToken, writeConfig } from "../support/openclaw-rig-home.ts";
import {
  hasOpenClaw,
  installOpenClaw,
  openClawVersion,
  openClawVersions,
} from "../support/openclaw-rig-install.ts";

/** The older version has another name for what asks the network. */
const isCurrent = openClawVersion === openClawVersions[0];
const onCurrent = isCurrent ? test : () => undefined;

describe.skipIf(!(await hasOpenClaw()))("the environment of a real daemon", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-environment-"));
  const home = path.join(folder, "home");
  const state = path.join(home, ".openclaw");
  const dotenv = path.join(state, ".env");
  const token = newToken();
  const asked: string[] = [];
  let practice: Practice;
  let proxy: Server;
  let running: Running;
  let attached: Daemon;
  let environment: Environment;
  let openclaw: ReturnType<typeof createOpenClaw>;
  let port = 0;
  let proxyUrl = "";

  const start = () =>
    startDaemon({ home, port, token, env: { HTTP_PROXY: proxyUrl, NO_PROXY: "corp.example" } });

  beforeAll(async () => {
    mkdirSync(home);
    practice = await startPractice({ pauseMs: 0 });
    proxy = await tunnel(asked);
    proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    port = await freePort();
    const { anthropic } = practice.providers;
    writeConfig({
      home,
      port,
      token,
      more: `
  models: { ${isCurrent ? "catalogRefresh" : "pricing"}: { enabled: false }, providers: { anthropic: { baseUrl: "${anthropic}" } } },
  agents: { defaults: { model: { primary: "anthropic/claude-sonnet-4-6" } } },
`,
    });
    writeFileSync(dotenv, `# mine\nANTHROPIC_API_KEY=${practice.secrets.anthropic}\n`, {
      mode: 0o600,
    });
    running = await start();
    openclaw = createOpenClaw({
      env: {},
      homeDir: home,
      journalFolder: path.join(folder, "journal"),
    });
    const common = {
      env: {},
      homeDir: home,
      config: async () => (await openclaw.read()).config,
      service: () => null,
    };
    const script = await installOpenClaw();
    attached = createDaemon({
      ...common,
      configPath: path.join(state, "openclaw.json"),
      install: () => ({
        source: "npm",
        entry: script,
        node: process.execPath,
        version: openClawVersion,
        isTooOld: false,
      }),
      startsFile: path.join(folder, "starts.json"),
      logFolder: path.join(folder, "logs"),
      now: Date.now,
      log: createLog({ write: () => undefined, now: Date.now }),
    });
    environment = createEnvironment({
      ...common,
      stateFolder: state,
      pid: async () => running.pid,
      journalFolder: path.join(folder, "journal"),
    });
  }, 240_000);

  afterAll(async () => {
    attached?.close();
    await running?.stop();
    await practice?.close();
    proxy?.closeAllConnections();
    proxy?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  async function turn() {
    asked.length = 0;
    practice.forget();
    const { status } = await running.runTurn({ message: "Say hello." });
    const here = asked.filter((where) => where.includes("127.0.0.1"));
    return {
      status,
      tunnels: here,
      keys: practice.seen().map(({ headers }) => headers["x-api-key"]),
    };
  }

  test("is read from its process and its files, with what it would send to the proxy", async () => {
    const { proxied, variables, plaintext } = await environment.read();
    expect(proxied).toBe(true);
    const found = Object.fromEntries(
      variables.map(({ name, winner, isStale }) => [name, [winner, isStale]]),
    );
    expect(found).toMatchObject({
      ANTHROPIC_API_KEY: ["dotenv", false],
      HTTP_PROXY: ["process", false],
      NO_PROXY: ["process", false],
      OPENCLAW_OFFLINE: ["process", false],
    });
    expect(plaintext.map(({ place }) => place)).toEqual(["ANTHROPIC_API_KEY"]);
  });

  test("behind that proxy a turn for 127.0.0.1 asks the proxy for a tunnel", async () => {
    const { keys, status, tunnels } = await turn();
    expect(status).toBe("ok");
    expect(tunnels).toContain(`CONNECT ${practice.providers.anthropic.slice("http://".length)}`);
    expect(keys).toContain(practice.secrets.anthropic);
  }, 120_000);

  test("a key leaves .env while the daemon runs, and the daemon has it from the keychain", async () => {
    const { move } = moverWith(practice.secrets.anthropic);
    const [found] = (await environment.read()).plaintext;
    expect(await move(found?.id ?? "")).toEqual({ ok: true });
    expect(readFileSync(dotenv, "utf8")).toBe("# mine\n");
    expect((await attached.look()).degraded).toEqual([]);
    const { keys, status } = await turn();
    expect([status, new Set(keys)]).toEqual(["ok", new Set([practice.secrets.anthropic])]);
  }, 120_000);

  test("from the next start on loopback is left out of the proxy, and the key is there without .env", async () => {
    expect(await environment.exceptLoopback()).toEqual({ ok: true });
    expect(readFileSync(dotenv, "utf8")).toBe(
      "# mine\nno_proxy=corp.example,127.0.0.1,localhost\n",
    );
    const before = await environment.examine();
    expect([before.isProxiedNow, before.isProxiedOnStart]).toEqual([true, false]);
    await running.stop();
    running = await start();
    expect((await environment.read()).proxied).toBe(false);
    expect(readFileSync(`/proc/${running.pid}/environ`, "utf8")).not.toContain("ANTHROPIC_API_KEY");
    const { keys, status, tunnels } = await turn();
    expect([status, tunnels]).toEqual(["ok", []]);
    expect(keys).toContain(practice.secrets.anthropic);
  }, 240_000);

  // The older version tells of no key it cannot read, which is why Sluice gives it no helper at all.
  onCurrent(
    "a key the resolver does not answer for the daemon stays where it was",
    async () => {
      const key = `sk-or-${"k".repeat(40)}`;
      writeFileSync(dotenv, `${readFileSync(dotenv, "utf8")}OPENROUTER_API_KEY=${key}\n`, {
        mode: 0o600,
      });
      const before = [
        readFileSync(dotenv, "utf8"),
        readFileSync(path.join(state, "openclaw.json"), "utf8"),
      ];
      const { move } = moverWith(key, { isDeaf: true });
      const found = (await environment.read()).plaintext.find(
        ({ place }) => place === "OPENROUTER_API_KEY",
      );
      expect(await move(found?.id ?? "")).toMatchObject({ ok: false, code: "key.unproven" });
      const after = [
        readFileSync(dotenv, "utf8"),
        readFileSync(path.join(state, "openclaw.json"), "utf8"),
      ];
      expect(after).toEqual(before);
      await running.call("secrets.reload");
      expect((await attached.look()).degraded).toEqual([]);
      expect((await turn()).status).toBe("ok");
    },
    120_000,
  );

  test("every .env is read as OpenClaw's own reader reads it", async () => {
    const { parse } = createRequire(await installOpenClaw())("dotenv") as {
      parse(text: string): Record<string, string>;
    };
    fc.assert(
      fc.property(dotEnvFile, (text) => {
        const theirs = Object.entries(parse(text)).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
        expect(new Map(parseDotEnv(text))).toEqual(new Map(theirs));
      }),
      { numRuns: 5_000 },
    );
  });

  /** A keychain in memory, and a helper of the shape OpenClaw asks; deaf: the helper answers Sluice, not OpenClaw. */
  function moverWith(secret: string, { isDeaf = false } = {}) {
    const kept = new Map<string, string>();
    const helper = path.join(folder, "helper");
    const account = (kind: string, provider: string | null) => `p1/${kind}/${provider}`;
    const answers = path.join(folder, "answers.json");
    return createKeyMove({
      environment,
      openclaw,
      daemon: attached,
      journalFolder: path.join(folder, "journal"),
      async save(kind, provider, value) {
        kept.set(account(kind, provider), value);
        return { ok: true, resolverId: resolverIdOf(account(kind, provider), "plain") };
      },
      readBack: async (kind, provider) => kept.get(account(kind, provider)) ?? null,
      resolver: {
        async ensure() {
          if (!existsSync(helper))
            writeFileSync(helper, `#!/bin/sh\n/bin/cat >/dev/null\nexec /bin/cat ${answers}\n`, {
              mode: 0o700,
            });
          const plain = resolverIdOf(account("provider", "anthropic"), "plain");
          if (!isDeaf)
            writeFileSync(
              answers,
              JSON.stringify({ protocolVersion: 1, values: { [plain]: secret } }),
              { mode: 0o600 },
            );
          return { ok: true, command: helper, args: [] };
        },
        ask: async (ids) =>
          Object.fromEntries(
            ids.map((id) => [
              id,
              accountOfResolverId(id)?.as === "bearer" ? `Bearer ${secret}` : secret,
            ]),
          ),
      },
    });
  }
});

/** A proxy that notes what it is asked for, and opens tunnels to this machine only. */
async function tunnel(asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, port] = (request.url ?? "").split(":");
    if (host !== "127.0.0.1") return socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const far = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      far.pipe(socket);
      socket.pipe(far);
    });
    far.on("error", () => socket.destroy());
    return socket.on("error", () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
