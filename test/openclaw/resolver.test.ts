/** The real OpenClaw, with Sluice closed: its keys come from a real keychain through the installed resolver, and stand nowhere on disk. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolverIdOf } from "../../main/core/resolver/resolver-id.ts";
import { canStartWithoutKeys } from "../../main/core/resolver/without-keys.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { createRig, type Rig, saveSecrets } from "../openclaw-room/resolver/rig.ts";
import { type Canaries, createCanaries, findCanaries } from "../support/canary.ts";
import { hasKeyring, type Keyring, withKeyring } from "../support/keyring.ts";
import { type Daemon, startDaemon } from "../support/openclaw-rig.ts";
import { freePort, newToken, openClawEnv, writeConfig } from "../support/openclaw-rig-home.ts";
import {
  hasOpenClaw,
  installOpenClaw,
  openClawVersion,
  openClawVersions,
} from "../support/openclaw-rig-install.ts";

const minute = 60_000;
const keyAccount = "0123abcd/provider/anthropic";
const tokenAccount = "0123abcd/aiGateway";
const owner = "cloudflare-ai-gateway";
/** The older one knows no such member, and its schema is strict. */
const isNewest = openClawVersion === openClawVersions[0];
const startsWithoutKeys = canStartWithoutKeys(openClawVersion);
const canRun = hasKeyring() && (await hasOpenClaw());
const run = promisify(execFile);

// What only an older version does is no test of the newer ones.
const onOlder = startsWithoutKeys ? () => undefined : test;
const onNewer = startsWithoutKeys ? test : () => undefined;

