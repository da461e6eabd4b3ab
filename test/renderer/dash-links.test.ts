/** Where what went wrong is put right: the page of the right account, and no address an id could bend. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenLinkOf } from "../../main/core/token-link.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { dashLinkOf, isDashLink, tokenPages } from "../../renderer/copy/dash-links.ts";

const codes = [...errorCodes, ...refusalReasons];
const accountId = "0123456789abcdef0123456789abcdef";
const profile = { accountId, aiGatewayId: "my-gateway_1" };
const account = `https://dash.cloudflare.com/${accountId}/ai/ai-gateway`;
const one = `${account}/gateways/my-gateway_1`;

test.each([
  ["tokenRejected", tokenPages.aiGateway],
  ["cloudflare.noToken", tokenPages.analytics],
  ["cloudflare.needsAnalyticsRead", tokenPages.analytics],
  ["cloudflare.needsAiGatewayEdit", tokenPages.edit],
  ["cloudflare.tokenDisabled", "https://dash.cloudflare.com/profile/api-tokens"],
  ["aiGatewayMissing", account],
  ["cloudflare.limitReached", account],
  ["noCredits", `${account}/credits`],
  ["spendLimit", one],
  ["promptBlocked", one],
  ["blocked", `${one}/logs`],
  ["modelUnknown", `${one}/routing`],
  ["paused", null],
  ["edgeTimeout", null],
  ["openclaw.notFound", null],
] as const)("%s: %s", (code, link) => {
  expect(dashLinkOf(code, profile)).toBe(link);
});

test("the token pages are those Cloudflare's management side is asked with", () => {
  for (const what of ["aiGateway", "analytics", "edit"] as const)
    expect(tokenPages[what]).toBe(tokenLinkOf({ what, name: "Sluice" }));
});

test("a missing key leads to who gives it out; nobody's page for a provider nobody knows", () => {
  expect(dashLinkOf("keyMissing", profile, "openai")).toBe("https://platform.openai.com/api-keys");
  for (const provider of [null, "toString", "__proto__", "azure-openai", "javascript:alert(1)"])
    expect(dashLinkOf("keyMissing", profile, provider)).toBeNull();
});

test("without an account, or with one nobody could have, Cloudflare itself asks which", () => {
  const asks = "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway";
  expect(dashLinkOf("spendLimit", null)).toBe(asks);
  expect(dashLinkOf("spendLimit", { ...profile, accountId: "practice" })).toBe(asks);
  expect(dashLinkOf("spendLimit", { ...profile, aiGatewayId: "A/../.." })).toBe(account);
});

test("whatever the ids, the address is one the shell opens, at a host of the fixed few", () => {
  const id = fc.oneof(
    fc.string({ unit: "binary", maxLength: 70 }),
    fc.stringMatching(/^[0-9a-f]{32}$/),
    fc.stringMatching(/^[a-z0-9_-]{1,70}$/),
    fc.constantFrom("..", "a/b", "a%2fb", "a\n", "@evil.example", "?x=", "#", "%00"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...codes), id, id, id, (code, accountId, aiGatewayId, provider) => {
      const link = dashLinkOf(code, { accountId, aiGatewayId }, provider);
      if (link === null) return;
      expect(isDashLink(link)).toBe(true);
      const url = new URL(link);
      expect([url.protocol, url.username, url.password, url.port, url.hash]).toEqual([
        "https:",
        "",
        "",
        "",
        "",
      ]);
      expect(url.href).toBe(link);
    }),
  );
});
