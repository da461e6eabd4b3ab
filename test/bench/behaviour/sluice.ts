/** The real built app, set up and linked as a user's would be, with a far end of the bench behind it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Headless, startHeadless } from "../../support/headless.ts";
import type { Target } from "../rig/target.ts";

export type Sluice = Target & {
  readonly app: Headless;
  /** Ends it without a word: the link and the data stay as they are. */
  crash(): Promise<void>;
  startAgain(): Promise<Sluice>;
};

export type SluiceOptions = {
  /** The base URL that stands for Cloudflare's. */
  readonly base: string;
  /** A keyring's, for instance: without one the keys are in memory and do not survive a restart. */
  readonly env?: Readonly<Record<string, string>>;
  readonly name?: string;
};

/** Nothing of it reaches further than `base`. */
export async function startSluice(options: SluiceOptions): Promise<Sluice> {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-behaviour-"));
  const home = path.join(folder, "home");
  const configPath = path.join(home, ".openclaw/openclaw.json");
  mkdirSync(path.dirname(configPath), { recursive: true });
  writeFileSync(configPath, '{ "gateway": { "mode": "local" } }');
  const start = () =>
    startHeadless({
      userDataDir: path.join(folder, "data"),
      env: {
        HOME: home,
        DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
        SLUICE_FAR_ENDS: JSON.stringify({
          aiGateway: options.base,
          cloudflareApi: `${options.base}/client/v4`,
        }),
        ...options.env,
      },
    });
  let app = await start();
  if (app.state().vault.kind === "none") await app.must({ type: "vault.session" });
  await app.must({ type: "profile.save", name: "Bench", accountId: "a", aiGatewayId: "g" });
  const secret = "sk-ant-api03-bench-0123456789abcdef";
  await app.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
  await app.must({ type: "openclaw.link", kind: "own" });

  const sluice = (): Sluice => ({
    name: options.name ?? "Sluice",
    port: app.state().router.port ?? 0,
    path: "/anthropic/v1/messages",
    headers: {
      "x-api-key": /"apiKey": "([0-9a-f]{64})"/.exec(readFileSync(configPath, "utf8"))?.[1] ?? "",
    },
    pids: [app.pid],
    app,
    crash: () => app.kill9(),
    async startAgain() {
      app = await start();
      return sluice();
    },
    async close() {
      await app.quit();
      rmSync(folder, { recursive: true, force: true });
    },
  });
  return sluice();
}