describe.skipIf(!canRun)("with Sluice closed", { timeout: 4 * minute }, () => {
  let rig: Rig;
  let keyring: Keyring;
  let practice: Practice;
  let daemon: Daemon;
  let start: () => Promise<Daemon>;
  let configFile = "";
  const canaries: Canaries = createCanaries();
  const rotated = createCanaries().anthropic;
  const closers: (() => unknown)[] = [];

  beforeAll(async () => {
    keyring = await withKeyring("unlocked");
    closers.push(keyring.stop);
    await saveSecrets(keyring.env, {
      [keyAccount]: canaries.anthropic,
      [tokenAccount]: canaries.aiGateway,
    });
    practice = await startPractice({
      pauseMs: 0,
      aiGatewayTokens: [canaries.aiGateway],
      providerKeys: { anthropic: [canaries.anthropic, rotated], openai: [] },
    });
    closers.push(practice.close);
    rig = createRig();
    closers.push(rig.remove);
    const resolver = rig.resolverWith({ env: keyring.env });
    const ready = await resolver.ensure();
    if (!ready.ok) throw new Error(ready.detail);
    const [port, token] = [await freePort(), newToken()];
    const more = entry(practice, ready.command);
    configFile = writeConfig({ home: rig.homeDir, port, token, more });
    // The resolver is told nothing of the bus: OpenClaw hands it HOME.
    start = () => startDaemon({ home: rig.homeDir, port, token });
    daemon = await start();
    closers.push(() => daemon.stop());
  }, 6 * minute);
  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
  }, minute);

  /** Of the last request that came to Cloudflare. */
  async function turn(message: string) {
    practice.forget();
    const ended = await daemon.runTurn({ message });
    const seen = practice.seen().find(({ which }) => which === "aiGateway");
    return { status: ended.status, headers: seen?.headers ?? null };
  }

  async function degraded(): Promise<readonly string[]> {
    const { degradedSecretOwners = [] } = await daemon.call<Status>("status");
    return degradedSecretOwners.map(({ ownerKind, ownerId }) => `${ownerKind}:${ownerId}`);
  }

  test("OpenClaw finds nothing wrong with a file that names the resolver", async () => {
    const { stdout } = await run(
      process.execPath,
      [await installOpenClaw(), "config", "validate", "--json"],
      { cwd: rig.homeDir, env: openClawEnv(rig.homeDir) },
    );
    expect(JSON.parse(stdout)).toMatchObject({ valid: true });
  });

  test("a turn goes straight to Cloudflare with both keys from the keychain", async () => {
    expect(await turn("Say hello.")).toMatchObject({
      status: "ok",
      headers: {
        "x-api-key": canaries.anthropic,
        "cf-aig-authorization": `Bearer ${canaries.aiGateway}`,
      },
    });
    expect(await degraded()).toEqual([]);
  });

  test("a changed key is used after secrets.reload, without a restart", async () => {
    const { pid } = daemon;
    await saveSecrets(keyring.env, { [keyAccount]: rotated });
    await daemon.call("secrets.reload");
    expect(await turn("And with the new key?")).toMatchObject({
      status: "ok",
      headers: { "x-api-key": rotated },
    });
    expect(daemon.pid).toBe(pid);
  });

  test("locked while it runs: the keys it has keep working", async () => {
    await keyring.lock();
    const reloaded = await daemon.call("secrets.reload").then(
      () => "taken in",
      () => "refused",
    );
    expect(reloaded).toBe(startsWithoutKeys ? "taken in" : "refused");
    expect(await turn("Still there?")).toMatchObject({
      status: "ok",
      headers: { "x-api-key": rotated },
    });
  });

  onNewer(
    "locked at its start, it runs without these keys, and has them after unlock and secrets.reload",
    async () => {
      await daemon.stop();
      daemon = await start();
      expect(await degraded()).toEqual([`provider:${owner}`]);
      expect(await turn("Anybody?")).toEqual({ status: "error", headers: null });
      await keyring.unlock();
      await daemon.call("secrets.reload");
      expect(await degraded()).toEqual([]);
      expect(await turn("And now?")).toMatchObject({
        status: "ok",
        headers: { "x-api-key": rotated },
      });
    },
  );

  onOlder(
    "locked at its start, an older OpenClaw does not start at all: why none is led past Sluice by the resolver",
    async () => {
      await daemon.stop();
      await expect(start()).rejects.toThrow("required secrets are unavailable");
      await keyring.unlock();
      daemon = await start();
      expect(await turn("And now?")).toMatchObject({ status: "ok" });
    },
  );

  test("no key stands anywhere: not in OpenClaw's folders, not in the resolver's, not in a log", () => {
    const secrets = { ...canaries, rotated };
    expect(
      findCanaries({ secrets, folders: [rig.homeDir], texts: { console: daemon.output() } }),
    ).toEqual([]);
    expect(readFileSync(configFile, "utf8")).toContain(resolverIdOf(keyAccount, "plain"));
  });
});

type Status = {
  readonly degradedSecretOwners?: readonly {
    readonly ownerKind: string;
    readonly ownerId: string;
  }[];
};

/** As the edge link writes it; `timeoutMs` is OpenClaw's own default. */
function entry({ aiGateway }: Practice, command: string): string {
  const ref = (account: string, as: "plain" | "bearer") =>
    JSON.stringify({ source: "exec", provider: "sluice", id: resolverIdOf(account, as) });
  return `
  plugins: { entries: { "cloudflare-ai-gateway": { enabled: false } } },
  secrets: {
    providers: {
      sluice: { source: "exec", command: ${JSON.stringify(command)}, passEnv: ["HOME"], jsonOnly: true },
    },
  },
  models: {
    ${isNewest ? "catalogRefresh: { enabled: false }," : ""}
    providers: {
      "${owner}": {
        baseUrl: "${aiGateway}/v1/practice/demo/anthropic",
        api: "anthropic-messages",
        auth: "api-key",
        apiKey: ${ref(keyAccount, "plain")},
        headers: { "cf-aig-authorization": ${ref(tokenAccount, "bearer")} },
        models: [
          { id: "claude-sonnet-4-6", name: "Sonnet", contextWindow: 200000, maxTokens: 64000 },
        ],
      },
    },
  },
  agents: { defaults: { model: { primary: "${owner}/claude-sonnet-4-6" } } },
`;
}
