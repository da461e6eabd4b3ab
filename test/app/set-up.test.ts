/** From nothing to a linked OpenClaw and back: what each command does, and what it refuses. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
});
afterEach(() => sluice.close());

const configFile = () => path.join(sluice.home, ".openclaw/openclaw.json");
const codeOf = async (input: unknown) => {
  const reply = await sluice.app.send(input);
  return reply.ok ? "ok" : reply.error.code;
};

describe("the first snapshot", () => {
  test("tells what is, and invents nothing", () => {
    expect(sluice.app.state()).toMatchObject({
      profile: null,
      secrets: [],
      vault: { kind: "session", backend: "memory" },
      router: { status: "listening" },
      route: { asked: "cloudflare", applied: "cloudflare", verified: null },
      openclaw: { status: "notFound", link: null, daemon: { status: "stopped", port: 9 } },
      usage: { today: { costMicroUsd: null, requests: 0, asOf: null } },
      allowance: { microUsdPerDay: null, reached: false },
      notice: null,
    });
  });

  test("looking changed no byte in OpenClaw's home", () => {
    expect(existsSync(path.join(sluice.home, ".openclaw"))).toBe(false);
  });
});

describe("commands that do not match the contract", () => {
  test.each([
    ["no object", "hello", "command.malformed"],
    ["no type", {}, "command.malformed"],
    ["a type nobody knows", { type: "app.explode" }, "command.unknown"],
    ["a field that is missing", { type: "route.set" }, "command.invalid"],
    ["a value out of range", { type: "route.set", route: "sideways" }, "command.invalid"],
    ["a field nobody asked for", { type: "usage.refresh", extra: 1 }, "command.invalid"],
    [
      "a provider key without its provider",
      { type: "secret.save", kind: "provider", secret: "x" },
      "command.invalid",
    ],
    ["a check nobody knows", { type: "check.run", name: "luck" }, "check.unknown"],
    ["a model nobody knows", { type: "model.select", model: "claude-9" }, "model.unknown"],
    ["a profile nobody knows", { type: "profile.select", id: "nope" }, "profile.unknown"],
  ])("%s is refused with a code", async (_, input, code) => {
    expect(await codeOf(input)).toBe(code);
  });

  test("a refusal never echoes what was sent", async () => {
    const reply = await sluice.app.send({
      type: "secret.save",
      secret: "sk-ant-canary-0000",
      kind: 1,
    });
    expect(JSON.stringify(reply)).not.toContain("canary");
  });

  test("a query that does not match is refused with a code", async () => {
    expect(await sluice.app.read({ type: "usage.range" })).toMatchObject({
      ok: false,
      error: { code: "command.invalid" },
    });
  });
});

describe("profiles and secrets", () => {
  test("the first profile becomes the active one, the next does not", async () => {
    const save = (name: string, aiGatewayId: string) =>
      sluice.must({ type: "profile.save", name, accountId: "acct", aiGatewayId });
    const one = await save("One", "a");
    const two = await save("Two", "b");
    expect(sluice.app.state().profile?.id).toBe(one.id);
    await sluice.must({ type: "profile.select", id: String(two.id) });
    expect(sluice.app.state().profile?.name).toBe("Two");
  });

  test("a saved secret is shown as four characters and nothing else", async () => {
    await sluice.setUp();
    const { secrets } = sluice.app.state();
    expect(secrets.map(({ kind, provider, status }) => [kind, provider, status])).toEqual([
      ["provider", "anthropic", "saved"],
      ["provider", "openai", "saved"],
      ["aiGateway", undefined, "saved"],
    ]);
    expect(secrets[0]?.tail).toBe(sluice.practice.secrets.anthropic.slice(-4));
    const shown = JSON.stringify(sluice.app.state());
    for (const secret of Object.values(sluice.practice.secrets))
      expect(shown).not.toContain(secret);
  });

  test("a secret of the wrong kind is refused before it is kept", async () => {
    await sluice.setUp();
    const secret = "cfut_0123456789abcdefghij0123456789abcdefghij";
    const save = { type: "secret.save", kind: "provider", provider: "anthropic", secret };
    expect(await codeOf(save)).toBe("secret.wrongKind");
    expect(sluice.app.state().secrets[0]?.tail).toBe(sluice.practice.secrets.anthropic.slice(-4));
  });

  test("one Cloudflare token is not taken for the other", async () => {
    await sluice.setUp();
    const secret = sluice.practice.secrets.aiGateway;
    expect(await codeOf({ type: "secret.save", kind: "analytics", secret })).toBe(
      "secret.wrongKind",
    );
    expect(await codeOf({ type: "secret.save", kind: "aiGateway", secret })).toBe("ok");
  });

  test("secrets in memory leave no trace on disk and are gone after a restart", async () => {
    await sluice.setUp();
    const saved = readFileSync(path.join(sluice.userDataDir, "settings.json"), "utf8");
    expect(saved).not.toContain(sluice.practice.secrets.anthropic.slice(-4));
    await sluice.restart();
    expect(sluice.app.state().secrets).toEqual([]);
    expect(sluice.app.state().profile?.name).toBe("Test");
  });

  test("removing a profile removes its secrets", async () => {
    await sluice.setUp();
    const id = String(sluice.app.state().profile?.id);
    await sluice.must({ type: "profile.remove", id });
    expect(sluice.app.state()).toMatchObject({ profile: null, profiles: [], secrets: [] });
  });
});

describe("linking OpenClaw", () => {
  test("needs a profile and the model key, and says which is missing", async () => {
    expect(await codeOf({ type: "openclaw.link", kind: "own" })).toBe("profile.missing");
    await sluice.must({ type: "profile.save", name: "P", accountId: "a", aiGatewayId: "g" });
    expect(await codeOf({ type: "openclaw.link", kind: "own" })).toBe("secret.missing");
  });

  test("without a file it creates one of mode 0600 that holds no model key, and unlinking removes it", async () => {
    await sluice.setUp();
    await sluice.must({ type: "openclaw.link", kind: "own" });
    const { openclaw, router } = sluice.app.state();
    expect(openclaw.link).toEqual({ kind: "own", providers: ["anthropic"], applied: true });
    const text = readFileSync(configFile(), "utf8");
    expect(text).toContain(`http://127.0.0.1:${router.port}/anthropic`);
    expect(text).not.toContain(sluice.practice.secrets.anthropic);
    expect(statSync(configFile()).mode & 0o777).toBe(0o600);
    await sluice.must({ type: "openclaw.unlink" });
    expect(existsSync(configFile())).toBe(false);
    expect(sluice.app.state().openclaw.link).toBeNull();
  });

  test("quit takes the link back, and it is made again as soon as there are keys to send", async () => {
    await sluice.setUp();
    await sluice.must({ type: "openclaw.link", kind: "own" });
    await sluice.must({ type: "app.quit" });
    expect(existsSync(configFile())).toBe(false);
    // Keys in memory are gone: linked now, every request would be refused.
    await sluice.restart();
    expect(sluice.app.state()).toMatchObject({
      openclaw: { link: null },
      notice: { code: "secret.missing" },
    });
    await sluice.setUp();
    expect(sluice.app.state()).toMatchObject({
      openclaw: { link: { applied: true } },
      notice: null,
    });
  });

  test("another model is written into the link", async () => {
    await sluice.setUp();
    await sluice.must({ type: "openclaw.link", kind: "own", providers: ["anthropic", "openai"] });
    const openai = sluice.app.state().models.known.find(({ provider }) => provider === "openai");
    await sluice.must({ type: "model.select", model: String(openai?.model) });
    expect(readFileSync(configFile(), "utf8")).toContain(`sluice-openai/${openai?.model}`);
    expect(sluice.app.state().models.selected.provider).toBe("openai");
  });

  test("on top of providers there are none of is refused, with the reason", async () => {
    await sluice.setUp();
    expect(await codeOf({ type: "openclaw.link", kind: "overlay" })).toBe("link.nothingToOverlay");
  });

  test("without Sluice in between is refused while the keys are in memory only", async () => {
    await sluice.setUp();
    expect(await codeOf({ type: "openclaw.link", kind: "edge" })).toBe("edge.keysInMemory");
    expect(await codeOf({ type: "settings.save", onQuit: "edge" })).toBe("edge.keysInMemory");
    expect(sluice.app.state().settings.onQuit).toBe("asItWas");
  });

  test("there is nothing to start or restart where OpenClaw is not installed", async () => {
    expect(await codeOf({ type: "openclaw.start" })).toBe("openclaw.notInstalled");
    expect(await codeOf({ type: "openclaw.restart" })).toBe("openclaw.notInstalled");
  });
});

test("after quit every command is refused", async () => {
  await sluice.must({ type: "app.quit" });
  expect(await codeOf({ type: "usage.refresh" })).toBe("app.quitting");
});
