/** The user's own providers led to the router: two or three members each, and nothing else of theirs changes. */
import { rmSync } from "node:fs";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { edgeOverlayOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, rewrittenByOpenClaw, scratch } from "./room.ts";

const overlay = (...ids: string[]) => ({ ...overlayOf(...ids), localKey: keyOf("first") });

/** Two entries of a person's own, a header and a key in one of them. */
const text = handWritten.replace(
  "    providers: {\n",
  `    providers: {
      anthropic: {
        apiKey: 'sk-ant-mine', // mine
        headers: { "x-team": "a" },
      },
      openai: { baseUrl: 'https:\\/\\/api.openai.com/v1/', models: [] },
`,
);

async function linked(from: string = text, ...ids: string[]) {
  const home = scratch();
  home.write(from, 0o640);
  const openclaw = home.open();
  expect(await openclaw.link(overlay(...(ids.length > 0 ? ids : ["anthropic", "openai"])))).toEqual(
    {
      ok: true,
    },
  );
  return { home, openclaw, config: () => JSON5.parse(home.text() ?? "") };
}

describe("an overlay", () => {
  test("writes a base URL, one header and, where it is missing, the api per provider, and keeps every other byte", async () => {
    const { home, config } = await linked();
    const was = JSON5.parse(text);
    const { anthropic, openai } = was.models.providers;
    const key = { "x-sluice-key": keyOf("first") };
    expect(config()).toEqual({
      ...was,
      models: {
        providers: {
          ...was.models.providers,
          anthropic: {
            ...anthropic,
            headers: { ...anthropic.headers, ...key },
            baseUrl: "http://127.0.0.1:21417/anthropic",
            api: "anthropic-messages",
          },
          openai: { ...openai, baseUrl: "http://127.0.0.1:21417/openai", headers: key },
        },
      },
    });
    expect(home.text()).toContain("apiKey: 'sk-ant-mine', // mine\n");
    expect(home.mode()).toBe(0o600);
  });

  test("is gone to the byte when it is taken back, mode and spelling included", async () => {
    const { home, openclaw } = await linked();
    expect(await openclaw.read()).toMatchObject({
      localKey: keyOf("first"),
      port: 21_417,
      isOurs: true,
      link: { kind: "overlay", providers: ["anthropic", "openai"], applied: true },
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(text);
    expect(home.mode()).toBe(0o640);
    expect(home.leftovers()).toEqual([]);
  });

  test("makes an entry for a provider that has none, and takes it away with what OpenClaw put in", async () => {
    const { home, openclaw, config } = await linked(handWritten, "google");
    expect(config().models.providers.google).toEqual({
      baseUrl: "http://127.0.0.1:21417/google-ai-studio/v1beta",
      api: "google-generative-ai",
      headers: { "x-sluice-key": keyOf("first") },
    });
    const rewritten = config();
    rewritten.models.providers.google.models = [];
    home.write(rewrittenByOpenClaw(rewritten));
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(rewrittenByOpenClaw(JSON5.parse(handWritten)));
  });

  test("is refused where a provider leads somewhere of its own already, and nothing changes", async () => {
    const home = scratch();
    const own = text.replace("https:\\/\\/api.openai.com/v1/", "https://proxy.example.net/v1");
    home.write(own);
    expect(await home.open().link(overlay("anthropic", "openai"))).toEqual({
      ok: false,
      code: "link.customBaseUrl",
      detail: "openai",
    });
    expect(home.text()).toBe(own);
    expect(home.leftovers()).toEqual([]);
    expect((await home.open().read()).overlays).toContainEqual({
      slug: "openai",
      id: "openai",
      refusal: "link.customBaseUrl",
    });
  });

  test("is refused where there is no configuration to lie over", async () => {
    const home = scratch({ isBare: true });
    expect(await home.open().link(overlay("anthropic"))).toMatchObject({
      code: "link.nothingToOverlay",
    });
    expect(home.leftovers()).toEqual([]);
  });

  test("has nothing to do with an include that only a link of our own would meet", async () => {
    const included = `{ models: { providers: { anthropic: {} } }, agents: { $include: "./a.json5" } }`;
    const { openclaw } = await linked(included, "anthropic");
    expect(await openclaw.read()).toMatchObject({ link: { applied: true } });
    expect((await openclaw.read()).code).toBeUndefined();
    await openclaw.unlink();
    expect((await openclaw.read()).code).toBeUndefined();
    expect(await openclaw.link(plan())).toMatchObject({ code: "config.includes" });
  });

  test("does not stand in its own way: what is led here is offered still", async () => {
    const { openclaw } = await linked();
    expect((await openclaw.read()).overlays).toContainEqual({
      slug: "anthropic",
      id: "anthropic",
      refusal: null,
    });
  });
});

describe("somebody has written the file since", () => {
  test("what they put into the entry stays, ours goes", async () => {
    const { home, openclaw, config } = await linked(handWritten, "anthropic");
    const now = config();
    now.models.providers.anthropic.apiKey = "sk-theirs";
    now.models.providers.anthropic.headers["x-team"] = "b";
    home.write(JSON.stringify(now));
    await openclaw.unlink();
    expect(config().models.providers.anthropic).toEqual({
      headers: { "x-team": "b" },
      apiKey: "sk-theirs",
    });
  });

  test("a base URL they chose stays, and the key goes from beside it", async () => {
    const { home, openclaw, config } = await linked();
    const theirs = "https://proxy.example.net";
    home.write((home.text() ?? "").replace("http://127.0.0.1:21417/anthropic", theirs));
    expect((await openclaw.read()).link?.applied).toBe(false);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(config().models.providers.anthropic).toEqual({
      apiKey: "sk-ant-mine",
      headers: { "x-team": "a" },
      baseUrl: theirs,
    });
    expect(home.text()).not.toContain(keyOf("first"));
  });

  test("a base URL that was replaced returns as it was spelled, even by our places alone", async () => {
    const { home, openclaw } = await linked();
    home.write(`// theirs\n${home.text()}`);
    await openclaw.unlink();
    expect(home.text()).toBe(`// theirs\n${text}`);
  });

  test("an entry they deleted does not come back", async () => {
    const { home, openclaw, config } = await linked();
    const now = config();
    delete now.models.providers.anthropic;
    home.write(JSON.stringify(now));
    await openclaw.unlink();
    expect(Object.keys(config().models.providers)).toEqual(["openai", "ollama"]);
  });
});

describe("without its journal an overlay", () => {
  test("is recognised, not taken over, and removed with its key", async () => {
    const { home, config } = await linked(handWritten, "anthropic", "xai");
    rmSync(home.journal, { recursive: true });
    const openclaw = home.open();
    expect(await openclaw.read()).toMatchObject({
      localKey: null,
      isOurs: false,
      link: { kind: "overlay", providers: ["anthropic", "grok"], applied: false },
    });
    expect(await openclaw.link(plan())).toMatchObject({ code: "link.taken", detail: "anthropic" });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(config().models.providers).toEqual(JSON5.parse(handWritten).models.providers);
  });

  test("is told from another Sluice's by its key alone", async () => {
    const { home, openclaw } = await linked(handWritten, "anthropic");
    home.write((home.text() ?? "").replace(keyOf("first"), keyOf("other")));
    expect(await openclaw.read()).toMatchObject({ isOurs: false, localKey: null });
    expect(await openclaw.link(overlay("anthropic"))).toMatchObject({ code: "link.taken" });
  });
});

test("one link takes another's place in one step, whatever their kinds, and the original returns", async () => {
  const { home, openclaw } = await linked();
  const plans = [
    plan(),
    edgeOverlayOf("anthropic", "openai"),
    { ...overlay("openai"), port: 30_001, localKey: keyOf("second") },
  ];
  for (const next of plans) {
    expect(await openclaw.link(next)).toEqual({ ok: true });
    expect((await openclaw.read()).link).toMatchObject({ kind: next.kind, applied: true });
    expect(home.leftovers()).toHaveLength(2);
  }
  expect(home.text()).not.toContain("cloudflare");
  expect(await openclaw.unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(text);
  expect(home.mode()).toBe(0o640);
});
