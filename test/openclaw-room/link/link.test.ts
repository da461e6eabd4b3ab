/** Linking and taking it back: what is written, what is kept, and that nothing is left. */
import { readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { handWritten, keyOf, plan, plansOfBoth, scratch, sonnet } from "./room.ts";

describe("a configuration that exists", () => {
  test("gets our entry, the plugin switched off and our model, and keeps every other byte", async () => {
    const home = scratch();
    home.write(handWritten);
    expect(await home.open().link(plan())).toEqual({ ok: true });

    const text = home.text() ?? "";
    const config = JSON5.parse(text);
    expect(config.models.providers["cloudflare-ai-gateway"]).toEqual({
      baseUrl: "http://127.0.0.1:21417/anthropic",
      api: "anthropic-messages",
      auth: "api-key",
      apiKey: keyOf("first"),
      models: [sonnet],
    });
    expect(config.plugins.entries["cloudflare-ai-gateway"]).toEqual({ enabled: false });
    expect(config.models.mode).toBe("merge");
    expect(config.agents.defaults.model).toEqual({
      primary: "cloudflare-ai-gateway/claude-sonnet-4-6",
      fallbacks: ["openai/gpt-5.2"],
    });
    for (const line of ["// my claw", "      // cheap one", "models: [] }, // local"])
      expect(text).toContain(line);
    expect(text).toContain(`  gateway: { mode: "local", port: 18789, bind: 'loopback' },\n`);
    expect(text).toContain(`model: { primary: 'cloudflare-ai-gateway/claude-sonnet-4-6', fall`);
  });

  test("is byte for byte what it was after the link is taken back, its mode included", async () => {
    const home = scratch();
    home.write(handWritten, 0o644);
    const openclaw = home.open();
    await openclaw.link(plan(plansOfBoth));
    expect(home.mode()).toBe(0o600);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o644);
    expect(home.leftovers()).toEqual([]);
  });

  test("is restored from its original, not put together again", async () => {
    const text = String.raw`{ agents: { defaults: { model: 'anthropic\/claude-haiku-4\x2d5' } } }`;
    const home = scratch();
    home.write(text);
    const openclaw = home.open();
    await openclaw.link(plan());
    await openclaw.unlink();
    expect(home.text()).toBe(text);
  });

  test.each([
    ["CRLF", handWritten.replaceAll("\n", "\r\n")],
    ["tabs", handWritten.replaceAll("  ", "\t")],
    ["a byte order mark", `\ufeff${handWritten}`],
    ["one line", `{"gateway":{"mode":"local"},"agents":{"defaults":{"model":"anthropic/x"}}}`],
    ["nothing in it", "{}"],
  ])("survives link and unlink with %s", async (_, text) => {
    const home = scratch();
    home.write(text);
    const openclaw = home.open();
    expect(await openclaw.link(plan(plansOfBoth))).toEqual({ ok: true });
    expect(home.text()).not.toBe(text);
    expect(home.text()?.at(0)).toBe(text.at(0));
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(text);
  });

  test("keeps a default model that is plain text plain text", async () => {
    const home = scratch();
    home.write(`{ agents: { defaults: { model: "anthropic/x" } } }`);
    await home.open().link(plan());
    expect(JSON5.parse(home.text() ?? "").agents.defaults.model).toBe(
      "cloudflare-ai-gateway/claude-sonnet-4-6",
    );
  });

  test("reaches the second provider under an id OpenClaw does not treat specially", async () => {
    const home = scratch();
    home.write("{}");
    const model = { provider: "openai", model: "gpt-5.2" };
    await home.open().link(plan({ ...plansOfBoth, model }));
    const config = JSON5.parse(home.text() ?? "");
    expect(config.models.providers["sluice-openai"]).toMatchObject({
      baseUrl: "http://127.0.0.1:21417/openai",
      api: "openai-completions",
    });
    expect(config.agents.defaults.model.primary).toBe("sluice-openai/gpt-5.2");
  });
});

