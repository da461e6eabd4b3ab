/** Questions stay within the budget, are asked again only where that can help, and carry the token in one header only. */
import { afterEach, describe, expect, test } from "vitest";
import { createRest } from "../../main/cloudflare/rest.ts";
import { createBudget } from "../../main/core/budget.ts";
import type { FarEnd, FarEndRequest } from "../support/far-end.ts";
import { done, farEnd, options, restOn, type Said, token } from "./far.ts";

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

async function far(say: (request: FarEndRequest, nth: number) => Said | null): Promise<FarEnd> {
  let nth = 0;
  const started = await farEnd((request) => {
    nth += 1;
    return say(request, nth);
  });
  open.push(started);
  return started;
}

const question = { path: "/thing" };

describe("what goes out", () => {
  test("the token is in the Authorization header and nowhere else", async () => {
    const end = await far(() => done([]));
    await restOn(end).ask({ ...question, body: { a: 1 } });
    const [request] = end.requests;
    const head = request?.raw.toString("latin1") ?? "";
    expect(head).toContain(`authorization: Bearer ${token}`);
    expect(head.split(token)).toHaveLength(2);
    expect(request?.method).toBe("POST");
    expect(request?.target).toBe("/client/v4/thing");
  });

  test.each(["a b", "tök", "line\nbreak", "\u0000", "tab\t"])(
    "a token no header can carry (%j) is malformed, and nothing is asked",
    async (bad) => {
      const end = await far(() => done([]));
      const got = await restOn(end, { token: bad }).ask(question);
      expect(got).toMatchObject({ ok: false, code: "cloudflare.tokenMalformed" });
      expect(end.requests).toHaveLength(0);
    },
  );

  test("without a token nothing is asked", async () => {
    const end = await far(() => done([]));
    expect(await restOn(end, { token: "" }).ask(question)).toMatchObject({
      code: "cloudflare.noToken",
    });
    expect(end.requests).toHaveLength(0);
  });
});

describe("another try", () => {
  test.each([500, 502, 503, 520, 524, 530])("%s on a read is asked twice more", async (status) => {
    const end = await far((_, nth) =>
      nth < 3 ? { status, headers: { "content-type": "text/html" }, body: "<html>" } : done(1),
    );
    expect(await restOn(end).ask(question)).toMatchObject({ ok: true });
    expect(end.requests).toHaveLength(3);
  });

  test("and no more than that", async () => {
    const end = await far(() => ({ status: 502, body: "Bad gateway" }));
    expect(await restOn(end).ask(question)).toEqual({
      ok: false,
      code: "cloudflare.failed",
      retryAfterMs: null,
      detail: "http 502",
    });
    expect(end.requests).toHaveLength(3);
  });

  test("a connection that breaks is tried again, and named when it goes on breaking", async () => {
    const end = await far(() => null);
    expect(await restOn(end).ask(question)).toMatchObject({ code: "cloudflare.unreachable" });
    expect(end.requests).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 409, 422])("%s is an answer, asked once", async (status) => {
    const end = await far(() => ({ status, body: { errors: [{ code: 1, message: "no" }] } }));
    expect(await restOn(end).ask(question)).toMatchObject({ ok: true, value: { status } });
    expect(end.requests).toHaveLength(1);
  });

  test.each([502, null])(
    "what makes something is asked once, whatever happens (%s)",
    async (status) => {
      const end = await far(() => (status === null ? null : { status, body: "" }));
      await restOn(end).ask({ ...question, body: {}, once: true });
      expect(end.requests).toHaveLength(1);
    },
  );

  test("every try is in the budget", async () => {
    const end = await far(() => ({ status: 502, body: "" }));
    const budget = createBudget(() => 0);
    for (let i = 0; i < 998; i += 1) budget.take("rest");
    expect(await restOn(end, { budget }).ask(question)).toMatchObject({
      code: "cloudflare.rateLimited",
      retryAfterMs: 300_000,
    });
    expect(end.requests).toHaveLength(2);
  });

  test("it is not waited for longer than the whole time allows", async () => {
    const end = await far(() => ({ status: 503, headers: { "retry-after": "60" }, body: "" }));
    expect(await restOn(end).ask(question)).toMatchObject({
      code: "cloudflare.failed",
      retryAfterMs: 60_000,
    });
    expect(end.requests).toHaveLength(1);
  });

  test("everything ends while it is waited for", async () => {
    const stop = new AbortController();
    const end = await far(() => {
      setImmediate(() => setTimeout(() => stop.abort(), 50));
      return { status: 502, body: "" };
    });
    const patience = { backoffMs: 15_000 };
    const got = await restOn(end, { signal: stop.signal, patience }).ask(question);
    expect(got).toMatchObject({ ok: false });
    expect(end.requests).toHaveLength(1);
  });
});

