/** Who a token is, and which accounts it sees (facts §5.1, §5.6). */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { account, ask, noon, refusal, result } from "./api-wire.ts";
import { at, fetchRaw, start } from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

test('a user token is verified in exactly Cloudflare\'s words: "This API Token is valid and active"', async () => {
  const got = await ask(practice, "/user/tokens/verify");
  expect(got.status).toBe(200);
  expect(JSON.parse(got.text)).toEqual({
    result: { id: expect.stringMatching(/^[0-9a-f]{32}$/), status: "active" },
    success: true,
    errors: [],
    messages: [{ code: 10000, message: "This API Token is valid and active", type: null }],
  });
});

test("verify says when a token ends, and nothing of its permissions", async () => {
  practice.set({ analytics: { may: [], expiresAt: noon + 60_000, madeAt: noon - 3_600_000 } });
  const got = await ask(practice, "/user/tokens/verify");
  expect(result(got)).toEqual({
    id: expect.any(String),
    status: "active",
    not_before: "2026-11-21T11:00:00Z",
    expires_on: "2026-11-21T12:01:00Z",
  });
});

test.each(["disabled", "expired"] as const)(
  "a token that is %s is verified as that, and opens nothing",
  async (status) => {
    practice.set({ analytics: { status } });
    expect(result(await ask(practice, "/user/tokens/verify"), "status")).toBe(status);
    expect(refusal(await ask(practice, "/accounts")).slice(0, 2)).toEqual([401, 10000]);
  },
);

test("a token whose time is over is expired", async () => {
  practice.set({ analytics: { expiresAt: noon + 1000 } });
  clock += 1000;
  expect(result(await ask(practice, "/user/tokens/verify"), "status")).toBe("expired");
});

test("an unknown token is 401 / 1000 when verified and 401 / 10000 elsewhere", async () => {
  const token = "cfut_nobody";
  const verified = await ask(practice, "/user/tokens/verify", { token });
  expect(refusal(verified)).toEqual([401, 1000, "Invalid API Token"]);
  expect(refusal(await ask(practice, "/accounts", { token })).slice(0, 2)).toEqual([401, 10000]);
});

test.each([
  ["Bearer: abc", 400, 6003],
  ["Bearer a b", 400, 6003],
  ["Bearer ", 400, 6003],
])("a malformed authorization, %j, is %i / %i", async (authorization, status, code) => {
  const got = await ask(practice, "/user/tokens/verify", { headers: { authorization } });
  expect(refusal(got).slice(0, 2)).toEqual([status, code]);
});

test("no authorization at all is 9106", async () => {
  const got = await fetchRaw(`${practice.cloudflareApi}/user/tokens/verify`);
  expect(refusal(got).slice(0, 2)).toEqual([400, 9106]);
});

test("account tokens are verified on the account's path; each path refuses the other's tokens", async () => {
  const own = `${account}/tokens/verify`;
  expect((await ask(practice, own)).status).toBe(401);
  practice.set({ analytics: { kind: "account", accounts: ["practice"] } });
  expect(result(await ask(practice, own), "status")).toBe("active");
  expect(refusal(await ask(practice, "/user/tokens/verify"))).toEqual([
    401,
    1000,
    "Invalid API Token",
  ]);
  expect((await ask(practice, "/accounts/other/tokens/verify")).status).toBe(401);
});

test("a new token flaps between 200 and 403 for a minute", async () => {
  practice.set({ analytics: { madeAt: noon } });
  const seen: number[] = [];
  for (let times = 0; times < 4; times += 1) seen.push((await ask(practice, "/accounts")).status);
  expect(seen).toEqual([403, 200, 403, 200]);
  clock += 60_000;
  expect((await ask(practice, "/accounts")).status).toBe(200);
  expect((await ask(practice, "/accounts")).status).toBe(200);
});

test("a token tied to other addresses is told by the words alone: its code, 9109, has other meanings", async () => {
  practice.set({ analytics: { isFromHere: false } });
  const got = refusal(await ask(practice, "/user/tokens/verify"));
  expect(got).toEqual([403, 9109, "Cannot use the access token from location: 203.0.113.7"]);
});

test("accounts are listed with their names", async () => {
  practice.set({ accounts: ["practice", "0123456789abcdef0123456789abcdef"] });
  const got = await ask(practice, "/accounts?per_page=50");
  expect(result(got, 0)).toMatchObject({
    id: "practice",
    name: "Practice account",
    type: "standard",
  });
  expect(result(got, 1)).toMatchObject({ name: "0123456789abcdef0123456789abcdef" });
  expect(at(got.text, "result_info")).toMatchObject({
    count: 2,
    page: 1,
    per_page: 50,
    total_count: 2,
  });
  const second = await ask(practice, "/accounts?per_page=1&page=2");
  expect(result(second, 0, "id")).toBe("0123456789abcdef0123456789abcdef");
  expect(refusal(await ask(practice, "/accounts?per_page=51")).slice(0, 2)).toEqual([400, 7001]);
});

test("without Account Settings Read the list is empty, not an error; of other people's accounts nothing is said", async () => {
  practice.set({ analytics: { may: ["aiGateway.read"] } });
  expect(JSON.parse((await ask(practice, "/accounts")).text)).toMatchObject({
    success: true,
    result: [],
  });
  practice.set({
    accounts: ["practice", "mine"],
    analytics: { may: ["accounts.read"], accounts: ["mine"] },
  });
  const got = await ask(practice, "/accounts");
  expect([result(got, 0, "id"), result(got, 1)]).toEqual(["mine", undefined]);
});
