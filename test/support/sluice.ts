/** The whole app without a face, against practice servers, a scratch OpenClaw home and keys in memory. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { App } from "../../main/app/app.ts";
import { readArguments } from "../../main/app/arguments.ts";
import { type ComposeOptions, composeApp } from "../../main/app/compose.ts";
import type { Log } from "../../main/kit/log.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { Command, Reply } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";

const root = path.join(import.meta.dirname, "../..");

export type Sluice = {
  readonly app: App;
  readonly practice: Practice;
  readonly home: string;
  readonly userDataDir: string;
  readonly logged: string[];
  /** The app's own. */
  readonly log: Log;
  /** Sends a command that must succeed. */
  must(command: Command): Promise<Extract<Reply, { ok: true }>>;
  /** Resolved with the first snapshot that satisfies the predicate, the current one included. */
  until(isReached: (state: AppState) => boolean): Promise<AppState>;
  /** Profile, model keys and gateway token of the practice servers. */
  setUp(): Promise<void>;
  /** Ends this run as a quit does, and begins another on the same folders. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type SluiceOptions = {
  readonly folder?: string;
  readonly userDataDir?: string;
  readonly switches?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the app is composed with beside, or instead of, what stands here. */
  readonly more?: Partial<ComposeOptions>;
};

export async function startSluice(options: SluiceOptions = {}): Promise<Sluice> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), "sluice-app-"));
  const home = path.join(folder, "home");
  const userDataDir = options.userDataDir ?? path.join(folder, "data");
  const practice = await startPractice({ pauseMs: 0 });
  const logged: string[] = [];
  const env = {
    HOME: home,
    // Nothing answers there: a test must not meet the OpenClaw of the person who runs it.
    OPENCLAW_GATEWAY_PORT: "9",
    SLUICE_FAR_ENDS: JSON.stringify({
      aiGateway: practice.aiGateway,
      cloudflareApi: practice.cloudflareApi,
      providers: practice.providers,
    }),
    ...options.env,
  };

  async function compose() {
    const args = readArguments(
      [`--user-data-dir=${userDataDir}`, ...(options.switches ?? [])],
      true,
    );
    if (!args.ok) throw new Error(args.message);
    const composed = await composeApp({
      args: args.value,
      env,
      defaultUserDataDir: userDataDir,
      isPackaged: false,
      version: "0.0.0-test",
      writeLog: (line) => logged.push(line),
      program: [process.execPath, path.join(root, "dist/main/headless.js")],
      // The built one: Node 24's type stripping runs on WebAssembly, which can crash in threads that come and go.
      trafficScript: pathToFileURL(path.join(root, "dist/main/traffic-thread.js")),
      ...options.more,
    });
    if (!composed.ok) throw new Error(composed.message);
    await composed.app.start();
    // No test but the vault's own may meet the keychain of the person who runs it.
    if (composed.app.state().vault.kind !== "session")
      await composed.app.send({ type: "vault.session" });
    return composed;
  }

  let composed = await compose();

  async function end(): Promise<void> {
    await composed.app.quit();
    await composed.release();
  }

  const sluice: Sluice = {
    get app() {
      return composed.app;
    },
    practice,
    home,
    userDataDir,
    logged,
    get log() {
      return composed.log;
    },
    async must(command) {
      const reply = await composed.app.send(command);
      if (!reply.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(reply.error)}`);
      return reply;
    },
    until: (isReached) =>
      new Promise((resolve) => {
        const stop = composed.app.watch(look);
        function look(state: AppState): void {
          if (!isReached(state)) return;
          stop();
          resolve(state);
        }
        look(composed.app.state());
      }),
    async setUp() {
      await sluice.must({
        type: "profile.save",
        name: "Test",
        accountId: "practice",
        aiGatewayId: "demo",
      });
      for (const provider of ["anthropic", "openai"] as const)
        await sluice.must({
          type: "secret.save",
          kind: "provider",
          provider,
          secret: practice.secrets[provider],
        });
      await sluice.must({
        type: "secret.save",
        kind: "aiGateway",
        secret: practice.secrets.aiGateway,
      });
    },
    async restart() {
      await end();
      composed = await compose();
    },
    async close() {
      await end();
      await practice.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
  return sluice;
}
