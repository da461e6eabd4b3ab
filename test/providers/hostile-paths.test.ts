/** Whatever a target is made of, a request stays with the provider it names: no other host, no other slug, account or aiGateway at Cloudflare. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasPlainHost, pathOf, planOf, targetOf } from "../../main/core/route.ts";
import type { TrafficConfig } from "../../main/core/traffic.ts";
import { target as farTarget } from "../../main/practice/address.ts";
import { connectRaw } from "../support/raw-client.ts";
import { customSlug, startWire } from "./rig.ts";

const edge = "https://gateway.ai.cloudflare.com";
const config: TrafficConfig = {
  route: "cloudflare",
  refuse: null,
  stopAtMicroUsd: null,
  profile: "p",
  aiGateway: { base: edge, accountId: "acct", aiGatewayId: "mine", token: "t" },
  providers: { [customSlug]: { base: null, key: "k" } },
  localKey: "local-key-AbCdEf0123456789",
  checkKey: "check-key-AbCdEf0123456789",
  logPayloads: false,
  proxies: { https: null, http: null, except: [] },
};
const { destinations } = planOf(config);

/** What the host at the other end must be, whatever the path says; a label of the path may stand where it belongs. */
const hosts: Readonly<Record<string, RegExp>> = {
  "azure-openai": /^[a-z0-9-]{1,63}\.openai\.azure\.com$/,
  "aws-bedrock":
    /^(?:bedrock(?:-runtime)?\.[a-z0-9-]{1,63}\.amazonaws\.com|bedrock-mantle\.[a-z0-9-]{1,63}\.api\.aws)$/,
  "google-vertex-ai": /^[a-z0-9-]{1,63}-aiplatform\.googleapis\.com$/,
  baseten: /^(?:inference\.baseten\.co|model-[a-z0-9-]{1,63}\.api\.baseten\.co)$/,
  [customSlug]: new RegExp(`^${customSlug}\\.example$`),
  "google-ai-studio": /^generativelanguage\.googleapis\.com$/,
  openrouter: /^openrouter\.ai$/,
};
const slugs = Object.keys(hosts);

const starts: Readonly<Record<string, readonly string[]>> = {
  "azure-openai": ["/my-resource/my-gpt/chat/completions", "/r", "/r/d/../../x"],
  "aws-bedrock": ["/bedrock-runtime/us-east-1/model/m/invoke", "/bedrock-mantle/eu-west-1/a"],
  "google-vertex-ai": ["/v1/projects/p/locations/europe-west4/publishers/x", "/v1/projects/p"],
  baseten: ["/v1/chat/completions", "/model/abc123/predict"],
  [customSlug]: ["/v1/chat/completions", "/x"],
  "google-ai-studio": ["/v1beta/models/m:generateContent"],
  openrouter: ["/v1/chat/completions"],
};

const spice = [
  ..."/\\.@#?:;%&=+!$'()*,~|^`[]{}<>\"",
  ...[
    "..",
    "//",
    "/../",
    "/./",
    "/..;/",
    "\\..\\",
    "%2e%2e",
    "%2E%2e/",
    "%2f",
    "%2F",
    "%5c",
    "%5C",
  ],
  ...["%00", "%0d%0a", "%252e", "%252f", "%23", "%3f", "%40", "%u002e", "%c0%ae", "%ef%bc%8f"],
  ...["evil.com", "evil.com#", "@evil.com", "evil.com/", "user:pw@evil.com", "http://evil.com/"],
  ...[
    "xn--80ak6aa92e.com",
    "．．",
    "。",
    "／",
    "＠",
    "é",
    "ⅷ",
    "\u202e",
    "\u200b",
    "[::1]",
    "127.1",
  ],
  ...[
    "anthropic",
    "openai",
    "compat",
    "other-acct",
    "v1",
    "us-east-1.evil.com",
    "-",
    "_",
    " ",
    "\t",
  ],
  ...["us-east-1%2eevil.com", "us-east-1:443", "us-east-1\\", ".amazonaws.com", "A".repeat(64)],
];

