/** Cloudflare's token page opens with exactly what is needed ticked, and nothing else. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenLinkOf } from "../../main/core/token-link.ts";

const permissionsOf = (link: string) =>
  JSON.parse(new URL(link).searchParams.get("permissionGroupKeys") ?? "").map(
    (one: { key: string; type: string }) => `${one.key} ${one.type}`,
  );

test("the token that opens an aiGateway may do nothing but run", () => {
  expect(permissionsOf(tokenLinkOf({ what: "aiGateway", name: "Sluice" }))).toEqual(["aig run"]);
});

test("the token that reads costs may read three things", () => {
  expect(permissionsOf(tokenLinkOf({ what: "analytics", name: "Sluice" }))).toEqual([
    "aig read",
    "account_analytics read",
    "account_settings read",
  ]);
});

test("only the token for making an aiGateway may edit", () => {
  expect(permissionsOf(tokenLinkOf({ what: "edit", name: "Sluice" }))).toEqual([
    "aig read",
    "account_analytics read",
    "account_settings read",
    "aig edit",
  ]);
});

test("it is Cloudflare's own page for a token of the person, any account, any zone", () => {
  expect(tokenLinkOf({ what: "aiGateway", name: "Sluice" })).toBe(
    "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22aig%22%2C%22type%22%3A%22run%22%7D%5D&accountId=*&zoneId=all&name=Sluice",
  );
});

test("whatever the name, it is one parameter and the address stays Cloudflare's", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xff_ff)), (units) => {
      // Halves of pairs, too.
      const name = String.fromCharCode(...units);
      const url = new URL(tokenLinkOf({ what: "analytics", name }));
      expect(url.origin + url.pathname).toBe("https://dash.cloudflare.com/profile/api-tokens");
      expect(url.searchParams.get("name")).toBe(name.toWellFormed());
      expect([...url.searchParams.keys()]).toHaveLength(4);
      expect(url.hash).toBe("");
    }),
  );
});
