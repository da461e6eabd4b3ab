import { describe, expect, test } from "vitest";
import { credentialNames } from "../../main/core/http-head-request.ts";
import { directBases } from "../../main/core/providers.ts";
import { baseOf, hasPlainHost, pathOf, planOf, targetOf } from "../../main/core/route.ts";
import type { TrafficConfig } from "../../main/core/traffic.ts";

const config: TrafficConfig = {
  route: "cloudflare",
  refuse: null,
  stopAtMicroUsd: null,
  profile: null,
  aiGateway: {
    base: "https://gateway.ai.cloudflare.com",
    accountId: "acct",
    aiGatewayId: "mine",
    token: "cf-token",
  },
  providers: {
    anthropic: { base: "https://api.anthropic.com", key: "sk-ant" },
    openai: { base: "https://api.openai.com/v1", key: null },
  },
  localKey: "local",
  checkKey: "check",
  logPayloads: false,
  proxies: { https: null, http: null, except: [] },
};

function destination(slug: string, more: Partial<TrafficConfig> = {}) {
  const found = planOf({ ...config, ...more }).destinations.get(slug);
  if (!found) throw new Error(slug);
  return found;
}

describe("by way of Cloudflare", () => {
  test("a request goes to the aiGateway, below its provider's slug", () => {
    const to = destination("anthropic");
    expect(to.base).toMatchObject({ isTls: true, host: "gateway.ai.cloudflare.com", port: 443 });
    expect(targetOf(to, "/v1/messages?beta=true")).toBe(
      "/v1/acct/mine/anthropic/v1/messages?beta=true",
    );
    expect(to.lines).toBe(
      "Host: gateway.ai.cloudflare.com\r\ncf-aig-authorization: Bearer cf-token\r\ncf-aig-collect-log-payload: false\r\ncf-aig-no-wholesale: true\r\ncf-aig-skip-cache: true\r\n",
    );
  });

  test("caching and payload logging are left to the aiGateway once the person wants them", () => {
    const to = destination("anthropic", {
      dials: { all: { cache: "asSet" }, models: {} },
      logPayloads: true,
    });
    expect(to.lines).toBe(
      "Host: gateway.ai.cloudflare.com\r\ncf-aig-authorization: Bearer cf-token\r\ncf-aig-no-wholesale: true\r\n",
    );
  });

  test("an aiGateway without a token gets none", () => {
    const aiGateway = { ...config.aiGateway, token: null } as TrafficConfig["aiGateway"];
    expect(destination("anthropic", { aiGateway }).lines).not.toContain("authorization");
  });

  test("OpenAI's path passes as it is, with its version or without", () => {
    const to = destination("openai");
    expect(targetOf(to, "/chat/completions")).toBe("/v1/acct/mine/openai/chat/completions");
    expect(targetOf(to, "/v1/chat/completions")).toBe("/v1/acct/mine/openai/v1/chat/completions");
  });

  test("a base with a path of its own keeps it", () => {
    const aiGateway = {
      base: "http://127.0.0.1:5/aig/",
      accountId: "a",
      aiGatewayId: "g",
      token: null,
    };
    const to = destination("groq", { aiGateway });
    expect(targetOf(to, "/chat/completions")).toBe("/aig/v1/a/g/groq/chat/completions");
    expect(to.lines).toContain("Host: 127.0.0.1:5\r\n");
  });
});