/** A proper target, with odd parts put into it or between. */
const hostile = fc
  .record({
    slug: fc.constantFrom(...slugs),
    which: fc.nat(9),
    odd: fc.array(fc.tuple(fc.constantFrom(...spice), fc.nat(60)), { minLength: 1, maxLength: 5 }),
    free: fc.string({ unit: "binary", maxLength: 6 }),
  })
  .map(({ free, odd, slug, which }) => {
    const all = starts[slug] ?? [];
    let target = `/${slug}${all[which % all.length] ?? "/"}`;
    for (const [part, at] of [...odd, [free, 30] as const]) {
      const place = Math.min(at, target.length);
      target = target.slice(0, place) + part + target.slice(place);
    }
    return target;
  });

/** Where the router would send it; null: nowhere. */
function sentTo(target: string): { readonly slug: string; readonly path: string } | null {
  const path = pathOf(target);
  const destination = path === null ? undefined : destinations.get(path.slug);
  if (path === null || destination === undefined || !hasPlainHost(destination, path.path)) {
    return null;
  }
  return { slug: path.slug, path: targetOf(destination, path.rest) };
}

/** Undefined for escapes that are none. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Every server that reads the path as browsers and Workers do must find itself below the same slug. */
function expectAtHome(slug: string, path: string): void {
  const url = new URL(edge + path);
  expect([url.origin, url.username, url.hash]).toEqual([edge, "", ""]);
  expect(
    url.pathname === `/v1/acct/mine/${slug}` || url.pathname.startsWith(`/v1/acct/mine/${slug}/`),
  ).toBe(true);
  // So must one that takes the escapes off first.
  const plain = decoded(url.pathname)?.replace(/[?#].*$/s, "");
  if (plain !== undefined) {
    expect(new URL(edge + plain).pathname.startsWith(`/v1/acct/mine/${slug}`)).toBe(true);
  }
  const rest = url.pathname.slice(`/v1/acct/mine/${slug}`.length) + url.search;
  const far = farTarget(slug, rest, {}, "http://elsewhere");
  const host = far?.path.split("/")[2];
  // No address can be made of it: then nobody is asked.
  if (host !== undefined) expect(host).toMatch(hosts[slug] ?? /^$/);
}

describe("paths that are made to lead elsewhere", () => {
  test("proper ones arrive: the net catches not everything", () => {
    for (const slug of ["azure-openai", "aws-bedrock", "baseten", customSlug]) {
      const sent = sentTo(`/${slug}${starts[slug]?.[0]}?api-version=1`);
      expect(sent?.slug).toBe(slug);
      expectAtHome(slug, sent?.path ?? "");
    }
  });

  test("stay at the slug, account and host they name, or go nowhere", () => {
    let sent = 0;
    fc.assert(
      fc.property(hostile, (target) => {
        const to = sentTo(target);
        if (to === null) return;
        sent += 1;
        expectAtHome(to.slug, to.path);
      }),
      { numRuns: 20_000 },
    );
    // It is no proof if nothing got through.
    expect(sent).toBeGreaterThan(200);
  });

  test("on the wire: what reaches a provider has its host, what does not is answered by the router itself", async () => {
    const wire = await startWire();
    const { localKey } = wire.rig.config;
    const targets = fc.sample(hostile, { numRuns: 250, seed: 7 });
    for (const target of [...targets, ...slugs.map((slug) => `/${slug}${starts[slug]?.[0]}`)]) {
      const client = await connectRaw(wire.rig.port);
      const head = `POST ${target} HTTP/1.1\r\nHost: 127.0.0.1:${wire.rig.port}\r\nx-api-key: ${localKey}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
      client.write(Buffer.from(head));
      await client.closed();
      client.destroy();
    }
    const seen = wire.practice.seen();
    const asked = seen.filter(({ which }) => which === "provider");
    expect(asked.length).toBeGreaterThan(6);
    for (const { host, slug } of asked) expect(host).toMatch(hosts[slug ?? ""] ?? /^$/);
    for (const { path, which } of seen) {
      if (which !== "aiGateway") continue;
      const { pathname } = new URL(edge + path);
      const slug = slugs.find((each) => pathname.startsWith(`/v1/practice/demo/${each}`));
      expect([path, slug]).toEqual([path, expect.any(String)]);
    }
  });
});
