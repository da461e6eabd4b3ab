/** A far end that means harm: it costs neither time nor memory, its numbers stay exact, and no word of its reaches further than meant. */
import { afterEach, describe, expect, test } from "vitest";
import { errorsOf } from "../../main/cloudflare/replies.ts";
import { createLog } from "../../main/kit/log.ts";
import type { FarEnd, FarEndRequest } from "../support/far-end.ts";
import { clientOn, done, farEnd, refused, restOn, type Said, token } from "./far.ts";

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

async function far(say: (request: FarEndRequest) => Said): Promise<FarEnd> {
  const started = await farEnd(say);
  open.push(started);
  return started;
}

const isVerify = ({ target }: FarEndRequest) => target.endsWith("/verify");
const denied = refused(401, 10000, "Authentication error");
const now = Date.UTC(2026, 10, 21, 12);
const quarter = 900_000;

describe("sums", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const at = now - 4 * quarter;
  const groupsOf = async (groups: readonly object[]) => {
    const end = await far(({ body }) => {
      const account = body.includes("Limits") ? { settings: {} } : { groups, all: [{ n: 1 }] };
      return { body: { data: { viewer: { accounts: [account] } }, errors: null } };
    });
    const outcome = await clientOn(end, { now: () => now }).quarters("acc", "gw", at, now);
    if (!outcome.ok) throw new Error(outcome.detail);
    return outcome.value.groups;
  };
  const d = { at: new Date(at).toISOString(), m: "model", p: "provider" };

  test("stop at the largest exact integer, in one group and over many of one model", async () => {
    const s = {
      ...{ cost: 9e9, in: most, in2: most, out: most, out2: 1, hits: most, errors: most },
    };
    const [sum, ...others] = await groupsOf([
      { n: most, d, s },
      { n: most, d, s },
    ]);
    expect(others).toEqual([]);
    expect(sum).toMatchObject({ requests: most, tokensIn: most, tokensOut: most, errors: most });
    expect(sum?.costMicroUsd).toBe(most);
  });

  test("have names no longer than the ledger keeps, and lengthier ones leave nothing in memory", async () => {
    const long = { ...d, m: "m".repeat(100_000), p: "p".repeat(100_000) };
    expect(await groupsOf([{ n: 1, d: long, s: {} }])).toMatchObject([
      { model: "m".repeat(128), provider: "p".repeat(64) },
    ]);
  });
});

describe("a token's state", () => {
  test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "named %j is none, and what comes of it can be sent to a window",
    async (status) => {
      const end = await far((request) => (isVerify(request) ? done({ status }) : denied));
      const outcome = await clientOn(end).verify("acc");
      expect(outcome).toMatchObject({ ok: false, code: "cloudflare.tokenInvalid" });
      const look = await clientOn(end).look("acc", "gw");
      expect(structuredClone(look)).toEqual(look);
    },
  );

  test("that begins in decades is asked about again within the hour", async () => {
    const state = { status: "active", not_before: "2099-01-01T00:00:00Z" };
    const end = await far((request) => (isVerify(request) ? done(state) : denied));
    const limited = { ok: false, code: "cloudflare.tokenInvalid", retryAfterMs: 3_600_000 };
    expect(await clientOn(end).verify("acc")).toMatchObject(limited);
    expect(await clientOn(end).quarters("acc", "gw", Date.now() - 9e6, Date.now())).toMatchObject(
      limited,
    );
  });
});

describe("a list", () => {
  test("longer than the page that was asked for is none, however long", async () => {
    for (const many of [51, 180_000]) {
      const entries = Array<object>(many).fill({ id: "a" });
      const end = await far(() => done(entries));
      expect(await clientOn(end).accounts()).toMatchObject({
        ok: false,
        code: "cloudflare.failed",
      });
      expect(end.requests).toHaveLength(1);
    }
  });

  test("without an end is read so far and no further", async () => {
    const end = await far(() => done(Array<object>(100).fill({ id: "a" })));
    const outcome = await clientOn(end).aiGateways("acc");
    expect(outcome.ok && outcome.value).toHaveLength(2_000);
  });

  test("has names of a hundred characters at most, and no ids that are longer than any", async () => {
    const name = "x".repeat(1_000_000);
    const end = await far(() => done([{ id: "a", name }, { id: "b".repeat(65) }, { id: "c" }]));
    expect(await clientOn(end).accounts()).toEqual({
      ok: true,
      value: [
        { id: "a", name: "x".repeat(100) },
        { id: "c", name: "c" },
      ],
    });
  });
});

describe("complaints", () => {
  test("are twenty sentences of five hundred characters at most, in whatever shape", () => {
    const message = "limit ".repeat(10_000);
    const many = Array<object>(5_000).fill({ code: 1, message, error_chain: [message, message] });
    for (const json of [
      { errors: many },
      { error: many },
      { errors: [many, many], error: message },
      { success: false, error_chain: many },
    ]) {
      const errors = errorsOf(json);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(20);
      for (const error of errors) expect(error.message.length).toBeLessThanOrEqual(500);
    }
  });

  test("that are long are understood all the same, at once", async () => {
    const message = "limit ".repeat(200_000);
    const end = await far(({ method }) =>
      method === "POST" ? refused(400, 1, message) : refused(404, 7002, "no"),
    );
    expect(await clientOn(end).createAiGateway("acc", "gw")).toMatchObject({ ok: false });
  });
});

describe("the token", () => {
  test("does not come back in any spelling JSON has for it", async () => {
    const units = [...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const half = `${token.slice(0, 9)}${units.slice(9).join("")}`;
    for (const name of [units.join(""), half, `before ${half} behind`]) {
      const end = await far(() => ({
        body: `{"success":true,"result":[{"id":"x","name":"${name}"}]}`,
      }));
      const outcome = await clientOn(end).accounts();
      expect(outcome).toMatchObject({ ok: true });
      expect(JSON.stringify(outcome)).toContain("[hidden]");
      expect(JSON.stringify(outcome)).not.toContain("CANARY");
    }
  });

  test("is hidden from the log while it is asked with, and a paste that cannot be one never", async () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line), now: () => now });
    const paste = "two words that are no token";
    const end = await far(() => {
      log.info("asked", { text: `${token} ${paste}` });
      return done([]);
    });
    await restOn(end, { log, token: paste }).ask({ path: "/thing" });
    expect(end.requests).toHaveLength(0);
    await restOn(end, { log }).ask({ path: "/thing" });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "").text).toBe(`[hidden] ${paste}`);
  });

  test("of a length no header has is malformed", async () => {
    const end = await far(() => done([]));
    const outcome = await restOn(end, { token: "x".repeat(4_097) }).ask({ path: "/thing" });
    expect(outcome).toMatchObject({ code: "cloudflare.tokenMalformed" });
    expect(end.requests).toHaveLength(0);
  });
});
