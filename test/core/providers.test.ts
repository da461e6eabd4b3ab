/** The one table of providers: whole, of one mind with itself, and safe to put in an address. */
import { describe, expect, test } from "vitest";
import { endpointOf } from "../../main/core/meter.ts";
import {
  directBases,
  isCustom,
  payerOf,
  placeOf,
  providerOf,
  providers,
} from "../../main/core/providers.ts";
import { hasPlainHost, pathOf, planOf } from "../../main/core/route.ts";
import { providerName, providerSlugs } from "../../renderer/copy/provider.ts";

const rows = Object.entries(providers);
const talkOf = (slug: string, place: string, model: string): string =>
  (providerOf(slug)?.talk ?? "").replace("{place}", place).replace("{model}", model);

test("has a name on screen for each, and no name for what it does not have", () => {
  expect(Object.keys(providers).sort()).toEqual([...providerSlugs].sort());
  for (const slug of providerSlugs) expect(providerName(slug)).not.toBe("");
});

test("has each of OpenClaw's ids once, its own entries and the user's never under one", () => {
  const own = rows.flatMap(([, { entry }]) => entry?.id ?? []);
  const theirs = rows.flatMap(([, { openclaw }]) => openclaw?.id ?? []);
  expect(new Set([...own, ...theirs]).size).toBe(own.length + theirs.length);
  // With an OpenAI api that id is special-cased.
  expect(rows.filter(([, { entry }]) => entry?.id === "cloudflare-ai-gateway")).toMatchObject([
    ["anthropic", { entry: { api: "anthropic-messages" } }],
  ]);
});

test("meters every provider an entry is made for, where agents ask it", () => {
  for (const [slug, { entry, place }] of rows) {
    if (!entry) continue;
    const talk = talkOf(slug, place?.example ?? "", "some-model");
    expect(endpointOf(slug, "POST", talk), slug).not.toBe("unmetered");
    // What the entry's address says below the slug is where that path begins.
    const below = entry.below.replace("{place}", place?.example ?? "");
    expect(talk.startsWith(below), slug).toBe(true);
  }
});

test("has a place wherever an address needs one, and a key at hand wherever one can be sent", () => {
  for (const [slug, { entry, hostPath, isSigned, place, talk }] of rows) {
    const isPlaced = entry?.below.includes("{place}") === true;
    expect(isPlaced, slug).toBe(place !== undefined);
    if (place) expect(place.pattern.test(place.example), slug).toBe(true);
    if (place && hostPath && talk)
      expect(hostPath.test(talkOf(slug, place.example, "m")), slug).toBe(true);
    expect(isSigned === true && directBases[slug] !== undefined, slug).toBe(false);
  }
});

describe("a place", () => {
  test.each([
    ["azure-openai", ["my-resource", "abc", "A1-b"]],
    ["aws-bedrock", ["us-east-1", "eu-west-3", "us-gov-west-1", "ap-southeast-2"]],
  ])("of %s is what the provider calls it", (slug, good) => {
    const pattern = providerOf(slug)?.place?.pattern;
    for (const place of good) expect(pattern?.test(place), place).toBe(true);
    const bad = ["", "a/b", "..", "a.b", "a@b", "a#b", "a?b", "a%2fb", "ä", "a b", "a:1", "a\n"];
    for (const place of bad) expect(pattern?.test(place), JSON.stringify(place)).toBe(false);
  });

  test("is the profile's own, and never something every object has", () => {
    expect(placeOf({ places: { "azure-openai": "mine" } }, "azure-openai")).toBe("mine");
    expect(placeOf({ places: {} }, "constructor")).toBeNull();
    expect(placeOf(null, "azure-openai")).toBeNull();
  });
});

describe("who pays", () => {
  test("is the key here, unless the person said otherwise or only a stored one works", () => {
    expect(payerOf(null, "anthropic")).toBe("key");
    expect(payerOf({}, "aws-bedrock")).toBe("stored");
    expect(payerOf({ pays: { openai: { payer: "credits" } } }, "openai")).toBe("credits");
    expect(payerOf({ pays: {} }, "constructor")).toBe("key");
  });
});

describe("a provider of the person's own", () => {
  test.each(["custom-a", "custom-my-llm", "custom-9"])("%s is known by its name", (slug) => {
    expect(isCustom(slug)).toBe(true);
    expect(providerOf(slug)?.entry?.api).toBe("openai-completions");
  });

  test.each(["custom-", "custom--", "custom-a-", "custom-A", "custom-a/b", "custom-a.b", "custom"])(
    "%s is none",
    (slug) => {
      expect(providerOf(slug)).toBeNull();
    },
  );

  test("is routed once the configuration names it", () => {
    const plan = planOf({
      ...{ route: "cloudflare", refuse: null, stopAtMicroUsd: null, profile: "p" },
      aiGateway: { base: "https://g", accountId: "a", aiGatewayId: "b", token: null },
      providers: { "custom-mine": { base: null, key: "k-1" }, "custom-": { base: null, key: "k" } },
      ...{ localKey: null, checkKey: "c", logPayloads: true },
      proxies: { https: null, http: null, except: [] },
    });
    expect(plan.destinations.get("custom-mine")).toMatchObject({
      refusal: null,
      prefix: "/v1/a/b/custom-mine",
      keyLine: "authorization: Bearer k-1\r\n",
    });
    expect(plan.destinations.has("custom-")).toBe(false);
    const path = pathOf("/custom-mine/v1/chat/completions");
    expect(path?.slug).toBe("custom-mine");
    const to = plan.destinations.get("custom-mine");
    expect(to && hasPlainHost(to, path?.path ?? "")).toBe(true);
  });
});
