/** The real OpenClaw: the order that was chosen is the one its turns take, pins are seen and let go of, a set-up of its own is found. */
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Edit, editJson5, type JsonObject, parseJson5 } from "../../main/core/json5-edit.ts";
import { orderEdits, orderOf } from "../../main/core/models/order.ts";
import { type Call, readModels, removePin } from "../../main/openclaw/models/models.ts";
import { findOnboarded } from "../../main/openclaw/models/onboarded.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { type Daemon, startDaemon } from "../support/openclaw-rig.ts";
import { freePort, newToken, openClawEnv, writeConfig } from "../support/openclaw-rig-home.ts";
import { hasOpenClaw, installOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";

const minute = 60_000;
const isOlder = openClawVersion === "2026.5.28";
const canRun = await hasOpenClaw();
const [haiku, sonnet] = ["spare/claude-haiku-4-5", "spare/claude-sonnet-4-6"];

// What only one of the versions does is no test of the other.
const onOlder = isOlder ? test : () => undefined;
const onNewer = isOlder ? () => undefined : test;

describe.skipIf(!canRun)("models", { timeout: 3 * minute }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-models-"));
  const home = path.join(folder, "home");
  const stateFolder = path.join(home, ".openclaw");
  let practice: Practice;
  let daemon: Daemon;
  let configFile: string;

  beforeAll(async () => {
    mkdirSync(home);
    practice = await startPractice({ pauseMs: 0 });
    const [port, token] = [await freePort(), newToken()];
    configFile = writeConfig({ home, port, token, more: ownModels(practice) });
    daemon = await startDaemon({ home, port, token });
  }, 4 * minute);
  afterAll(async () => {
    await daemon?.stop();
    await practice?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, minute);

  const call: Call = async <T>(method: string, params?: object) => {
    try {
      return { ok: true, value: await daemon.call<T>(method, { ...params }) };
    } catch (error) {
      return { ok: false, code: "openclaw.refused", detail: String(error) };
    }
  };
  const config = (): JsonObject => parseJson5(readFileSync(configFile, "utf8")) ?? {};
  const read = async () => readModels({ call, config: config(), linked: null });

  /** As Sluice would: the file replaced at once. Twice within a few milliseconds, and 2026.9.6 never looks at it again. */
  async function edit(change: (config: JsonObject) => readonly Edit[]) {
    const text = readFileSync(configFile, "utf8");
    const edited = editJson5(text, change(config()));
    if (!edited.ok) return edited;
    writeFileSync(`${configFile}.next`, edited.text, { mode: 0o600 });
    renameSync(`${configFile}.next`, configFile);
    return { ok: true as const };
  }

  /** Chooses, and waits until the daemon says that it is its default. */
  async function choose(primary: string, fallbacks: readonly string[] = []): Promise<void> {
    expect(await edit((now) => orderEdits(now, primary, fallbacks))).toEqual({ ok: true });
    const inForce = async () => {
      const { defaults } = await daemon.call<{
        defaults: { modelProvider: string; model: string };
      }>("sessions.list");
      return `${defaults.modelProvider}/${defaults.model}`;
    };
    while ((await inForce()) !== orderOf(config()).primary) await wait(100);
  }

  /** The models a turn asks the provider for, as the provider heard them. */
  async function modelsOfTurn(sessionKey?: string): Promise<readonly string[]> {
    practice.forget();
    const turn = await daemon.runTurn({
      message: "Who answers?",
      ...(sessionKey && { sessionKey }),
    });
    expect(turn.status).toBe("ok");
    return practice
      .seen()
      .map(({ body }) => (JSON.parse(body.toString()) as { model: string }).model);
  }

  test("its list has what the file has, with prices only where they are known", async () => {
    const state = await read();
    expect(state).toMatchObject({ primary: haiku, fallbacks: [] });
    const spare = state?.list.filter(({ ref }) => ref.startsWith("spare/")) ?? [];
    expect(
      spare.map(({ ref, price, route, isAvailable }) => [ref, price, route, isAvailable]),
    ).toEqual([
      [haiku, { input: 250_000, output: 1_250_000 }, "own", true],
      [sonnet, null, "own", true],
    ]);
  });

  test("the chosen model answers the next turn, although a wildcard among the allowed ones would have put another in its place", async () => {
    await choose(sonnet, [haiku]);
    expect(new Set(await modelsOfTurn())).toEqual(new Set(["claude-sonnet-4-6"]));
    expect(await read()).toMatchObject({ primary: sonnet, fallbacks: [haiku] });
  });

  test("one nobody has listed answers too", async () => {
    await choose("spare/claude-of-my-own-9");
    expect(await modelsOfTurn()).toContain("claude-of-my-own-9");
  });

  test("the older spelling is written as the current one, which the provider understands", async () => {
    await choose("cloudflare-ai-gateway/anthropic/claude-sonnet-4-6");
    expect(orderOf(config()).primary).toBe("cloudflare-ai-gateway/claude-sonnet-4-6");
    expect(readFileSync(configFile, "utf8")).not.toContain("anthropic/claude");
    expect(await modelsOfTurn()).toContain("claude-sonnet-4-6");
  });

  test("a pinned session ignores the choice until it is let go of", async () => {
    const key = "agent:main:kept";
    await choose(haiku);
    await daemon.call("sessions.patch", { key, model: sonnet });
    expect((await read())?.pins).toContainEqual({ kind: "session", key, name: key, ref: sonnet });
    expect(await modelsOfTurn(key)).toContain("claude-sonnet-4-6");

    const unpin = () => removePin({ call, config: config(), edit, kind: "session", key });
    expect(await unpin()).toEqual({ ok: true });
    expect((await read())?.pins.filter(({ kind }) => kind === "session")).toEqual([]);
    expect(new Set(await modelsOfTurn(key))).toEqual(new Set(["claude-haiku-4-5"]));
    expect(await unpin()).toMatchObject({ code: "pin.unknown" });
  });

  test("an agent with a model of its own is seen, and follows the default once it has none", async () => {
    await choose(haiku);
    expect((await read())?.pins).toContainEqual({
      kind: "agent",
      key: "ops",
      name: "Ops",
      ref: sonnet,
    });
    expect(await modelsOfTurn("agent:ops:one")).toContain("claude-sonnet-4-6");
    const done = await removePin({ call, config: config(), edit, kind: "agent", key: "ops" });
    expect(done).toEqual({ ok: true });
    const own = async () => {
      const { agents } = await daemon.call<{
        agents: { id: string; model?: { primary?: string } }[];
      }>("agents.list");
      return agents.find(({ id }) => id === "ops")?.model?.primary;
    };
    while ((await own()) === sonnet) await wait(100);
    expect(await modelsOfTurn("agent:ops:two")).toContain("claude-haiku-4-5");
  });

  test("a timed job with a model of its own is seen, and let go of where OpenClaw can", async () => {
    const job = await daemon.call<{ id: string }>("cron.add", {
      name: "Nightly",
      schedule: { kind: "cron", expr: "0 3 * * *" },
      sessionTarget: "isolated",
      wakeMode: "now",
      payload: { kind: "agentTurn", message: "Sweep", model: sonnet },
      delivery: { mode: "none" },
    });
    const key = `cron:${job.id}`;
    const pin = { kind: "agent" as const, key, name: "cron: Nightly", ref: sonnet };
    expect((await read())?.pins).toContainEqual(pin);
    const done = await removePin({ call, config: config(), edit, kind: "agent", key });
    if (isOlder) expect(done).toMatchObject({ code: "openclaw.refused" });
    else expect(done).toEqual({ ok: true });
    expect(((await read())?.pins ?? []).some((one) => one.key === key)).toBe(isOlder);
  });

  onOlder("what `onboard` sets up is found", async () => {
    const other = path.join(folder, "onboarded");
    const key = "sk-ant-api03-made-up-for-onboarding-Zz9Q";
    await runCli(other, [
      ...["onboard", "--non-interactive", "--accept-risk", "--skip-health", "--mode", "local"],
      ...["--auth-choice", "cloudflare-ai-gateway-api-key"],
      ...["--cloudflare-ai-gateway-account-id", "acct-1"],
      ...["--cloudflare-ai-gateway-gateway-id", "gw-2"],
      ...["--cloudflare-ai-gateway-api-key", key],
    ]);
    const state = path.join(other, ".openclaw");
    const made = parseJson5(readFileSync(path.join(state, "openclaw.json"), "utf8"));
    expect(orderOf(made ?? {}).primary).toMatch(/^cloudflare-ai-gateway\/claude-/);
    expect(await findOnboarded({ config: made, stateFolder: state })).toEqual({
      offer: {
        accountId: "acct-1",
        aiGatewayId: "gw-2",
        provider: "anthropic",
        tail: "Zz9Q",
        hasToken: false,
      },
      providerKey: key,
      token: null,
    });
  });

  onNewer("a key signed in with is read from the database the daemon is writing to", async () => {
    const key = "sk-ant-api03-made-up-for-signing-in-Zz9Q";
    await runCli(
      home,
      ["models", "auth", "--agent", "main", "paste-api-key", "--provider", "cloudflare-ai-gateway"],
      key,
    );
    const entry = { baseUrl: "https://gateway.ai.cloudflare.com/v1/acct-1/gw-2/anthropic" };
    const names = () => readdirSync(path.join(stateFolder, "state"));
    const before = names();
    const found = await findOnboarded({
      config: { models: { providers: { "cloudflare-ai-gateway": entry } } },
      stateFolder,
    });
    expect(found).toMatchObject({
      offer: { aiGatewayId: "gw-2", tail: "Zz9Q" },
      providerKey: key,
    });
    expect(names()).toEqual(before);
  });
});

/** Runs OpenClaw's program to its end. @throws with what it said when that is not well */
async function runCli(home: string, args: readonly string[], input = ""): Promise<void> {
  mkdirSync(path.join(home, "tmp"), { recursive: true });
  const child = spawn(process.execPath, [await installOpenClaw(), ...args], {
    cwd: home,
    env: openClawEnv(home),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`openclaw ended with ${String(code)}: ${said.slice(-600)}`);
}

/** Providers of the person's own, both on the practice provider, and an agent that has a model of its own. */
function ownModels({ providers, secrets }: Practice): string {
  const at = `baseUrl: "${providers.anthropic}", api: "anthropic-messages", apiKey: "${secrets.anthropic}"`;
  const model = (id: string, more = "") =>
    `{ id: "${id}", name: "${id}", contextWindow: 200000, maxTokens: 8192${more} }`;
  const cost = ", cost: { input: 0.25, output: 1.25, cacheRead: 0, cacheWrite: 0 }";
  const free = ", cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }";
  // Those of 2026.5 are the names in a map.
  const allowed = isOlder
    ? `models: { "${haiku}": {}, "cloudflare-ai-gateway/*": {} }`
    : `modelPolicy: { allow: ["${haiku}", "cloudflare-ai-gateway/*"] }`;
  const ops = `name: "Ops", model: "${sonnet}"`;
  return `
  models: {
    ${isOlder ? "" : "catalogRefresh: { enabled: false },"}
    providers: {
      spare: { ${at}, models: [${model("claude-haiku-4-5", cost)}, ${model("claude-sonnet-4-6", free)}] },
      "cloudflare-ai-gateway": { ${at}, auth: "api-key", models: [${model("claude-sonnet-4-6")}] },
    },
  },
  plugins: { entries: { "cloudflare-ai-gateway": { enabled: false } } },
  agents: {
    defaults: { model: "${haiku}", heartbeat: { every: "0m" }, ${allowed} },
    ${isOlder ? `list: [{ id: "main" }, { id: "ops", ${ops} }]` : `entries: { main: {}, ops: { ${ops} } }`},
  },
`;
}
