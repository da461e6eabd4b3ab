/** Leaving for good gives OpenClaw the keys back that were moved into the keychain: nobody answers it there any more. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { movedRef } from "../../main/core/environment/moved-ref.ts";
import { resolverIdOf } from "../../main/core/resolver/resolver-id.ts";
import { type FakeDaemon, startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { takeIn } from "../openclaw-room/daemon/take-in.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let folder = "";
let sluice: Sluice | null = null;
let fake: FakeDaemon | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-give-back-"));
});
afterEach(async () => {
  await sluice?.close();
  await fake?.stop();
  sluice = null;
  fake = null;
  rmSync(folder, { recursive: true, force: true });
});

const config = () => path.join(folder, "home/.openclaw/openclaw.json");
const text = () => readFileSync(config(), "utf8");
function writeConfig(content: string): void {
  mkdirSync(path.dirname(config()), { recursive: true });
  writeFileSync(config(), content, { mode: 0o600 });
}

describe("a key that was moved out of OpenClaw's files", () => {
  const secret = "sk-ant-api03-moved-0123456789abcdefghijklmnopqrstuvwxyz";

  /** With the key of the active profile asked from the keychain, by an entry, a header and a sign-in. */
  async function moved(): Promise<Sluice> {
    const begun = await startSluice({ folder });
    sluice = begun;
    const saved = await begun.must({
      ...{ type: "profile.save", name: "N", accountId: "a", aiGatewayId: "g" },
    });
    await begun.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
    const account = `${saved.id}/provider/anthropic`;
    writeConfig(
      JSON.stringify({
        models: {
          providers: {
            anthropic: { apiKey: movedRef(resolverIdOf(account, "plain")) },
            own: {
              baseUrl: "https://x",
              headers: { a: movedRef(resolverIdOf(account, "bearer")) },
            },
          },
        },
        secrets: { providers: { sluice: { source: "exec", command: "/x", args: [] } } },
      }),
    );
    chmodSync(config(), 0o644);
    const agent = path.join(path.dirname(config()), "agents/main/agent");
    mkdirSync(agent, { recursive: true });
    writeFileSync(
      path.join(agent, "auth-profiles.json"),
      JSON.stringify({
        profiles: {
          "anthropic:mine": {
            ...{ type: "api_key", provider: "anthropic" },
            keyRef: movedRef(resolverIdOf(account, "plain")),
          },
        },
      }),
    );
    await begun.must({ type: "openclaw.look" });
    return begun;
  }

  test("is given back to where it is asked for, for its owner's eyes, and no word of the keychain stays", async () => {
    const { must } = await moved();
    await must({ type: "app.remove" });
    expect(JSON.parse(text())).toEqual({
      models: {
        providers: {
          anthropic: { apiKey: secret },
          own: { baseUrl: "https://x", headers: { a: `Bearer ${secret}` } },
        },
      },
    });
    expect(statSync(config()).mode & 0o777).toBe(0o600);
    const profiles = path.join(path.dirname(config()), "agents/main/agent/auth-profiles.json");
    expect(JSON.parse(readFileSync(profiles, "utf8")).profiles["anthropic:mine"]).toEqual({
      ...{ type: "api_key", provider: "anthropic", key: secret },
    });
  });

  test("under a link it is given back all the same, and the link is gone", async () => {
    const { must } = await moved();
    await must({ type: "openclaw.link", kind: "own" });
    await must({ type: "app.remove" });
    const { models, secrets, plugins } = JSON.parse(text());
    expect(models.providers.anthropic).toEqual({ apiKey: secret });
    expect([secrets, plugins]).toEqual([undefined, undefined]);
  });
});

test("what the daemon does not take is put back: it goes on asking, and the keychain goes on answering", async () => {
  fake = await startFakeDaemon({
    snapshot: { configPath: config(), stateDir: path.dirname(config()), authMode: "token" },
  });
  const auth = { mode: "token", token: "the-shared-token" };
  const gateway = { mode: "local", port: fake.port, auth };
  writeConfig(JSON.stringify({ gateway }));
  const manner = takeIn(fake, config());
  const begun = await startSluice({ folder, env: { OPENCLAW_GATEWAY_PORT: String(fake.port) } });
  sluice = begun;
  await begun.until(({ openclaw }) => openclaw.daemon?.access === "rpc");
  const saved = await begun.must({
    ...{ type: "profile.save", name: "N", accountId: "a", aiGatewayId: "g" },
  });
  const secret = "sk-ant-api03-moved-0123456789abcdefghijklmnopqrstuvwxyz";
  await begun.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
  const ref = movedRef(resolverIdOf(`${saved.id}/provider/anthropic`, "plain"));
  const asking = {
    gateway,
    models: { providers: { anthropic: { apiKey: ref } } },
    secrets: { providers: { sluice: { source: "exec", command: "/x", args: [] } } },
  };
  writeConfig(JSON.stringify(asking));
  await begun.must({ type: "openclaw.look" });
  manner.isValid = (now) => now.includes('"exec"');
  expect(await begun.app.send({ type: "app.remove" })).toEqual({
    ok: false,
    error: { code: "remove.failed", detail: "config.rejected" },
  });
  expect(JSON.parse(text())).toEqual(asking);
  expect(begun.app.state().secrets).toHaveLength(1);
});