describe("too much", () => {
  test.each([
    ["120", 120_000],
    ["Sat, 21 Nov 2026 12:01:30 GMT", 90_000],
    [undefined, 300_000],
    ["soon", 300_000],
  ])("429 with retry-after %j closes the budget for %s ms", async (said, waitMs) => {
    const end = await far(() => ({
      status: 429,
      headers: {
        date: "Sat, 21 Nov 2026 12:00:00 GMT",
        ...(said === undefined ? {} : { "retry-after": said }),
      },
      body: "slow down",
    }));
    const budget = createBudget(() => 5);
    const rest = restOn(end, { budget, now: () => 5 });
    const limited = { ok: false, code: "cloudflare.rateLimited", retryAfterMs: waitMs };
    expect(await rest.ask(question)).toMatchObject(limited);
    expect(await rest.ask(question)).toMatchObject({ ...limited, detail: "budget" });
    expect(budget.waitMs("graphql")).toBe(waitMs);
    expect(end.requests).toHaveLength(1);
  });

  test("429 to GraphQL leaves the other questions open", async () => {
    const end = await far(({ target }) =>
      target.endsWith("/graphql") ? { status: 429, body: "" } : done(1),
    );
    const rest = restOn(end);
    const graphql = { path: "/graphql", body: {}, kind: "graphql" } as const;
    expect(await rest.ask(graphql)).toMatchObject({ code: "cloudflare.rateLimited" });
    expect(await rest.ask(graphql)).toMatchObject({ detail: "budget" });
    expect(await rest.ask(question)).toMatchObject({ ok: true });
  });

  test.each([
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }, 30_000],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795262460" }, 60_000],
    [{ ratelimit: '"default";r=0;t=30', "ratelimit-policy": '"default";q=1200;w=300' }, 30_000],
    [{ "x-ratelimit-remaining": "7", "x-ratelimit-reset": "30" }, 0],
    [{ "x-ratelimit-remaining": "0" }, 0],
    [{ ratelimit: '"default";r=50;t=30' }, 0],
    [{}, 0],
  ])("the last request left (%j) closes it for %s ms, its own answer kept", async (headers, ms) => {
    const end = await far(() => ({ ...done(1), headers: headers as Record<string, string> }));
    const now = () => 1_795_262_400_000;
    const budget = createBudget(now);
    expect(await restOn(end, { budget, now }).ask(question)).toMatchObject({ ok: true });
    expect(budget.waitMs("rest")).toBe(ms);
  });
});

describe("what is no answer", () => {
  test.each<[string, Said, string]>([
    [
      "a page with status 200",
      { headers: { "content-type": "text/html" }, body: "<html>" },
      "http 200, not JSON",
    ],
    ["an empty body", { body: "" }, "http 200, empty"],
    ["204", { status: 204, body: "" }, "http 204, empty"],
    ["half of the JSON", { body: '{"success":true,"resu' }, "http 200, not JSON"],
    [
      "a redirect",
      { status: 302, headers: { location: "http://x.invalid/" }, body: "" },
      "http 302",
    ],
    ["a block by the edge", { status: 403, body: "error code: 1010" }, "http 403, edge 1010"],
    ["a page that forbids", { status: 403, body: "<html>" }, "http 403, not JSON"],
  ])("%s fails in our own words", async (_, said, detail) => {
    const end = await far(() => said);
    const got = await restOn(end).ask(question);
    expect(got).toMatchObject({ ok: false, code: "cloudflare.failed", detail });
  });

  test("JSON is JSON, whatever it is called", async () => {
    const end = await far(() => ({
      headers: { "content-type": "text/html" },
      body: done([1]).body,
    }));
    expect(await restOn(end).ask(question)).toMatchObject({ ok: true });
  });

  test("a proxy that wants to know who we are is named", async () => {
    const end = await far(() => ({ status: 407, body: "" }));
    expect(await restOn(end).ask(question)).toMatchObject({ code: "cloudflare.proxyRefused" });
  });
});

test("a client is no burden at start: it asks nothing by itself", async () => {
  const end = await far(() => done([]));
  createRest(options(end.base));
  expect(end.sockets).toHaveLength(0);
});