describe("direct", () => {
  test("a request goes to the provider and carries nothing of the aiGateway", () => {
    const to = destination("anthropic", { route: "direct" });
    expect(to.base).toMatchObject({ host: "api.anthropic.com" });
    expect(targetOf(to, "/v1/messages")).toBe("/v1/messages");
    expect(to.lines).toBe("Host: api.anthropic.com\r\n");
  });

  test.each([
    ["/chat/completions", "/v1/chat/completions"],
    ["/v1/chat/completions", "/v1/chat/completions"],
    ["/v1?x=1", "/v1?x=1"],
    ["/v1", "/v1"],
    ["/v1beta/x", "/v1/v1beta/x"],
    ["", "/v1"],
    ["?x=1", "/v1?x=1"],
  ])("OpenAI's %j is asked as %j", (rest, target) => {
    expect(targetOf(destination("openai", { route: "direct" }), rest)).toBe(target);
  });

  test("a path that is empty is the root", () => {
    const to = destination("anthropic", { route: "direct" });
    expect([targetOf(to, ""), targetOf(to, "?x=1")]).toEqual(["/", "/?x=1"]);
  });

  test("providers whose host depends on the path have no direct base", () => {
    for (const slug of ["azure-openai", "aws-bedrock", "google-vertex-ai", "workers-ai"])
      expect(directBases[slug]).toBeUndefined();
    for (const base of Object.values(directBases)) expect(baseOf(base)?.isTls).toBe(true);
  });
});

describe("what is refused whatever is asked", () => {
  test.each<[string, string, Partial<TrafficConfig>]>([
    ["paused", "anthropic", { route: "paused" }],
    ["paused", "anthropic", { route: "paused", refuse: "allowance" }],
    ["allowance", "anthropic", { refuse: "allowance" }],
    ["keychainLocked", "anthropic", { refuse: "keychainLocked", aiGateway: null }],
    ["noProfile", "anthropic", { aiGateway: null }],
    ["noDirectRoute", "groq", { route: "direct" }],
    [
      "noDirectRoute",
      "openai",
      { route: "direct", providers: { openai: { base: null, key: "k" } } },
    ],
  ])("%s: %s with %o", (reason, slug, more) => {
    expect(destination(slug, more).refusal).toBe(reason);
  });

  test("an account or aiGateway name that would change the path is no profile", () => {
    const aiGateway = {
      base: "https://x.example",
      accountId: "a/../b",
      aiGatewayId: "g",
      token: null,
    };
    expect(destination("anthropic", { aiGateway }).refusal).toBe("noProfile");
  });

  test("nothing without a profile is needed to go direct", () => {
    expect(destination("anthropic", { route: "direct", aiGateway: null }).refusal).toBeNull();
  });
});

describe("a provider's key", () => {
  test.each([
    ["anthropic", "x-api-key: k\r\n", "x-api-key"],
    ["openai", "authorization: Bearer k\r\n", "authorization"],
    ["google-ai-studio", "x-goog-api-key: k\r\n", "x-goog-api-key"],
    ["azure-openai", "api-key: k\r\n", "api-key"],
    ["elevenlabs", "xi-api-key: k\r\n", "xi-api-key"],
    ["groq", "authorization: Bearer k\r\n", "authorization"],
  ] as const)("of %s stands in its own header", (slug, line, name) => {
    const to = destination(slug, { providers: { [slug]: { base: null, key: "k" } } });
    expect(to).toMatchObject({ keyLine: line, keyBit: credentialNames[name] });
  });

  test("that could not stand in a header is treated as missing", () => {
    const providers = { anthropic: { base: null, key: "k\r\nx-evil: 1" } };
    expect(destination("anthropic", { providers }).keyLine).toBeNull();
    expect(planOf({ ...config, localKey: "", checkKey: "a b" })).toMatchObject({
      localKey: null,
      checkKey: null,
    });
  });
});

