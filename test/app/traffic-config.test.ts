/** The router's orders follow from what is remembered, stored and asked. */
import { expect, test } from "vitest";
import { trafficConfigOf } from "../../main/app/traffic-config.ts";

const profile = { id: "p", name: "P", accountId: "acct", aiGatewayId: "gw" };
const farEnds = {
  aiGateway: "https://a",
  cloudflareApi: "https://c",
  providers: { anthropic: "https://p" },
};

const proxies = { https: "http://proxy.corp:3128", http: null, except: ["intern"] };

function orders(change: {
  route?: "cloudflare" | "direct" | "paused";
  isVaultLocked?: boolean;
  isAllowanceClosed?: boolean;
  hasProfile?: boolean;
}) {
  return trafficConfigOf({
    remembered: {
      profiles: [profile],
      activeProfile: "p",
      secrets: [{ profile: "p", kind: "provider", provider: "groq", tail: "abcd" }],
      route: change.route ?? "cloudflare",
      pausedUntil: null,
      resumeTo: "cloudflare",
      link: null,
      model: { provider: "anthropic", model: "m" },
      allowance: { microUsdPerDay: 1, then: "pause" },
      allowanceDay: null,
      port: null,
      fallbacks: null,
      openClawPath: null,
      heldKey: null,
      settings: {
        language: "system",
        theme: "system",
        logPayloads: false,
        onQuit: "asItWas",
        edgeKeys: "resolver",
        keepRequestsDays: 90,
        ...{ leftClick: "window", trayFigure: "spend", notifications: true, quietHours: null },
        ...{ shortcuts: { open: null, route: null, pause: null }, proxy: "system" },
      },
      setup: null,
    },
    profile: change.hasProfile === false ? null : profile,
    farEnds,
    secret: (kind, provider) => (kind === "aiGateway" ? "token" : `key-of-${provider}`),
    isVaultLocked: change.isVaultLocked ?? false,
    isAllowanceClosed: change.isAllowanceClosed ?? false,
    stopAtMicroUsd: 1,
    localKey: "local",
    checkKey: "check",
    proxies,
  });
}

test("profile, token and every provider's key reach the router", () => {
  expect(orders({})).toEqual({
    route: "cloudflare",
    refuse: null,
    stopAtMicroUsd: 1,
    profile: "p",
    aiGateway: { base: "https://a", accountId: "acct", aiGatewayId: "gw", token: "token" },
    providers: expect.objectContaining({
      anthropic: { base: "https://p", key: "key-of-anthropic", pays: "key" },
      groq: { base: null, key: "key-of-groq", pays: "key" },
      // Cloudflare signs for it, whatever key is here.
      "aws-bedrock": { base: null, key: "key-of-aws-bedrock", pays: "stored" },
    }),
    localKey: "local",
    checkKey: "check",
    dials: { all: {}, models: {} },
    logPayloads: false,
    proxies,
  });
});

test("without a profile there is no aiGateway to go to", () => {
  expect(orders({ hasProfile: false }).aiGateway).toBeNull();
});

test.each([
  ["a locked keychain refuses", { isVaultLocked: true }, "keychainLocked"],
  [
    "an allowance that is used up and should pause refuses",
    { isAllowanceClosed: true },
    "allowance",
  ],
  ["paused needs no other reason", { isVaultLocked: true, route: "paused" as const }, null],
])("%s", (_, change, reason) => {
  expect(orders(change).refuse).toBe(reason);
});
