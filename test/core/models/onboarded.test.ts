/** Cloudflare set-ups people have made in OpenClaw: each shape that can be continued, and what none of ours is. */
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../main/core/json5-edit.ts";
import { edgeEntry } from "../../../main/core/link/entry.ts";
import { onboardedIn } from "../../../main/core/models/onboarded.ts";

const base = "https://gateway.ai.cloudflare.com/v1/acct-1/gw_2";
const provider = "sk-ant-api03-canary-provider-key-0001";
const other = "sk-ant-api03-canary-another-key-0002";
const token = "canaryTokenOfTheAiGateway0003";
const tokenHeader = "cf-aig-authorization";
/** As a configuration names a variable. */
const named = (name: string) => `\${${name}}`;

const found = (
  entry: JsonObject | null,
  more: {
    config?: JsonObject;
    stores?: readonly Json[];
    env?: Record<string, string>;
    id?: string;
  } = {},
) =>
  onboardedIn({
    config: {
      ...(entry && { models: { providers: { [more.id ?? "cloudflare-ai-gateway"]: entry } } }),
      ...more.config,
    },
    stores: more.stores ?? [],
    variables: new Map(Object.entries(more.env ?? {})),
  });
const anthropic = (more: JsonObject = {}): JsonObject => ({
  baseUrl: `${base}/anthropic`,
  ...more,
});
const store = (profile: JsonObject, id = "cloudflare-ai-gateway"): Json => ({
  version: 1,
  profiles: { [`${id}:default`]: { type: "api_key", provider: id, ...profile } },
});

test("the ids and the provider are those of the base URL", () => {
  expect(found(anthropic({ apiKey: provider }))?.offer).toEqual({
    accountId: "acct-1",
    aiGatewayId: "gw_2",
    provider: "anthropic",
    tail: "0001",
    hasToken: false,
  });
  expect(
    found({ baseUrl: `${base}/openai/`, apiKey: provider }, { id: "mine" })?.offer,
  ).toMatchObject({
    provider: "openai",
    tail: "0001",
  });
});

test("without an entry they are those beside the stored key", () => {
  const stores = [store({ key: provider, metadata: { accountId: "acct-1", gatewayId: "gw_2" } })];
  expect(found(null, { stores })).toMatchObject({
    offer: { accountId: "acct-1", aiGatewayId: "gw_2", provider: "anthropic", tail: "0001" },
    providerKey: provider,
  });
});

test("models of one provider under Cloudflare's own path tell which it is", () => {
  const compat = (...ids: string[]) =>
    found({ baseUrl: `${base}/compat`, models: ids.map((id) => ({ id, name: id })) });
  expect(compat("anthropic/claude-a", "anthropic/claude-b")?.offer.provider).toBe("anthropic");
  expect(compat("anthropic/claude-a", "openai/gpt")).toBeNull();
  expect(compat("claude")).toBeNull();
  expect(compat()).toBeNull();
});

describe("the provider key", () => {
  const key = (...given: Parameters<typeof found>) => found(...given)?.providerKey;
  const stores = [store({ key: other })];

  test("is the stored one, unless the entry says that its own counts", () => {
    expect(key(anthropic({ apiKey: provider }), { stores })).toBe(other);
    expect(key(anthropic({ apiKey: provider, auth: "api-key" }), { stores })).toBe(provider);
    expect(key(anthropic({ apiKey: "cloudflare-ai-gateway:manual" }), { stores })).toBe(other);
    expect(
      key(anthropic(), { stores: [null, store({ key: provider }, "openai"), ...stores] }),
    ).toBe(other);
  });

  test("is read from the variable it is named by", () => {
    const env = { MY_KEY: provider };
    expect(key(anthropic({ apiKey: named("MY_KEY") }), { env })).toBe(provider);
    expect(
      key(anthropic({ apiKey: { source: "env", provider: "default", id: "MY_KEY" } }), { env }),
    ).toBe(provider);
    expect(
      key(anthropic(), { stores: [store({ keyRef: { source: "env", id: "MY_KEY" } })], env }),
    ).toBe(provider);
    expect(key(anthropic({ apiKey: named("MY_KEY") }), { config: { env: { vars: env } } })).toBe(
      provider,
    );
  });

  test("is the documented variable, for the documented provider only", () => {
    const env = { CLOUDFLARE_AI_GATEWAY_API_KEY: provider };
    expect(key(anthropic(), { env })).toBe(provider);
    expect(key(anthropic(), { env, id: "mine" })).toBeNull();
  });

  test("is in a header where the entry's key is the token", () => {
    const entry = {
      baseUrl: `${base}/openai`,
      api: "openai-completions",
      apiKey: token,
      headers: { Authorization: `Bearer ${provider}`, [tokenHeader]: `Bearer ${token}` },
    };
    expect(found(entry)).toMatchObject({ providerKey: provider, token });
  });

  test("is not the token that stands in its place", () => {
    expect(
      found(anthropic({ apiKey: token, headers: { [tokenHeader]: `Bearer ${token}` } })),
    ).toMatchObject({
      offer: { tail: null, hasToken: true },
      providerKey: null,
      token,
    });
  });

  test("stays where only OpenClaw can read it", () => {
    const exec = { source: "exec", provider: "keychain", id: "x" };
    expect(found(anthropic({ apiKey: exec }))).toMatchObject({
      offer: { tail: null },
      providerKey: null,
    });
    expect(key(anthropic({ apiKey: named("GONE") }))).toBeNull();
    expect(
      key(anthropic({ apiKey: `pre-${named("MY_KEY")}` }), { env: { MY_KEY: provider } }),
    ).toBeNull();
  });
});

