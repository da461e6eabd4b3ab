/** OpenClaw led to Cloudflare itself: no secret in the file, known again from the file alone, and gone to the byte. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { edgeBase, edgeByEnv, edgeOf, edgeOverlayOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, rewrittenByOpenClaw, scratch } from "./room.ts";

const resolver = {
  source: "exec",
  command: "/home/a/.local/share/sluice/answer",
  args: ["secrets"],
  passEnv: ["HOME"],
  timeoutMs: 10_000,
  jsonOnly: true,
};
const token = { source: "exec", provider: "sluice-edge", id: "p/aiGateway#bearer" };

async function linked(edge = edgeOf(), text = handWritten) {
  const home = scratch();
  home.write(text, 0o644);
  const openclaw = home.open();
  expect(await openclaw.link(edge)).toEqual({ ok: true });
  return { home, openclaw, config: () => JSON5.parse(home.text() ?? "") };
}

describe("entries of our own", () => {
  test("lead to Cloudflare, with the keys asked from the resolver", async () => {
    const { home, config } = await linked();
    const { models, secrets, agents, plugins } = config();
    expect(models.providers["cloudflare-ai-gateway"]).toMatchObject({
      baseUrl: `${edgeBase}/anthropic`,
      api: "anthropic-messages",
      auth: "api-key",
      apiKey: { source: "exec", provider: "sluice-edge", id: "p/provider/anthropic" },
      headers: { "cf-aig-authorization": token, "cf-aig-skip-cache": "true" },
      models: [{ id: "anthropic-model" }],
    });
    expect(secrets.providers["sluice-edge"]).toEqual(resolver);
    expect(plugins.entries["cloudflare-ai-gateway"]).toEqual({ enabled: false });
    expect(agents.defaults.model.primary).toBe("cloudflare-ai-gateway/anthropic-model");
    // There is nothing in it to hide.
    expect(home.mode()).toBe(0o644);
  });

  test("or with the keys in OpenClaw's own environment and no resolver, fallbacks with them", async () => {
    const { config } = await linked(edgeByEnv);
    const { models, secrets, agents } = config();
    expect(models.providers["sluice-openai"]).toMatchObject({
      baseUrl: `${edgeBase}/openai`,
      apiKey: { source: "env", provider: "default", id: "SLUICE_OPENAI_API_KEY" },
    });
    expect(secrets).toBeUndefined();
    expect(agents.defaults.model).toEqual({
      primary: "sluice-openai/openai-model",
      fallbacks: ["sluice-openai/openai-model", "anthropic/x"],
    });
  });
});

test("the user's entries get a base URL, how it is spoken to, Cloudflare's header and the literal ones, nothing else", async () => {
  const { config } = await linked(edgeOverlayOf("anthropic", "google"));
  const was = JSON5.parse(handWritten);
  const headers = { "cf-aig-authorization": token, "cf-aig-skip-cache": "true" };
  expect(config()).toEqual({
    ...was,
    secrets: { providers: { "sluice-edge": resolver } },
    models: {
      providers: {
        ...was.models.providers,
        anthropic: { baseUrl: `${edgeBase}/anthropic`, api: "anthropic-messages", headers },
        google: {
          baseUrl: `${edgeBase}/google-ai-studio/v1beta`,
          api: "google-generative-ai",
          headers,
        },
      },
    },
  });
});

describe.each([
  ["entries of our own", edgeOf(), ["anthropic"]],
  ["entries of our own by the environment", edgeByEnv, ["openai"]],
  ["the user's entries", edgeOverlayOf("anthropic", "xai"), ["anthropic", "grok"]],
] as const)("an edge link through %s", (_, edge, providers) => {
  test("goes to the byte, and leaves nothing", async () => {
    const { home, openclaw } = await linked(edge);
    expect(await openclaw.read()).toMatchObject({
      link: { kind: "edge", providers, applied: true },
      isOurs: true,
      localKey: null,
      port: null,
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o644);
    expect(home.leftovers()).toEqual([]);
  });

  test("is still whole, and goes, after OpenClaw has written the file in its own order", async () => {
    const { home, openclaw, config } = await linked(edge);
    const shuffled = JSON.parse(JSON.stringify(config()), (_key, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    for (const entry of Object.values<Record<string, unknown>>(shuffled.models.providers))
      entry.models ??= [];
    home.write(rewrittenByOpenClaw(shuffled));
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    // As OpenClaw left it: this link had not changed it.
    expect(home.mode()).toBe(0o600);
    const { meta: _meta, ...rest } = config();
    expect(rest).toEqual(JSON5.parse(handWritten));
  });

  test("is known again without a journal, and removed by its shape", async () => {
    const { home } = await linked(edge);
    rmSync(home.journal, { recursive: true });
    const openclaw = home.open();
    expect(await openclaw.read()).toMatchObject({
      isOurs: false,
      link: { kind: "edge", providers, applied: false },
    });
    expect(await openclaw.link(plan())).toMatchObject({ code: "link.taken" });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).not.toMatch(/sluice|cf-aig|gateway\.ai\.cloudflare/);
  });

  test("gives way to a link to the router and takes its place again, each in one step", async () => {
    const { home, openclaw } = await linked(edge);
    for (const next of [plan(), edge, overlayOf("anthropic"), edge])
      expect(await openclaw.link(next)).toEqual({ ok: true });
    expect(home.text()).not.toContain("127.0.0.1:21417");
    expect(home.mode()).toBe(0o644);
    await openclaw.unlink();
    expect(home.text()).toBe(handWritten);
  });
});

test("a first configuration can be an edge link, and goes with its folder", async () => {
  const home = scratch({ isBare: true });
  expect(await home.open().link(edgeOf())).toEqual({ ok: true });
  expect(JSON.parse(home.text() ?? "").gateway).toEqual({ mode: "local", bind: "loopback" });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBeNull();
});

describe("what others made their own stays", () => {
  test("an entry that leads elsewhere now, with the model and the plugin", async () => {
    const { home, openclaw, config } = await linked();
    const theirs = `${edgeBase.replace("acct", "other")}/anthropic`;
    home.write((home.text() ?? "").replace(`${edgeBase}/anthropic`, theirs));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { models, plugins, agents, secrets } = config();
    expect(models.providers["cloudflare-ai-gateway"].baseUrl).toBe(theirs);
    expect(plugins.entries["cloudflare-ai-gateway"].enabled).toBe(false);
    expect(agents.defaults.model.primary).toBe("cloudflare-ai-gateway/anthropic-model");
    // Their entry still asks for its keys there.
    expect(secrets.providers["sluice-edge"]).toEqual(resolver);
  });

  test("keys moved into the keychain for good are no edge link", async () => {
    const home = scratch();
    const moved = { source: "exec", provider: "sluice", id: "p/provider/anthropic" };
    const config = {
      secrets: { providers: { sluice: resolver } },
      models: {
        providers: {
          anthropic: {
            baseUrl: `${edgeBase}/anthropic`,
            apiKey: moved,
            headers: { "cf-aig-authorization": { ...moved, id: "p/aiGateway#bearer" } },
          },
        },
      },
    };
    home.write(JSON.stringify(config));
    expect(await home.open().read()).toMatchObject({ link: null });
    expect(await home.open().link(edgeOf())).toEqual({ ok: true });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(JSON.stringify(config));
  });
});

test("no journal holds a secret, after links of every kind", async () => {
  const { home, openclaw } = await linked();
  await openclaw.link(plan());
  await openclaw.link({ ...overlayOf("anthropic"), localKey: keyOf("second") });
  for (const name of readdirSync(home.journal)) {
    const text = readFileSync(path.join(home.journal, name), "utf8");
    for (const key of ["first", "second"]) expect(text).not.toContain(keyOf(key));
  }
});

test.each([
  ["the section", { secrets: { $include: "./s.json5" } }, "config.includes"],
  [
    "something else of that name",
    { secrets: { providers: { "sluice-edge": { source: "env" } } } },
    "link.taken",
  ],
])("is refused where %s for the resolver is not ours to write", async (_, config, code) => {
  const home = scratch();
  home.write(JSON.stringify(config));
  expect(await home.open().link(edgeOf())).toMatchObject({ ok: false, code });
  expect(home.text()).toBe(JSON.stringify(config));
  expect(home.leftovers()).toEqual([]);
});
