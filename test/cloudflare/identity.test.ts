/** Whose token it is and until when: by whichever of the two ways fits it, and with patience for a new one. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { readToken } from "../../main/practice/tokens.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, done, farEnd, options, refused } from "./far.ts";

const now = Date.UTC(2026, 10, 21, 12);
let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ now: () => now });
});
afterEach(() => practice.close());

const client = (token = practice.secrets.analytics) =>
  createCloudflare({
    ...options("x"),
    base: practice.cloudflareApi,
    token,
    now: () => now,
  });
const paths = () => practice.asked().map(({ path }) => path.replace(/\?.*/, ""));
const account = { ...readToken, kind: "account" } as const;

describe("a token of a person", () => {
  test("is verified without any account", async () => {
    expect(await client().verify(null)).toEqual({
      ok: true,
      value: { kind: "user", expiresAt: null },
    });
    expect(paths()).toEqual(["/user/tokens/verify"]);
  });

  test("says when it ends", async () => {
    practice.set({ analytics: { expiresAt: now + 86_400_000 } });
    expect(await client().verify(null)).toMatchObject({ value: { expiresAt: now + 86_400_000 } });
  });

  test.each([
    [{ expiresAt: now - 1 }, "tokenExpired"],
    [{ status: "expired" }, "tokenExpired"],
    [{ status: "disabled" }, "tokenDisabled"],
    [{ madeAt: now + 3_600_000 }, "tokenInvalid"],
  ] as const)("with %j is %s", async (change, name) => {
    practice.set({ analytics: change });
    expect(await client().verify(null)).toMatchObject({ ok: false, code: `cloudflare.${name}` });
  });
});

describe("a token of an account", () => {
  test("is asked of the account alone when it says what it is", async () => {
    practice.set({ tokens: { cfat_own: account } });
    expect(await client("cfat_own").verify("practice")).toEqual({
      ok: true,
      value: { kind: "account", expiresAt: null },
    });
    expect(paths()).toEqual(["/accounts/practice/tokens/verify"]);
  });

  test("of the older kind is asked of the account when nobody else knows it", async () => {
    practice.set({ tokens: { old_0123456789: account } });
    expect(await client("old_0123456789").verify("practice")).toMatchObject({
      value: { kind: "account" },
    });
    expect(paths()).toEqual(["/user/tokens/verify", "/accounts/practice/tokens/verify"]);
  });

  test("names its account itself where none is given", async () => {
    practice.set({ tokens: { cfat_own: account } });
    expect(await client("cfat_own").verify(null)).toMatchObject({ value: { kind: "account" } });
    expect(paths()).toEqual(["/accounts", "/accounts/practice/tokens/verify"]);
  });

  test("that may not name it needs to be told which", async () => {
    practice.set({ tokens: { cfat_own: { ...account, may: ["aiGateway.read"] } } });
    expect(await client("cfat_own").verify(null)).toMatchObject({
      ok: false,
      code: "cloudflare.accountNotFound",
    });
  });
});

test("a token nobody knows is invalid after a second look, and worth another in a minute", async () => {
  expect(await client("cfut_nobody0123456789").verify("practice")).toMatchObject({
    ok: false,
    code: "cloudflare.tokenInvalid",
    retryAfterMs: 60_000,
  });
  expect(paths().filter((path) => path.startsWith("/user"))).toHaveLength(2);
});

test.each([
  ["of a person", "cfut_new", { ...readToken, madeAt: now - 1_000 }],
  ["of an account", "cfat_new", { ...account, madeAt: now - 1_000 }],
] as const)("a new token %s that is let in every second time is let in", async (_, name, made) => {
  practice.set({ tokens: { [name]: made } });
  expect(await client(name).verify("practice")).toMatchObject({ ok: true });
});

describe("accounts", () => {
  test("are listed with their names, all of them", async () => {
    const accounts = Array.from({ length: 120 }, (_, i) => `acc${i}`);
    practice.set({ accounts, accountNames: { acc0: "First" } });
    const outcome = await client().accounts();
    expect(outcome.ok && outcome.value).toHaveLength(120);
    expect(outcome.ok && outcome.value[0]).toEqual({ id: "acc0", name: "First" });
    expect(paths()).toHaveLength(3);
  });

  test("are none where the token may not name them: no error", async () => {
    practice.set({ analytics: { may: ["analytics.read"] } });
    expect(await client().accounts()).toEqual({ ok: true, value: [] });
  });
});

describe("lists that are odd", () => {
  const open: FarEnd[] = [];
  afterEach(async () => {
    for (const far of open.splice(0)) await far.close();
  });
  const on = async (say: Parameters<typeof farEnd>[0]) => {
    const far = await farEnd(say);
    open.push(far);
    return { far, client: clientOn(far) };
  };

  test("an entry that cannot be read does not take the others along", async () => {
    const { client } = await on(() =>
      done([{ id: 7 }, null, "x", { id: "a" }, { id: "b", name: 1 }]),
    );
    expect(await client.accounts()).toEqual({
      ok: true,
      value: [
        { id: "a", name: "a" },
        { id: "b", name: "b" },
      ],
    });
  });

  test("one that never ends is left at some time", async () => {
    const page = Array.from({ length: 50 }, (_, i) => ({ id: `a${i}`, name: "n" }));
    const { far, client } = await on(() => done(page));
    expect(await client.accounts()).toMatchObject({ ok: true });
    expect(far.requests.length).toBeLessThanOrEqual(20);
  });

  test.each([null, {}, "text", 3])("%j is no list", async (result) => {
    const { client } = await on(() => done(result));
    expect(await client.accounts()).toMatchObject({ ok: false, code: "cloudflare.failed" });
  });

  test("a token tied to other addresses is named", async () => {
    const { client } = await on(() =>
      refused(403, 9109, "Cannot use the access token from location: 192.0.2.1"),
    );
    expect(await client.verify("acc")).toMatchObject({ code: "cloudflare.tokenElsewhere" });
    expect(await client.accounts()).toMatchObject({ code: "cloudflare.tokenElsewhere" });
  });
});