test.each<[string, Json, string | null]>([
  ["plain", `Bearer ${token}`, token],
  ["with the colon people put there", `Bearer: ${token}`, token],
  ["without Bearer", token, token],
  ["as a variable", `Bearer ${named("CF_AIG_TOKEN")}`, token],
  ["as a variable that holds Bearer too", named("CF_AIG_BEARER"), token],
  [
    "as a reference to a variable",
    { source: "env", provider: "default", id: "CF_AIG_BEARER" },
    token,
  ],
  ["as a reference to a keychain", { source: "exec", provider: "keychain", id: "x" }, null],
  ["as a variable that is not set", `Bearer ${named("GONE")}`, null],
])("a token %s is seen, and taken over where it can be read", (_, header, read) => {
  const env = { CF_AIG_TOKEN: token, CF_AIG_BEARER: `Bearer ${token}` };
  const result = found(anthropic({ headers: { "CF-Aig-Authorization": header } }), { env });
  expect(result?.token).toBe(read);
  expect(result?.offer.hasToken).toBe(true);
});

test("nothing secret is in the offer but the last four characters", () => {
  const offer = found(
    anthropic({ apiKey: provider, headers: { [tokenHeader]: `Bearer ${token}` } }),
  )?.offer;
  const text = JSON.stringify(offer);
  for (const secret of [provider, token]) expect(text).not.toContain(secret.slice(0, -4));
  expect(text).not.toContain(token.slice(-4));
  expect(found(anthropic({ apiKey: "short" }))?.offer.tail).toBe("");
});

test.each<[string, JsonObject]>([
  ["leads elsewhere", { baseUrl: "https://api.anthropic.com" }],
  [
    "only looks like Cloudflare",
    { baseUrl: "https://gateway.ai.cloudflare.com.evil.test/v1/a/g/anthropic" },
  ],
  ["names no aiGateway", { baseUrl: "https://gateway.ai.cloudflare.com/v1/a" }],
  [
    "has a name no path could hold",
    { baseUrl: "https://gateway.ai.cloudflare.com/v1/a%2f/g/anthropic" },
  ],
  ["has no base URL", { apiKey: provider }],
  [
    "is Sluice's own for the time it is closed",
    edgeEntry(
      {
        kind: "edge",
        shape: "own",
        base,
        providers: [],
        token: { source: "exec", id: "token" },
        headers: {},
        exec: null,
      },
      { slug: "anthropic", id: "cloudflare-ai-gateway", key: { source: "exec", id: "key" } },
    ) as JsonObject,
  ],
])("an entry that %s is none", (_, entry) => {
  expect(found(entry)).toBeNull();
});

test("shapes nobody expects are none", () => {
  const odd: Json[] = [null, 3, [], { profiles: [] }, { profiles: { a: null } }];
  expect(found(null, { stores: odd })).toBeNull();
  expect(
    found(null, { stores: [store({ metadata: { accountId: "../x", gatewayId: "g" } })] }),
  ).toBeNull();
  expect(
    onboardedIn({ config: { models: { providers: [] } }, stores: [], variables: new Map() }),
  ).toBeNull();
});
