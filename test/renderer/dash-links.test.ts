/** Where what went wrong is put right: the page of the right account, and no address an id could bend. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenLinkOf } from "../../main/core/token-link.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { dashLinkOf, isDashLink, logPageOf, tokenPages } from "../../renderer/copy/dash-links.ts";

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

const logIds = ["01989a3f-4c1e-7d22-9b7a-0123456789ab", "01KAF2Z0Q3W7XJ5N8R6T4V9Q7D"];

test.each(logIds)(
  "the log %s has a page of its own, of the account and the aiGateway it went through",
  (logId) => {
    const page = logPageOf(logId, profile);
    expect(page).toBe(`${one}/logs/${logId}`);
    expect(isDashLink(page ?? "")).toBe(true);
  },
);

test("an id Cloudflare would not give gets into no address, and no such address is opened", () => {
  const bad = [
    ...[
      "",
      "01",
      "..",
      "../../x",
      "01989A3F-4C1E-7D22-9B7A-0123456789AB",
      "01kaf2z0q3w7xj5n8r6t4v9q7d",
    ],
    ...[
      "01989a3f-4c1e-7d22-9b7a-0123456789ab?x=1",
      "01989a3f-4c1e-7d22-9b7a-0123456789ab/x",
      "01KAF2Z0Q3W7XJ5N8R6T4V9Q7D\n",
    ],
    ...["01KAF2Z0Q3W7XJ5N8R6T4V9Q7I", "%2e%2e", "@evil.example"],
  ];
  for (const logId of bad) {
    expect(logPageOf(logId, profile), logId).toBeNull();
    expect(isDashLink(`${one}/logs/${logId}`), logId).toBe(false);
  }
  const [logId = ""] = logIds;
  expect(logPageOf(logId, null)).toBeNull();
  expect(logPageOf(logId, { ...profile, accountId: "practice" })).toBeNull();
  expect(logPageOf(logId, { ...profile, aiGatewayId: "A/../.." })).toBeNull();
  expect(isDashLink(`${account}/logs/${logId}`)).toBe(false);
  expect(isDashLink(`${one}/logs/${logId}/${logId}`)).toBe(false);
  expect(
    isDashLink(
      `https://dash.cloudflare.com.evil.example/${accountId}/ai/ai-gateway/gateways/g/logs/${logId}`,
    ),
  ).toBe(false);
});

test("whatever the log id, its page is one the shell opens or there is none", () => {
  const id = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.uuid(),
    fc.string({
      unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
      minLength: 26,
      maxLength: 26,
    }),
    fc.string({ unit: fc.constantFrom(..."0123456789abcdef-"), minLength: 36, maxLength: 36 }),
  );
  fc.assert(
    fc.property(id, (logId) => {
      const page = logPageOf(logId, profile);
      if (page === null) return;
      expect(isDashLink(page)).toBe(true);
      expect(new URL(page).href).toBe(page);
    }),
  );
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
