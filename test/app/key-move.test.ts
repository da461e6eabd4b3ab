/** A readable key goes into the keychain: its old place is cleaned only when the new one has proven itself, and stays as it was otherwise. */
import { writeFileSync } from "node:fs";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import type { LinkPlan } from "../../main/core/link/plan.ts";
import { cases, config, dotenv, files, filesWith, ref, snapshot } from "./key-move-cases.ts";
import { type FarEnds, home, key } from "./key-move-room.ts";

const sonnet = {
  id: "claude-sonnet-4-6",
  name: "Claude Sonnet 4.6",
  reasoning: true,
  input: ["text"],
  cost: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  contextWindow: 200_000,
  maxTokens: 64_000,
};
const localKey = "0f".repeat(32);
const plans: Readonly<Record<"own" | "overlay", LinkPlan>> = {
  own: {
    kind: "own",
    port: 21_417,
    localKey,
    entries: [{ slug: "anthropic", models: [sonnet] }],
    model: { provider: "anthropic", model: sonnet.id },
    fallbacks: null,
  },
  overlay: {
    kind: "overlay",
    port: 21_417,
    localKey,
    providers: [{ slug: "anthropic", id: "anthropic" }],
  },
};
describe.each(cases)("the key in $place", ({ account, clean, place, secret }) => {
  test("goes into the keychain, and OpenClaw is led there", async () => {
    const at = home(files);
    const log: string[] = [];
    expect(await at.open({}, log).move(await at.id(place))).toEqual({ ok: true });
    expect(at.keychain()).toEqual({ [account]: secret });
    expect(at.config()).toMatchObject({
      secrets: { providers: { sluice: { source: "exec", command: "/data/resolver/node" } } },
    });
    clean(at);
    expect(log.slice(0, 2)).toEqual(["save", "ask"]);
    expect(log.at(-1)).toBe("reload");
    expect((await at.plaintext()).map((left) => left.place)).not.toContain(place);
    expect(at.leftovers()).toBe(false);
    expect(filesWith(at.data, secret)).toEqual([]);
  });

  test.each<[string, FarEnds]>([
    ["the resolver does not answer it", { resolver: "wrong" }],
    ["there can be no resolver", { resolver: "absent" }],
    ["the keychain is locked", { keychain: null }],
    ["the daemon cannot read it", { daemon: "cold" }],
    ["the daemon rejects the configuration", { daemon: "rejected" }],
    ["the daemon does not take it in", { daemon: "late" }],
  ])("stays where it is when %s", async (_, farEnds) => {
    const at = home(files);
    const before = snapshot(at);
    const moved = await at.open(farEnds).move(await at.id(place));
    expect(moved.ok).toBe(false);
    expect(snapshot(at)).toEqual(before);
    expect(at.leftovers()).toBe(false);
  });

  test("is moved where no daemon runs: the resolver's answer is proof enough", async () => {
    const at = home(files);
    const log: string[] = [];
    expect(await at.open({ daemon: "stopped" }, log).move(await at.id(place))).toEqual({
      ok: true,
    });
    expect(log).toEqual(["save", "ask"]);
    clean(at);
  });

  test("is moved under an older daemon, which says nothing of its configuration but reads its secrets", async () => {
    const at = home(files);
    expect(await at.open({ daemon: "silent" }).move(await at.id(place))).toEqual({ ok: true });
    clean(at);
  });
});

test("a provider that has no key any more after the change gets its old one back", async () => {
  const at = home(files);
  const moved = await at
    .open({ daemon: "degraded" })
    .move(await at.id("models.providers.anthropic.apiKey"));
  expect(moved).toEqual({ ok: false, code: "key.unproven", detail: "degraded" });
  expect(at.text("openclaw.json")).toBe(config);
});

test("another key that is saved for the provider is not overwritten", async () => {
  const at = home(files);
  writeFileSync(at.vault, JSON.stringify({ "p1/provider/anthropic": key("other") }));
  const moved = await at.open().move(await at.id("models.providers.anthropic.apiKey"));
  expect(moved).toEqual({ ok: false, code: "key.unproven", detail: "keychain" });
  expect(at.keychain()).toEqual({ "p1/provider/anthropic": key("other") });
  expect(at.text("openclaw.json")).toBe(config);
});

test("a variable that something else in the configuration needs stays", async () => {
  const reference = ["$", "{OPENAI_API_KEY}"].join("");
  const at = home({ "openclaw.json": `{ tools: { speech: "${reference}" } }`, ".env": dotenv });
  const moved = await at.open().move(await at.id("OPENAI_API_KEY"));
  expect(moved).toEqual({ ok: false, code: "key.unproven", detail: "tools.speech" });
  expect(at.text(".env")).toBe(dotenv);
});

test("what names the variable is led to the keychain in its place", async () => {
  const token = ["Bearer $", "{CF_TOKEN}"].join("");
  const at = home({
    "openclaw.json": `{ models: { providers: { openai: { apiKey: { source: "env", provider: "default", id: "MY_KEY" }, headers: { "cf-aig-authorization": "${token}" } } } } }`,
    ".env": `MY_KEY=${key("mine")}\nCF_TOKEN=${"t".repeat(40)}\n`,
  });
  const mover = at.open();
  expect(await mover.move(await at.id("MY_KEY"))).toEqual({ ok: true });
  expect(await mover.move(await at.id("CF_TOKEN"))).toEqual({ ok: true });
  expect(at.config()).toMatchObject({
    models: {
      providers: {
        openai: {
          apiKey: ref("plain/p1/provider/openai"),
          headers: { "cf-aig-authorization": ref("bearer/p1/aiGateway") },
        },
      },
    },
  });
  expect(at.text(".env")).toBe("");
});

test("what only Sluice's own router needs leaves OpenClaw's configuration alone", async () => {
  const at = home({
    "openclaw.json": "{ /* mine */ }",
    ".env": `CLOUDFLARE_AI_GATEWAY_API_KEY=${key("cf")}\n`,
  });
  expect(await at.open().move(await at.id("CLOUDFLARE_AI_GATEWAY_API_KEY"))).toEqual({ ok: true });
  expect(at.text("openclaw.json")).toBe("{ /* mine */ }");
  expect(at.keychain()).toEqual({ "p1/provider/anthropic": key("cf") });
});

test.each(["own", "overlay"] as const)(
  "under a standing %s link the key leaves what unlinking restores, too",
  async (kind) => {
    const at = home(files);
    expect(await at.openclaw.link(plans[kind])).toEqual({ ok: true });
    expect(await at.open().move(await at.id("models.providers.anthropic.apiKey"))).toEqual({
      ok: true,
    });
    expect(filesWith(at.folder, key("config"))).toEqual([at.vault]);
    expect((await at.openclaw.read()).link).toMatchObject({ kind, applied: true });
    expect(await at.openclaw.unlink()).toEqual({ ok: true });
    expect(at.config()).toEqual({
      ...JSON5.parse(
        config.replace(`"${key("config")}"`, JSON.stringify(ref("plain/p1/provider/anthropic"))),
      ),
      secrets: at.config().secrets,
    });
    expect(filesWith(at.folder, key("config"))).toEqual([at.vault]);
  },
);

test("a key that is not there is none", async () => {
  expect(await home(files).open().move("0".repeat(16))).toEqual({ ok: false, code: "key.unknown" });
});