describe("a path", () => {
  test("is a slug and what is below it", () => {
    expect(pathOf("/anthropic/v1/messages?beta=true")).toEqual({
      slug: "anthropic",
      path: "/v1/messages",
      rest: "/v1/messages?beta=true",
    });
    expect(pathOf("/openai")).toEqual({ slug: "openai", path: "", rest: "" });
    expect(pathOf("/openai?x")).toEqual({ slug: "openai", path: "", rest: "?x" });
    expect(pathOf("/workers-ai/@cf/meta/llama-3.1-8b?u=http://a/../b%2e")?.path).toBe(
      "/@cf/meta/llama-3.1-8b",
    );
  });

  test.each([
    "*",
    "http://127.0.0.1:1/anthropic/v1",
    "127.0.0.1:443",
    "//anthropic/v1",
    "/anthropic//v1",
    "/anthropic/../v1",
    "/anthropic/.",
    "/anthropic/..",
    "/anthropic/./v1",
    "/./anthropic",
    "/anthropic/%2e%2e/v1",
    "/anthropic/%2E/v1",
    "/anthropic/.%2e",
    "/anthropic%2fv1",
    "/anthropic/a%5Cb",
    "/anthropic\\v1",
    "/anthropic/a%00b",
    "/anthropic/a%0d%0ab",
    "/anthropic/a%7f",
    "/anthropic/a#b",
    "/anthropic/a?b#c",
  ])("%j is refused", (target) => {
    expect(pathOf(target)).toBeNull();
  });

  test("a part that becomes a host name is a plain label", () => {
    const azure = destination("azure-openai");
    expect(hasPlainHost(azure, "/my-resource/deployment/chat/completions")).toBe(true);
    expect(hasPlainHost(azure, "/evil.example/deployment")).toBe(false);
    expect(hasPlainHost(azure, "")).toBe(false);
    expect(hasPlainHost(destination("anthropic"), "")).toBe(true);
    const bedrock = destination("aws-bedrock");
    expect(hasPlainHost(bedrock, "/bedrock-runtime/us-east-1/model/x.y/invoke")).toBe(true);
    expect(hasPlainHost(bedrock, "/bedrock-runtime/us-east-1@evil/model")).toBe(false);
    const vertex = destination("google-vertex-ai");
    expect(hasPlainHost(vertex, "/v1/projects/p.q/locations/us-east1/publishers")).toBe(true);
    expect(hasPlainHost(vertex, "/v1/projects/p/locations/a.b/publishers")).toBe(false);
    const baseten = destination("baseten");
    expect(hasPlainHost(baseten, "/model/abcd1234/predict")).toBe(true);
    expect(hasPlainHost(baseten, "/v1/chat/completions")).toBe(true);
  });

  test.each([
    ["aws-bedrock", "/evil.com%3f/us-east-1/model/x"],
    ["aws-bedrock", "/x@evil.com:443/us-east-1/model/x"],
    ["aws-bedrock", "/s3/us-east-1/model/x"],
    ["aws-bedrock", "/bedrock-runtime"],
    ["google-vertex-ai", "/projects/p/locations/evil.com/x"],
    ["google-vertex-ai", "/v1/projects/p/x/locations/evil.com/x"],
    ["google-vertex-ai", "/v1/projects/p/locations/us-east1%3f/x"],
    ["baseten", "/model/evil.com%3f/x"],
    ["baseten", "/evil.com/model/x"],
    ["azure-openai", "/evil%3f/deployment"],
  ])("%s%s could lead to another host and is refused", (slug, path) => {
    expect(hasPlainHost(destination(slug), path)).toBe(false);
  });
});

describe("a base URL", () => {
  test.each([
    ["https://api.example.com", { isTls: true, host: "api.example.com", port: 443, path: "" }],
    ["https://API.example.com:8443/v1/", { host: "api.example.com", port: 8443, path: "/v1" }],
    ["http://127.0.0.1:99", { isTls: false, authority: "127.0.0.1:99", port: 99 }],
    ["http://[::1]:99/a/b", { host: "::1", authority: "[::1]:99", path: "/a/b" }],
    ["http://localhost:1", { host: "localhost" }],
  ])("%s", (url, base) => {
    expect(baseOf(url)).toMatchObject(base);
  });

  test.each([
    "http://api.example.com",
    "http://127.0.0.1.example.com",
    "ftp://127.0.0.1",
    "https://user:pass@example.com",
    "https://example.com/a?b",
    "https://example.com/a#b",
    "https://example.com:70000",
    "https://example.com:0",
    "https://exa mple.com",
    "https://",
    "example.com",
    "https://example.com/\r\nx: y",
    "",
  ])("%j is none", (url) => {
    expect(baseOf(url)).toBeNull();
  });
});
