/** The whole of an aiGateway is read as it is, replaced once, and believed only when it is seen. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { isRecord } from "../../main/core/ai-gateway/object.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { FarEnd, FarEndRequest } from "../support/far-end.ts";
import { clientOn, done, farEnd, options, refused, type Said, token } from "./far.ts";

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

async function on(say: (request: FarEndRequest) => Said | null): Promise<FarEnd> {
  const far = await farEnd(say);
  open.push(far);
  return far;
}

const object = { id: "demo", cache_ttl: 0, collect_logs: true };
const isCached = ({ cache_ttl }: Readonly<Record<string, unknown>>) => cache_ttl === 300;
const puts = (far: FarEnd) => far.requests.filter(({ method }) => method === "PUT");

describe("against the practice Cloudflare", () => {
  let practice: Practice;
  beforeEach(async () => {
    practice = await startPractice();
    practice.set({ analytics: { may: ["aiGateway.edit"] } });
  });
  afterEach(() => practice.close());
  const client = (by = practice.secrets.analytics) =>
    createCloudflare({ ...options("x"), base: practice.cloudflareApi, token: by });

  test("it is read whole, written once, and read back", async () => {
    const read = await client().aiGateway("practice", "demo");
    if (!read.ok) throw new Error(read.code);
    const { id: _, ...body } = read.value;
    const next = { ...body, cache_ttl: 300, zdr: true };
    const written = await client().writeAiGateway("practice", "demo", next, isCached);
    expect(written).toMatchObject({ ok: true, value: { id: "demo", cache_ttl: 300, zdr: true } });
    const asked = practice.asked().map(({ method }) => method);
    expect(asked).toEqual(["GET", "PUT", "GET"]);
  });

  test("each permission that is missing is named, and nothing is written without it", async () => {
    practice.set({ analytics: { may: ["aiGateway.read"] } });
    const write = (by?: string) =>
      client(by).writeAiGateway("practice", "demo", { ...object, cache_ttl: 300 }, isCached);
    expect(await client().aiGateway("practice", "demo")).toMatchObject({ ok: true });
    expect(await write()).toMatchObject({ code: "cloudflare.needsAiGatewayEdit" });
    const { aiGateway } = practice.secrets;
    expect(await client(aiGateway).aiGateway("practice", "demo")).toMatchObject({
      code: "cloudflare.needsAiGatewayRead",
    });
    expect(await write(aiGateway)).toMatchObject({ code: "cloudflare.needsAiGatewayEdit" });
    const now = await client().aiGateway("practice", "demo");
    expect(now).toMatchObject({ value: { cache_ttl: 0 } });
  });

  test("a token that was just made is asked again, for it is refused now and then by chance", async () => {
    practice.set({ analytics: { may: ["aiGateway.edit"], madeAt: Date.now() } });
    const body = { cache_ttl: 300, collect_logs: true, cache_invalidate_on_update: false };
    const limits = { rate_limiting_interval: null, rate_limiting_limit: null };
    const written = await client().writeAiGateway(
      ...(["practice", "demo", { ...body, ...limits }, isCached] as const),
    );
    expect(written).toMatchObject({ ok: true });
  });

  test("one that is not there, or is no name of one, is said to be so", async () => {
    const missing = { code: "cloudflare.aiGatewayNotFound" };
    expect(await client().aiGateway("practice", "other")).toMatchObject(missing);
    const asked = practice.asked().length;
    for (const id of ["..", "a/b", "a b", "", "é"]) {
      expect(await client().aiGateway("practice", id)).toMatchObject(missing);
      expect(await client().writeAiGateway("practice", id, {}, isCached)).toMatchObject(missing);
      expect(await client().routes("practice", id)).toMatchObject(missing);
      expect(await client().storedKeys("practice", id)).toMatchObject(missing);
    }
    expect(practice.asked()).toHaveLength(asked);
  });

  test("stored keys are named, and no letter of them is told", async () => {
    practice.set({ storedKeys: { anthropic: { default: "sk-ant-CANARY", work: "x" } } });
    expect(await client().storedKeys("practice", "demo")).toEqual({
      ok: true,
      value: [
        { provider: "anthropic", alias: "default" },
        { provider: "anthropic", alias: "work" },
      ],
    });
  });
});

test("what is read is what is written: odd numbers, odd names, and even the token itself", async () => {
  const text =
    '{"id":"demo","big":12345678901234567890,"huge":1e400,"__proto__":{"a":1},' +
    `"otel":[{"authorization":"Bearer ${token}","other":"\\u0000 ${token.replace("_", "\\u005f")}"}]}`;
  const far = await on(() => ({ body: `{"success":true,"errors":[],"result":${text}}` }));
  const client = clientOn(far);
  const read = await client.aiGateway("acc", "demo");
  if (!read.ok) throw new Error(read.code);
  await client.writeAiGateway("acc", "demo", read.value, () => true);
  const sent = puts(far)[0]?.body.toString() ?? "";
  const plain = (json: string) => json.replaceAll("\\u005f", "_");
  expect(plain(sent)).toBe(plain(text));
});

describe("when the answer to the writing is lost", () => {
  test.each([
    ["the connection breaks", null],
    ["the edge has a page for it", { status: 502, body: "<html>" }],
    ["half of it comes", { body: '{"success":true,"result":{' }],
  ])("%s: it is looked at, and was written", async (_, said) => {
    let isWritten = false;
    const far = await on(({ method }) => {
      if (method !== "PUT") return done({ ...object, cache_ttl: isWritten ? 300 : 0 });
      isWritten = true;
      return said;
    });
    const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
    expect(outcome).toMatchObject({ ok: true, value: { cache_ttl: 300 } });
    expect(puts(far)).toHaveLength(1);
  });

  test("it comes late: the second look sees it", async () => {
    let looks = 0;
    const far = await on(({ method }) => {
      if (method === "PUT") return null;
      looks += 1;
      return done({ ...object, cache_ttl: looks > 1 ? 300 : 0 });
    });
    const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
    expect(outcome).toMatchObject({ ok: true });
    expect(puts(far)).toHaveLength(1);
  });

  test("it was not written: that is said, and it is not asked a second time", async () => {
    const far = await on(({ method }) => (method === "PUT" ? null : done(object)));
    const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
    expect(outcome).toMatchObject({ ok: false, code: "cloudflare.unreachable" });
    expect(puts(far)).toHaveLength(1);
  });
});

test("Cloudflare says yes and does something else: that is no success", async () => {
  const far = await on(() => done(object));
  const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
  expect(outcome).toMatchObject({ ok: false, code: "cloudflare.failed" });
});

test("it can be read no longer: what was said on writing it counts", async () => {
  const far = await on(({ method }) =>
    method === "PUT" ? done({ ...object, cache_ttl: 300 }) : refused(500, 10001, "x"),
  );
  const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
  expect(outcome).toMatchObject({ ok: true, value: { cache_ttl: 300 } });
});

test.each([
  [refused(400, 7001, "retry_delay: too big"), "inputInvalid"],
  [refused(403, 10000, "Authentication error"), "needsAiGatewayEdit"],
  [refused(404, 7002, "Gateway not found"), "aiGatewayNotFound"],
  [{ status: 429, body: "" }, "rateLimited"],
  [{ status: 401, body: refused(401, 1000, "Invalid API Token").body }, "tokenInvalid"],
])("%j: nothing was written, and nothing is looked at", async (said, name) => {
  const far = await on(({ method }) => (method === "PUT" ? said : done(object)));
  const outcome = await clientOn(far).writeAiGateway("acc", "demo", object, isCached);
  expect(outcome).toMatchObject({ ok: false, code: `cloudflare.${name}` });
});

describe("hostile answers", () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const inResult = (result: string) => `{"success":true,"errors":[],"result":${result}}`;
  test.each([
    ["another aiGateway", inResult('{"id":"other"}')],
    ["a list", inResult("[]")],
    ["nothing", inResult("null")],
    ["no envelope", '"x"'],
    ["too much", inResult(`{"id":"demo","x":"${"x".repeat(300_000)}"}`)],
    ["too deep", inResult(`{"id":"demo","x":${deep(5_000)}}`)],
    ["much too much", "x".repeat(3 * 1024 * 1024)],
  ])("%s is no aiGateway", async (_, body) => {
    const far = await on(() => ({ body }));
    const outcome = await clientOn(far).aiGateway("acc", "demo");
    expect(outcome).toMatchObject({ ok: false, code: "cloudflare.failed" });
  });

  test.each([
    ["where lists are", done([{ id: "r1", name: "dynamic/best" }])],
    [
      "where they are documented",
      { body: { success: true, data: { routes: [{ id: "r1", name: "dynamic/best" }] } } },
    ],
    [
      "in an envelope",
      done({ data: { routes: [{ id: "r1", name: "dynamic/best", elements: 7 }] } }),
    ],
  ])("routes are read %s", async (_, said) => {
    const far = await on(() => said);
    expect(await clientOn(far).routes("acc", "demo")).toEqual({
      ok: true,
      value: [{ id: "r1", name: "dynamic/best" }],
    });
    expect(far.requests[0]?.target).toMatch(/\/gateways\/demo\/routes$/);
  });

  test("routes and stored keys that are none are left out, long names are cut, and there are not too many", async () => {
    const wrong = [null, 7, [], {}, { id: 5 }, { id: "x".repeat(65) }];
    const many = Array.from({ length: 500 }, (_, i) => ({ id: `r${i}`, name: "n".repeat(999) }));
    const far = await on(({ target }) =>
      target.includes("/routes")
        ? { body: { success: true, data: { routes: [...wrong, ...many] } } }
        : done([...wrong, { provider_slug: "openai", alias: "a".repeat(99), secret_preview: "z" }]),
    );
    const routes = await clientOn(far).routes("acc", "demo");
    expect(routes.ok && routes.value).toHaveLength(194);
    expect(routes.ok && routes.value[0]?.name).toHaveLength(100);
    const keys = await clientOn(far).storedKeys("acc", "demo");
    expect(keys).toMatchObject({ value: [{ provider: "openai", alias: "a".repeat(64) }] });
    expect(isRecord(keys) && JSON.stringify(keys)).not.toContain("z");
  });

  test.each([done("x"), done({ data: { routes: 7 } }), { body: "[]" }, { body: { data: null } }])(
    "%j is no list of routes",
    async (said) => {
      const far = await on(() => said);
      expect(await clientOn(far).routes("acc", "demo")).toMatchObject({
        code: "cloudflare.failed",
      });
    },
  );
});
