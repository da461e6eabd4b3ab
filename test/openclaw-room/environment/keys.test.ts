/** Keys that stand readable in OpenClaw's files are found and named; neither they nor any other value is ever told. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCanaries, findCanaries } from "../../support/canary.ts";
import { daemonWith, home, key } from "./room.ts";

describe("readable keys", () => {
  const config = (more = "") => `{
    models: { providers: {
      anthropic: { apiKey: "${key("config")}", headers: { "cf-aig-authorization": "Bearer ${"t".repeat(40)}" } },
      openai: { apiKey: { source: "env", provider: "default", id: "MY_OPENAI" } },
      google: { apiKey: "${["$", "{GEMINI_API_KEY}"].join("")}" },
      xai: { apiKey: "xai:default" },
      ollama: { apiKey: "ollama-local", baseUrl: "http://127.0.0.1:11434/v1" },
      "cloudflare-ai-gateway": { baseUrl: "http://127.0.0.1:21417/anthropic", apiKey: "${"0f".repeat(32)}" },
    } },
    env: { vars: { GROQ_API_KEY: "${key("vars")}", OTHER: "${key("other")}" } },
    ${more}
  }`;

  test("are found in the configuration, in .env and in an agent's profiles, with the copies OpenClaw keeps", async () => {
    const at = home();
    at.write("openclaw.json", config());
    at.write("openclaw.json.bak", `"${key("config")}"`);
    at.write("openclaw.json.bak.2", "another");
    at.write("openclaw.json.last-good", `x${key("config")}x`);
    at.write("openclaw.json.clobbered.2026-11-21", key("vars"));
    at.write("openclaw.json.mine", key("config"));
    at.write(".env", `MY_OPENAI=${key("referred")}\nSLUICE_X=${key("ours")}\nFOO=${key("foo")}\n`);
    const profiles = {
      version: 1,
      profiles: {
        "mistral:default": { type: "api_key", provider: "mistral", key: key("profile") },
      },
    };
    const file = at.write("agents/main/agent/auth-profiles.json", JSON.stringify(profiles));
    const { plaintext } = await at.open().read();
    const places = plaintext.map(({ file: where, kind, place, provider }) => [
      path.relative(at.state, where),
      place,
      kind,
      provider,
    ]);
    expect(places).toEqual([
      ["openclaw.json", "models.providers.anthropic.apiKey", "provider", "anthropic"],
      [
        "openclaw.json",
        "models.providers.anthropic.headers.cf-aig-authorization",
        "aiGateway",
        null,
      ],
      ["openclaw.json", "env.vars.GROQ_API_KEY", "provider", "groq"],
      [".env", "MY_OPENAI", "provider", "openai"],
      ["agents/main/agent/auth-profiles.json", "mistral:default", "provider", "mistral"],
    ]);
    expect(plaintext.map(({ copies }) => copies.map((copy) => path.basename(copy)))).toEqual([
      ["openclaw.json.bak", "openclaw.json.last-good"],
      [],
      ["openclaw.json.clobbered.2026-11-21"],
      [],
      [],
    ]);
    expect(new Set(plaintext.map(({ id }) => id)).size).toBe(plaintext.length);
    for (const { id } of plaintext) expect(id).toMatch(/^[0-9a-f]{16}$/);

    const environment = at.open();
    const [first, token, , , profile] = plaintext;
    expect(await environment.secretOf(first?.id ?? "")).toBe(key("config"));
    expect(await environment.secretOf(token?.id ?? "")).toBe("t".repeat(40));
    expect(await environment.placeOf(token?.id ?? "")).toMatchObject({
      at: "config",
      prefix: "Bearer ",
    });
    expect(await environment.placeOf(profile?.id ?? "")).toMatchObject({ at: "authProfile", file });
    expect(await environment.secretOf("0".repeat(16))).toBeNull();
  });

  test("keep their id when the key changes, and have another in another place", async () => {
    const at = home();
    at.write(".env", `ANTHROPIC_API_KEY=${key("one")}\n`);
    const idNow = async () => (await at.open().read()).plaintext[0]?.id;
    const before = await idNow();
    at.write(".env", `# moved down\nANTHROPIC_API_KEY=${key("two")}\n`);
    expect(await idNow()).toBe(before);
    at.write(".env", `OPENAI_API_KEY=${key("two")}\n`);
    expect(await idNow()).not.toBe(before);
  });

  test("in a profile give way to a reference and come back, everything else untouched", async () => {
    const at = home();
    const text = `{\n\t"version": 1,\n\t"profiles": {\n\t\t"a:b": { "type": "api_key", "provider": "a", "metadata": {"x": 1}, "key": "${key("k")}" }\n\t}\n}\n`;
    const file = at.write("agents/main/agent/auth-profiles.json", text, { mode: 0o600 });
    const environment = at.open();
    expect(await environment.setProfileKey(file, "a:b", { id: "plain/x" })).toEqual({ ok: true });
    expect(readFileSync(file, "utf8")).not.toContain(key("k"));
    expect(JSON.parse(readFileSync(file, "utf8")).profiles["a:b"]).toEqual({
      type: "api_key",
      provider: "a",
      metadata: { x: 1 },
      keyRef: { source: "exec", provider: "sluice", id: "plain/x" },
    });
    expect(await environment.setProfileKey(file, "a:b", { key: key("k") })).toEqual({ ok: true });
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(await environment.setProfileKey(file, "gone", { key: key("k") })).toEqual({
      ok: false,
      code: "key.unknown",
    });
  });
});

test("no state holds a secret, wherever it stood", async () => {
  const at = home();
  const canaries = createCanaries();
  const { aiGateway, analytics, anthropic, openai } = canaries;
  at.write(
    ".env",
    `ANTHROPIC_API_KEY=${anthropic}\nHTTP_PROXY=http://user:${analytics}@proxy:3128\nOPENCLAW_GATEWAY_TOKEN=${aiGateway}\n`,
  );
  at.write(
    "openclaw.json",
    JSON.stringify({
      env: { vars: { OPENAI_API_KEY: openai } },
      models: {
        providers: {
          x: {
            apiKey: anthropic,
            headers: { Authorization: `Bearer ${openai}`, "cf-aig-authorization": aiGateway },
          },
        },
      },
    }),
  );
  at.write("openclaw.json.bak", anthropic);
  writeFileSync(path.join(at.folder, ".profile"), `export XAI_API_KEY='${openai}'\n`);
  const pid = await daemonWith({
    ANTHROPIC_API_KEY: openai,
    HTTPS_PROXY: `http://u:${analytics}@p`,
  });
  const environment = at.open({
    pid: async () => pid,
    service: () => ({
      supervisor: "systemd",
      file: "/unit",
      environmentFile: null,
      environment: { GROQ_API_KEY: anthropic },
    }),
  });
  const examined = await environment.examine({ asksShell: true });
  const state = await environment.read({ asksShell: true });
  expect(state.plaintext.length).toBeGreaterThan(4);
  const texts = { state: JSON.stringify(state), examined: JSON.stringify(examined) };
  expect(findCanaries({ secrets: canaries, texts })).toEqual([]);
});
