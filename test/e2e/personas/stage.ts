/** One person's machine: a home, a keychain, perhaps an OpenClaw, a practice Cloudflare behind a network, and Sluice as it is delivered. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright/test";
import { type Practice, startPractice } from "../../../main/practice/practice.ts";
import { type PracticeToken, readToken } from "../../../main/practice/tokens.ts";
import type { AppState } from "../../../preload/contract/state.ts";
import { launch, type Running } from "../../host/launch.ts";
import { type Canaries, createCanaries } from "../../support/canary.ts";
import { type Keyring, type KeyringMode, withKeyring } from "../../support/keyring.ts";
import { type Daemon, startDaemon } from "../../support/openclaw-rig.ts";
import { freePort, newToken, openClawEnv, writeConfig } from "../../support/openclaw-rig-home.ts";
import { installOpenClaw } from "../../support/openclaw-rig-install.ts";
import { environmentIn } from "../environment.ts";
import { createGate } from "./gate.ts";

export type StageOptions = {
  /** For the names of the pictures. */
  readonly persona: string;
  readonly keyring?: KeyringMode;
  /** none: not on this machine · fresh: installed and running, with no model · ownKey: with an Anthropic key of their own. */
  readonly openClaw: "none" | "fresh" | "ownKey";
  readonly hasTray?: boolean;
  /** What the analytics token may do where that is not all reading. */
  readonly analytics?: Partial<PracticeToken>;
};

export type Stage = {
  readonly practice: Practice;
  readonly keyring: Keyring;
  /** Keys as the person has them, from the provider and from Cloudflare. */
  readonly keys: Canaries;
  /** As Cloudflare would show it: 32 hexadecimal digits. */
  readonly accountId: string;
  /** @throws while none is installed */
  daemon(): Daemon;
  /** As a person does in a terminal of their own: puts OpenClaw in its place and starts it. */
  installOpenClaw(): Promise<void>;
  /** The network, for everything beyond this machine. */
  goOffline(): void;
  goOnline(): void;
  /** Starts Sluice, or starts it again where it was left. */
  open(): Promise<{ readonly sluice: Running; readonly page: Page }>;
  /** Saves what the window shows as the next step of this person's walk. */
  take(page: Page, name: string): Promise<void>;
  state(page: Page): Promise<AppState>;
  /** Everything is looked for in here by the search for secrets. */
  readonly folder: string;
  close(): Promise<void>;
};

const pictures = path.join(import.meta.dirname, "../../../test-results/personas");
const accountId = "0123456789abcdef0123456789aba1b2";

export async function setStage(options: StageOptions): Promise<Stage> {
  const { hasTray = true, keyring: mode = "unlocked", openClaw, persona } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-persona-"));
  const home = path.join(folder, "home");
  mkdirSync(path.join(home, "bin"), { recursive: true });
  const keys = createCanaries();
  const closers: (() => Promise<void>)[] = [];
  const running: Running[] = [];
  let daemon: Daemon | null = null;
  let count = 0;

  const practice = await startPractice({
    // So that a stream is seen to come in pieces.
    pauseMs: 10,
    accounts: [accountId],
    accountNames: { [accountId]: "Havnegade Regnskab" },
    aiGatewayTokens: [keys.aiGateway],
    providerKeys: { anthropic: [keys.anthropic], openai: [keys.openai] },
    tokens: { [keys.analytics]: { ...readToken, ...options.analytics } },
  });
  closers.push(practice.close);
  const { providers } = practice;
  const bases = [practice.aiGateway, practice.cloudflareApi, providers.anthropic, providers.openai];
  const gates = await Promise.all(bases.map(createGate));
  const [aiGateway = "", cloudflareApi = "", anthropic = "", openai = ""] = gates.map(
    ({ url }) => url,
  );
  closers.push(async () => void (await Promise.all(gates.map((gate) => gate.close()))));
  const keyring = await withKeyring(mode);
  closers.push(keyring.stop);

  async function install(): Promise<void> {
    const script = await installOpenClaw();
    const place = path.join(home, ".npm-global/bin");
    mkdirSync(place, { recursive: true });
    symlinkSync(script, path.join(place, "openclaw"));
    symlinkSync(process.execPath, path.join(place, "node"));
    const [port, token] = [await freePort(), newToken()];
    const own = openClaw === "ownKey";
    writeConfig({
      ...{ home, port, token },
      more: `
  models: {
    catalogRefresh: { enabled: false },${own ? `\n    providers: { anthropic: { apiKey: "${keys.anthropic}" } }, // mine` : ""}
  },${own ? `\n  agents: { defaults: { model: { primary: "anthropic/claude-sonnet-4-6" } } },` : ""}`,
    });
    daemon = await startDaemon({ home, port, token, env: openClawEnv(home) });
    closers.push(() => daemon?.stop() ?? Promise.resolve());
  }

  // What shows tray icons on this desktop, as far as anybody asks.
  writeProgram(path.join(home, "bin/gdbus"), `echo "(${hasTray},)"`);
  if (openClaw !== "none") await install();

  const stage: Stage = {
    practice,
    keyring,
    keys,
    accountId,
    folder,
    daemon() {
      if (!daemon) throw new Error("This person has no OpenClaw yet.");
      return daemon;
    },
    installOpenClaw: install,
    goOffline() {
      for (const gate of gates) gate.shut();
    },
    goOnline() {
      for (const gate of gates) gate.open();
    },
    async open() {
      const { OPENCLAW_STATE_DIR: _, ...env } = environmentIn(home);
      const sluice = await launch({
        args: [`--user-data-dir=${path.join(folder, "data")}`],
        env: {
          ...env,
          ...keyring.env,
          PATH: `${path.join(home, "bin")}:${env.PATH}`,
          SLUICE_FAR_ENDS: JSON.stringify({
            ...{ aiGateway, cloudflareApi },
            providers: { anthropic, openai },
          }),
        },
      });
      running.push(sluice);
      const page = await sluice.firstWindow();
      await page.setViewportSize({ width: 660, height: 600 });
      return { sluice, page };
    },
    async take(page, name) {
      mkdirSync(pictures, { recursive: true });
      count += 1;
      const number = String(count).padStart(2, "0");
      await page.screenshot({
        path: path.join(pictures, `${persona}-${number}-${name}.png`),
        animations: "disabled",
      });
    },
    state: (page) => page.evaluate(() => new Promise((resolve) => window.sluice.watch(resolve))),
    async close() {
      for (const sluice of running) await sluice.close();
      for (const closer of closers.toReversed()) await closer();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return stage;
}

function writeProgram(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}