describe("no configuration yet", () => {
  test("a first one is made that a daemon can start with, and goes again with its folder", async () => {
    const home = scratch({ isBare: true });
    const openclaw = home.open();
    expect((await openclaw.read()).status).toBe("notFound");
    expect(await openclaw.link(plan())).toEqual({ ok: true });
    const config = JSON.parse(home.text() ?? "");
    expect(config.gateway).toEqual({ mode: "local", bind: "loopback" });
    expect(home.mode()).toBe(0o600);
    expect(statSync(path.dirname(home.config)).mode & 0o777).toBe(0o700);
    expect((await openclaw.read()).link).toEqual({
      kind: "own",
      providers: ["anthropic"],
      applied: true,
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(() => statSync(path.dirname(home.config))).toThrow("ENOENT");
    expect(home.leftovers()).toEqual([]);
  });

  test("a folder that was there stays", async () => {
    const home = scratch();
    const openclaw = home.open();
    await openclaw.link(plan());
    await openclaw.unlink();
    expect(home.text()).toBeNull();
    expect(statSync(path.dirname(home.config)).isDirectory()).toBe(true);
  });
});

test("the journal is for the user alone", async () => {
  const home = scratch();
  home.write(handWritten, 0o644);
  await home.open().link(plan());
  expect(statSync(home.journal).mode & 0o777).toBe(0o700);
  const names = readdirSync(home.journal);
  expect(names).toHaveLength(2);
  for (const name of names)
    expect(statSync(path.join(home.journal, name)).mode & 0o777).toBe(0o600);
});

describe("reading", () => {
  test("changes nothing, whatever stands there", async () => {
    const home = scratch();
    home.write(handWritten, 0o644);
    const openclaw = home.open();
    const before = new Date("2020-01-01T00:00:00Z");
    utimesSync(home.config, before, before);
    expect(await openclaw.read()).toEqual({
      status: "found",
      configPath: home.config,
      made: null,
      hold: "none",
      version: null,
      link: null,
      isOurs: false,
      localKey: null,
      port: null,
      overlays: [
        { slug: "ollama", id: "ollama", refusal: "link.providerUnavailable" },
        { slug: "openai", id: "openai", refusal: null },
        { slug: "anthropic", id: "anthropic", refusal: null },
      ],
      config: JSON5.parse(handWritten),
    });
    expect(statSync(home.config).mtime).toEqual(before);
    expect(home.text()).toBe(handWritten);
    expect(home.leftovers()).toEqual([]);
  });

  test("tells what the next start needs: the port, the key, and which OpenClaw wrote the file", async () => {
    const home = scratch();
    home.write(`{ meta: { lastTouchedVersion: "2026.9.6" } }`);
    await home.open().link(plan());
    expect(await home.open().read()).toMatchObject({
      version: "2026.9.6",
      localKey: keyOf("first"),
      port: 21_417,
    });
  });

  test("a key somebody else put into our entry is not taken for ours", async () => {
    const home = scratch();
    home.write("{}");
    const openclaw = home.open();
    await openclaw.link(plan());
    home.write((home.text() ?? "").replace(keyOf("first"), "cloudflare-ai-gateway:manual"));
    expect(await openclaw.read()).toMatchObject({ localKey: null, link: { applied: false } });
  });
});

test("taking back a link that is not there is refused", async () => {
  const home = scratch();
  home.write(handWritten);
  expect(await home.open().unlink()).toEqual({ ok: false, code: "link.missing" });
  expect(home.text()).toBe(handWritten);
});

test("after close nothing is written any more", async () => {
  const home = scratch();
  home.write(handWritten);
  const openclaw = home.open();
  const linked = openclaw.link(plan());
  await openclaw.close();
  expect(await linked).toEqual({ ok: true });
  expect(await openclaw.unlink()).toEqual({ ok: false, code: "app.quitting" });
});
