/** A link opens only when it is one of ours, letter by letter, or a page of Cloudflare's with ids and nothing more. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, createLinkGate, isKnownLink } from "../../main/shell/links.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { dashLinkOf, tokenPages } from "../../renderer/copy/dash-links.ts";

const renderer = path.join(import.meta.dirname, "../../renderer");
const account = "https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/ai/ai-gateway";
const one = `${account}/gateways/my-gateway_1`;

test("every address the window links to opens", () => {
  const addresses = globSync("**/*.tsx", { cwd: renderer }).flatMap((file) =>
    [...readFileSync(path.join(renderer, file), "utf8").matchAll(/href="(https?:[^"]*)"/g)].map(
      ([, address]) => address ?? "",
    ),
  );
  expect(addresses).not.toEqual([]);
  expect(addresses.filter((address) => !isKnownLink(address))).toEqual([]);
});

test("every page a code leads to opens", () => {
  const profile = { accountId: "0123456789abcdef0123456789abcdef", aiGatewayId: "demo" };
  const links = [...errorCodes, ...refusalReasons].flatMap((code) =>
    [profile, null].map((known) => dashLinkOf(code, known, "anthropic")),
  );
  const pages = [...links.filter((link) => link !== null), ...Object.values(tokenPages)];
  expect(pages.length).toBeGreaterThan(30);
  expect(pages.filter((link) => !isKnownLink(link))).toEqual([]);
});

test("every address a menu names opens", () => {
  expect(isKnownLink(addressOf("cloudflare"))).toBe(true);
});

test.each([account, `${account}/credits`, one, `${one}/logs`, `${one}/routing`])(
  "%s opens",
  (url) => {
    expect(isKnownLink(url)).toBe(true);
  },
);

describe("what a page asks to open", () => {
  test("opens one at a time, and ten a minute", () => {
    let now = 0;
    const mayOpen = createLinkGate(() => now);
    expect([mayOpen(one), mayOpen(account)]).toEqual([true, false]);
    const opened: number[] = [];
    for (; now < 120_000; now += 100) if (mayOpen(one)) opened.push(now);
    expect(opened.filter((at) => at < 60_000)).toHaveLength(9);
    expect(opened.length).toBeLessThanOrEqual(21);
  });

  test("never opens what is no link of ours, nor counts it", () => {
    const mayOpen = createLinkGate(() => 0);
    for (let times = 0; times < 30; times += 1) expect(mayOpen("https://example.com/")).toBe(false);
    expect(mayOpen(one)).toBe(true);
  });
});

describe("nothing near one of them opens", () => {
  test.each([
    "https://dash.cloudflare.com/?key=secret",
    "https://dash.cloudflare.com",
    "https://dash.cloudflare.com.example/",
    "https://dash.cloudflare.com@example.com/",
    "http://dash.cloudflare.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
    ` ${one}`,
    `${one} `,
    `${one}\n`,
    `${one}/`,
    `${one}?x=1`,
    `${one}#x`,
    `${one}/logs/01ABC`,
    `${one}/settings`,
    `${one}/logs/../../..`,
    `${account}/`,
    `${account}/credits/topup`,
    `${account}/gateways`,
    `${account}/gateways/`,
    `${account}/gateways/..`,
    `${account}/gateways/a%2fb`,
    `${account}/gateways/a%2e%2e`,
    `${account}/gateways/A`,
    `${account}/gateways/-a`,
    `${account}/gateways/a--b`,
    `${account}/gateways/${"a".repeat(65)}`,
    `${account}/gateways/a\\b`,
    one.replace("https:", "http:"),
    one.replace("https:", "javascript:"),
    one.replace("//", "//user:secret@"),
    one.replace("//", "//example.com/"),
    one.replace("dash.cloudflare.com", "dash.cloudflare.com.example"),
    one.replace("dash.cloudflare.com", "dash-cloudflare.com"),
    one.replace("dash.cloudflare.com", "dash.cloudflare.com:8443"),
    one.replace("dash", "DASH"),
    one.replace("com/0", "com//0"),
    one.replace("0123", "012g"),
    one.replace("0123", "01234"),
    one.replace("0123", "0%31"),
    tokenPages.edit.replace("name=Sluice", "name=sk-ant-secret"),
    `${tokenPages.edit}&x=1`,
    tokenPages.aiGateway.replace("aig", "ai"),
    "https://console.anthropic.com/settings/keys?x=1",
    "https://console.anthropic.com/",
    "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway&x=1",
    "https://dash.cloudflare.com/?to=https://example.com/",
  ])("%j", (url) => {
    expect(isKnownLink(url)).toBe(false);
  });

  test("whatever a page adds, takes away or swaps in", () => {
    const whole = [account, one, `${one}/logs`, ...Object.values(tokenPages)];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.nat(),
        fc.string({ unit: "binary", minLength: 1, maxLength: 3 }),
        fc.nat({ max: 3 }),
        (link, at, text, gone) => {
          const from = at % (link.length + 1);
          const bent = link.slice(0, from) + text + link.slice(from + gone);
          if (!isKnownLink(bent)) return;
          // What still opens names another account or aiGateway at most.
          expect(bent).toMatch(
            /^https:\/\/dash\.cloudflare\.com\/(?:[0-9a-f]{32}\/ai\/ai-gateway(?:\/gateways\/[a-z0-9_-]{1,64}(?:\/logs)?)?$|profile\/api-tokens\?)/,
          );
          if (bent.includes("api-tokens")) expect(whole).toContain(bent);
        },
      ),
    );
  });
});
