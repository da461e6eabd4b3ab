/** A scratch home, a practice far end and the built app in a process of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { type Headless, startHeadless } from "../support/headless.ts";

export type Room = {
  readonly practice: Practice;
  readonly userDataDir: string;
  readonly configFile: string;
  readonly env: Readonly<Record<string, string>>;
  start(options?: {
    readonly args?: readonly string[];
    readonly firstLine?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly userDataDir?: string;
  }): Promise<Headless>;
  config(): string;
  writeConfig(text: string): void;
  close(): Promise<void>;
};

export async function openRoom(): Promise<Room> {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-headless-"));
  const home = path.join(folder, "home");
  mkdirSync(path.join(home, ".openclaw"), { recursive: true });
  const practice = await startPractice({ pauseMs: 0 });
  const started: Headless[] = [];
  const env = {
    HOME: home,
    // Nothing answers there: a test must not meet the OpenClaw of the person who runs it.
    OPENCLAW_GATEWAY_PORT: "9",
    // No bus: the vault finds no keychain, whatever the person who runs the tests has.
    DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
    SLUICE_FAR_ENDS: JSON.stringify({
      aiGateway: practice.aiGateway,
      providers: practice.providers,
    }),
  };
  const room: Room = {
    practice,
    userDataDir: path.join(folder, "data"),
    configFile: path.join(home, ".openclaw/openclaw.json"),
    env,
    async start(options = {}) {
      const headless = await startHeadless({
        userDataDir: room.userDataDir,
        ...options,
        env: { ...env, ...options.env },
      });
      started.push(headless);
      return headless;
    },
    config: () => readFileSync(room.configFile, "utf8"),
    writeConfig: (text) => writeFileSync(room.configFile, text, { mode: 0o600 }),
    async close() {
      for (const headless of started) await headless.kill9();
      await practice.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return room;
}

/** Profile, keys in memory and the link, as a person would. */
export async function setUp(room: Room, sluice: Headless): Promise<void> {
  if (sluice.state().vault.kind === "none") await sluice.must({ type: "vault.session" });
  await sluice.must({
    type: "profile.save",
    name: "Test",
    accountId: "practice",
    aiGatewayId: "demo",
  });
  await sluice.must({
    type: "secret.save",
    kind: "provider",
    provider: "anthropic",
    secret: room.practice.secrets.anthropic,
  });
  await sluice.must({
    type: "secret.save",
    kind: "aiGateway",
    secret: room.practice.secrets.aiGateway,
  });
}

/** One small agent turn with the key that stands in OpenClaw's file. */
export async function turn(room: Room, sluice: Headless): Promise<string> {
  const key = /["']?apiKey["']?:\s*["']([0-9a-f]{64})["']/.exec(room.config())?.[1] ?? "";
  const answer = await fetch(
    `http://127.0.0.1:${sluice.state().router.port}/anthropic/v1/messages`,
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-api-key": key,
        "anthropic-version": "2023-06-01",
      },
      body: JSON.stringify({
        model: "claude-sonnet-4-6",
        max_tokens: 10,
        stream: true,
        tools: [{ name: "t", input_schema: { type: "object" } }],
        messages: [{ role: "user", content: "hello" }],
      }),
    },
  );
  return answer.text();
}
