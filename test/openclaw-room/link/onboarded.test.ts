/** The user's own entries that lead to Cloudflare already, as `openclaw onboard` makes them: led to the router and back, under any id. */
import { rmSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import type { Edit } from "../../../main/core/json5-edit.ts";
import {
  edgeBase,
  edgeOverlayOf,
  onboardId,
  otherId,
  overlayOf,
  overlayOn,
} from "../../core/link/plans.ts";
import { keyOf, plan, rewrittenByOpenClaw, scratch } from "./room.ts";

const theirBase = "https://gateway.ai.cloudflare.com/v1/theirs/gw";
/** `auth` and `api` are those of an entry of ours: nothing but the header tells them apart. */
const onboarded = `{
  models: {
    mode: "merge",
    providers: {
      "cloudflare-ai-gateway": {
        baseUrl: "https:\\/\\/gateway.ai.cloudflare.com/v1/theirs/gw/anthropic",
        api: "anthropic-messages",
        auth: "api-key",
        apiKey: 'sk-ant-theirs',
        headers: { "cf-aig-authorization": "Bearer theirs" }, // onboard
        models: [{ id: "claude-sonnet-4-6", name: "Sonnet" }],
      },
      "my-cf": {
        baseUrl: "${theirBase}/google-ai-studio/v1beta/",
        api: "google-generative-ai",
        models: [{ id: "g", name: "G" }],
      },
    },
  },
  agents: { defaults: { model: "cloudflare-ai-gateway/claude-sonnet-4-6" } },
}
`;

const overlay = { ...overlayOn(onboardId, otherId), localKey: keyOf("first") };
const edge = { ...edgeOverlayOf(), providers: [onboardId, otherId] };
const token = { source: "exec", provider: "sluice-edge", id: "p/aiGateway#bearer" };

async function linked(link: typeof overlay | typeof edge = overlay, text = onboarded) {
  const home = scratch();
  home.write(text, 0o640);
  const openclaw = home.open();
  expect(await openclaw.link(link)).toEqual({ ok: true });
  const config = () => JSON5.parse(home.text() ?? "");
  return { home, openclaw, config, entries: () => config().models.providers };
}

describe("an overlay", () => {
  test("leads them to the router, and keeps key, token, api and all the rest", async () => {
    const { config, entries } = await linked();
    const was = JSON5.parse(onboarded);
    const [theirs, other] = [onboardId, otherId].map(({ id }) => was.models.providers[id]);
    const key = { "x-sluice-key": keyOf("first") };
    expect(entries()).toEqual({
      [onboardId.id]: {
        ...theirs,
        baseUrl: "http://127.0.0.1:21417/anthropic",
        headers: { ...theirs.headers, ...key },
      },
      [otherId.id]: {
        ...other,
        baseUrl: "http://127.0.0.1:21417/google-ai-studio/v1beta",
        headers: key,
      },
    });
    expect({ ...config(), models: was.models }).toEqual(was);
  });

  test("is whole, known by its key, and gone to the byte", async () => {
    const { home, openclaw } = await linked();
    expect(await openclaw.read()).toMatchObject({
      localKey: keyOf("first"),
      port: 21_417,
      isOurs: true,
      link: { kind: "overlay", providers: ["anthropic", "google-ai-studio"], applied: true },
      overlays: [
        { ...onboardId, refusal: null },
        { ...otherId, refusal: null },
      ],
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(onboarded);
    expect(home.mode()).toBe(0o640);
    expect(home.leftovers()).toEqual([]);
  });

  test("is whole, and goes, after OpenClaw has written the file in its own spelling", async () => {
    const { home, openclaw } = await linked();
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { meta: _meta, ...rest } = JSON5.parse(home.text() ?? "");
    expect(rest).toEqual(JSON5.parse(onboarded));
  });

  test("is made anew with another key and port, and gives way to an edge link and back", async () => {
    const { home, openclaw } = await linked();
    const next = { ...overlay, port: 30_001, localKey: keyOf("second") };
    for (const link of [next, edge, overlay, next]) {
      expect(await openclaw.link(link)).toEqual({ ok: true });
      expect((await openclaw.read()).link).toMatchObject({ kind: link.kind, applied: true });
    }
    expect(home.text()).toContain("http://127.0.0.1:30001/anthropic");
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(onboarded);
  });

  test("with the record lost is known from the file alone, and an original returns to the byte", async () => {
    const { home } = await linked();
    const [record = ""] = home.leftovers().filter((name) => name.endsWith(".json"));
    rmSync(path.join(home.journal, record));
    expect(await home.open().read()).toMatchObject({
      isOurs: false,
      localKey: null,
      link: { kind: "overlay", providers: ["anthropic", "google-ai-studio"], applied: false },
    });
    expect(await home.open().link(overlay)).toMatchObject({ code: "link.taken" });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(onboarded);
  });

  test("with all of the journal lost goes with its key, and leaves a file OpenClaw can start with", async () => {
    const { home, entries } = await linked();
    rmSync(home.journal, { recursive: true });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).not.toContain(keyOf("first"));
    // What they led to is lost. OpenClaw knows the first id, and accepts no other without an address.
    const { [onboardId.id]: theirs, [otherId.id]: other } = entries();
    expect(theirs).toMatchObject({ apiKey: "sk-ant-theirs", api: "anthropic-messages" });
    expect(theirs.baseUrl).toBeUndefined();
    expect(other.baseUrl).toBe("http://127.0.0.1:21417/google-ai-studio/v1beta");
    expect(await home.open().read()).toMatchObject({ link: null });
  });

  test("that somebody has given another address since keeps that, less the key", async () => {
    const { home, openclaw, entries } = await linked();
    const theirs = "https://proxy.example.net/g";
    home.write(
      (home.text() ?? "").replace("http://127.0.0.1:21417/google-ai-studio/v1beta", theirs),
    );
    expect((await openclaw.read()).link?.applied).toBe(false);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(entries()[otherId.id]).toEqual({
      ...JSON5.parse(onboarded).models.providers[otherId.id],
      baseUrl: theirs,
    });
  });

  test("is no link of our own: what the person changes in such an entry lasts", async () => {
    const { home, openclaw } = await linked();
    const ref = { source: "exec", provider: "sluice", id: "p/provider/anthropic" };
    const move = (): readonly Edit[] => [
      { path: ["models", "providers", onboardId.id, "apiKey"], value: ref },
      { path: ["agents", "defaults", "model"], value: `${onboardId.id}/claude-opus-4-6` },
    ];
    expect(await openclaw.edit(move)).toEqual({ ok: true });
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { models, agents } = JSON5.parse(home.text() ?? "");
    expect(models.providers[onboardId.id].apiKey).toEqual(ref);
    expect(models.providers[onboardId.id].baseUrl).toBe(`${theirBase}/anthropic`);
    expect(agents.defaults.model).toBe(`${onboardId.id}/claude-opus-4-6`);
    expect(home.text()).not.toContain("sk-ant-theirs");
  });
});

describe("an edge link", () => {
  test("leaves an entry with a token of its own as it is, and leads one without to ours", async () => {
    const { openclaw, config, entries } = await linked(edge);
    const was = JSON5.parse(onboarded).models.providers;
    expect(entries()).toEqual({
      [onboardId.id]: was[onboardId.id],
      [otherId.id]: {
        ...was[otherId.id],
        baseUrl: `${edgeBase}/google-ai-studio/v1beta`,
        headers: { "cf-aig-authorization": token, "cf-aig-skip-cache": "true" },
      },
    });
    expect(Object.keys(config().secrets.providers)).toEqual(["sluice-edge"]);
    expect(await openclaw.read()).toMatchObject({
      isOurs: true,
      link: { kind: "edge", providers: ["anthropic", "google-ai-studio"], applied: true },
    });
  });

  test("goes to the byte, and without its journal by its shape", async () => {
    const { home, openclaw } = await linked(edge);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(onboarded);
    expect(home.leftovers()).toEqual([]);

    expect(await openclaw.link(edge)).toEqual({ ok: true });
    rmSync(home.journal, { recursive: true });
    expect(await home.open().read()).toMatchObject({
      link: { kind: "edge", providers: ["google-ai-studio"], applied: false },
    });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).not.toMatch(/sluice/);
    expect(home.text()).toContain("Bearer theirs");
  });

  test.each([
    "'Bearer theirs'",
    "'\u0024{CF_AIG_TOKEN}'",
    "{ source: 'env', provider: 'default', id: 'CF_AIG_TOKEN' }",
  ])("over nothing but an entry with the token %s of its own writes nothing", async (theirs) => {
    const text = `{ models: { providers: { x: { baseUrl: "${theirBase}/openai", headers: { "CF-AIG-Authorization": ${theirs} } } } } }`;
    const alone = { ...edge, providers: [{ slug: "openai", id: "x" }] };
    const { home, openclaw } = await linked(alone, text);
    expect(home.text()).toBe(text);
    expect(await openclaw.read()).toMatchObject({
      isOurs: true,
      link: { kind: "edge", providers: ["openai"], applied: true },
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(text);
    expect(home.leftovers()).toEqual([]);
  });
});

test("an entry of our own is refused where one of theirs has its id, and nothing changes", async () => {
  const home = scratch();
  home.write(onboarded);
  const taken = { ok: false, code: "link.taken", detail: onboardId.id };
  expect(await home.open().link(plan())).toEqual(taken);
  expect(await home.open().link(overlayOf("anthropic"))).toEqual({ ok: true });
  expect(await home.open().link(plan())).toEqual(taken);
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(onboarded);
});
