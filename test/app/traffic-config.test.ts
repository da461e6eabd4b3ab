/** The router's orders follow from what is remembered, stored and asked. */
import { expect, test } from "vitest";
import { trafficConfigOf } from "../../main/app/traffic-config.ts";

const profile = { id: "p", name: "P", accountId: "acct", aiGatewayId: "gw" };
const farEnds = {
  aiGateway: "https://a",
  cloudflareApi: "https://c",
  providers: { anthropic: "https://p" },
};

function orders(change: {
  route?: "cloudflare" | "direct" | "paused";
  then?: "tell" | "pause";
  isVaultLocked?: boolean;
  isAllowanceReached?: boolean;
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
      allowance: { microUsdPerDay: 1, then: change.then ?? "tell" },
      port: null,
      fallbacks: null,
      openClawPath: null,
      heldKey: null,
      settings: {
        language: "system",
        theme: "system",
        responseCache: false,
        logPayloads: false,
        onQuit: "asItWas",
        edgeKeys: "resolver",
      },
    },
    profile: change.hasProfile === false ? null : profile,
    farEnds,
    secret: (kind, provider) => (kind === "aiGateway" ? "token" : `key-of-${provider}`),
    isVaultLocked: change.isVaultLocked ?? false,
    isAllowanceReached: change.isAllowanceReached ?? false,
    localKey: "local",
    checkKey: "check",
  });
}

test("profile, token and every provider's key reach the router", () => {
  expect(orders({})).toEqual({
    route: "cloudflare",
    refuse: null,
    aiGateway: { base: "https://a", accountId: "acct", aiGatewayId: "gw", token: "token" },
    providers: {
      anthropic: { base: "https://p", key: "key-of-anthropic" },
      groq: { base: null, key: "key-of-groq" },
    },
    localKey: "local",
    checkKey: "check",
    responseCache: false,
    logPayloads: false,
  });
});

test("without a profile there is no aiGateway to go to", () => {
  expect(orders({ hasProfile: false }).aiGateway).toBeNull();
});

test.each([
  ["a locked keychain refuses", { isVaultLocked: true }, "keychainLocked"],
  [
    "a used-up allowance refuses when it should pause",
    { isAllowanceReached: true, then: "pause" as const },
    "allowance",
  ],
  ["a used-up allowance that should only tell refuses nothing", { isAllowanceReached: true }, null],
  ["paused needs no other reason", { isVaultLocked: true, route: "paused" as const }, null],
])("%s", (_, change, reason) => {
  expect(orders(change).refuse).toBe(reason);
});
