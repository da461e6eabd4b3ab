/** Everything at once: a practice Cloudflare, a keychain, the real OpenClaw daemon and the built Sluice, in folders of their own. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { Command } from "../../preload/contract/command.ts";
import { type Canaries, createCanaries } from "./canary.ts";
import { type Headless, startHeadless } from "./headless.ts";
import { type Keyring, withKeyring } from "./keyring.ts";
import { type Daemon, startDaemon } from "./openclaw-rig.ts";
import { freePort, newToken, openClawEnv, writeConfig } from "./openclaw-rig-home.ts";
import { installOpenClaw, type OpenClawVersion, openClawVersion } from "./openclaw-rig-install.ts";
import { type Person, setUpOf } from "./openclaw-rig-person.ts";

export type Scene = {
  /** Holds `home`, `data` and nothing else; the keychain's own storage is elsewhere. */
  readonly folder: string;
  readonly home: string;
  readonly userDataDir: string;
  readonly configFile: string;
  /** The configuration file as the person wrote it. */
  readonly original: string;
  readonly canaries: Canaries;
  readonly practice: Practice;
  /** The person's own provider, which is also the fallback: what must not be asked when Sluice refuses. */
  readonly spare: Practice;
  readonly keyring: Keyring;
  /** The one that runs, or the last one that did. */
  readonly daemon: Daemon;
  stopDaemon(): Promise<void>;
  /** Another one on the same home and port. */
  startDaemon(): Promise<void>;
  /** Runs OpenClaw's own program in this home. @throws when it fails, with what it said */
  runCli(...args: readonly string[]): Promise<string>;
  startSluice(options?: {
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  }): Promise<Headless>;
  /** For after each test: one that failed in the middle must not hold the folder against the next. */
  killSluice(): Promise<void>;
  /** Sends a command that may change OpenClaw's file, and waits until OpenClaw says it has taken that in; milliseconds of it. */
  changeConfig(sluice: Headless, command: Command): Promise<number>;
  /** The local key in the file now. */
  localKey(): string;
  close(): Promise<void>;
};

const run = promisify(execFile);

export const account = { accountId: "practice", aiGatewayId: "demo" } as const;

export async function startScene(
  options: { readonly person?: Person; readonly version?: OpenClawVersion } = {},
): Promise<Scene> {
  const { person = "ownProxy", version = openClawVersion } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-openclaw-"));
  const home = path.join(folder, "home");
  const userDataDir = path.join(folder, "data");
  mkdirSync(home);
  const canaries = createCanaries();
  const closers: (() => Promise<void>)[] = [];
  let running: Headless | null = null;
  const close = async () => {
    await running?.kill9();
    for (const closer of closers.toReversed()) await closer();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const practice = await startPractice({
      pauseMs: 0,
      aiGatewayTokens: [canaries.aiGateway],
      providerKeys: { anthropic: [canaries.anthropic], openai: [canaries.openai] },
    });
    closers.push(practice.close);
    const spare = await startPractice({ pauseMs: 0 });
    closers.push(spare.close);
    const keyring = await withKeyring("unlocked");
    closers.push(keyring.stop);
    await installInto(home, version);
    const [port, token] = [await freePort(), newToken()];
    const { more, env: ownEnv, workspace } = setUpOf(person, version, { spare, canaries });
    const configFile = writeConfig({ home, port, token, more });
    for (const [name, text] of Object.entries(workspace))
      writeFileSync(inside(path.join(home, ".openclaw/workspace"), name), text);
    const original = readFileSync(configFile, "utf8");
    const start = () => startDaemon({ home, port, token, env: ownEnv, version });
    let daemon = await start();
    closers.push(() => daemon.stop());

    const scene: Scene = {
      folder,
      home,
      userDataDir,
      configFile,
      original,
      canaries,
      practice,
      spare,
      keyring,
      get daemon() {
        return daemon;
      },
      stopDaemon: () => daemon.stop(),
      async startDaemon() {
        daemon = await start();
      },
      async runCli(...args) {
        const script = await installOpenClaw(version);
        const env = openClawEnv(home, ownEnv);
        return (await run(process.execPath, [script, ...args], { cwd: home, env })).stdout;
      },
      async startSluice({ args, env } = {}) {
        const sluice = await startHeadless({
          userDataDir,
          env: {
            HOME: home,
            SLUICE_FAR_ENDS: JSON.stringify({
              aiGateway: practice.aiGateway,
              providers: practice.providers,
            }),
            ...keyring.env,
            ...env,
          },
          ...(args && { args }),
        });
        running = sluice;
        return sluice;
      },
      killSluice: async () => running?.kill9(),
      async changeConfig(sluice, command) {
        const before = await daemon.configHash();
        const text = readFileSync(configFile, "utf8");
        await sluice.must(command);
        return readFileSync(configFile, "utf8") === text ? 0 : daemon.waitApplied(before);
      },
      localKey: () => {
        const key = /apiKey['"]?\s*:\s*["']([0-9a-f]{40,})["']/.exec(
          readFileSync(configFile, "utf8"),
        )?.[1];
        if (key === undefined) throw new Error("no local key stands in OpenClaw's file");
        return key;
      },
      close,
    };
    return scene;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Profile, model keys and aiGateway token; then both providers linked. Resolves with milliseconds until OpenClaw had it. */
export async function setUpAndLink(scene: Scene, sluice: Headless): Promise<number> {
  const { canaries } = scene;
  await sluice.must({ type: "profile.save", name: "Test", ...account });
  for (const provider of ["anthropic", "openai"] as const)
    await sluice.must({
      type: "secret.save",
      kind: "provider",
      provider,
      secret: canaries[provider],
    });
  await sluice.must({ type: "secret.save", kind: "aiGateway", secret: canaries.aiGateway });
  return scene.changeConfig(sluice, {
    type: "openclaw.link",
    kind: "own",
    providers: ["anthropic", "openai"],
  });
}

/** The path of a file in a folder that is there from now on. */
function inside(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** As npm would have put it there for this person: how Sluice finds OpenClaw's program and the Node.js that runs it. */
async function installInto(home: string, version: OpenClawVersion): Promise<void> {
  const script = await installOpenClaw(version);
  const folder = path.join(home, ".npm-global/bin");
  symlinkSync(script, inside(folder, "openclaw"));
  symlinkSync(process.execPath, inside(folder, "node"));
}
