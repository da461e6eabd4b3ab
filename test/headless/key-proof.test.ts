/** The live check of a key, through the built app and the practice provider. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCanaries } from "../support/canary.ts";
import type { Headless } from "../support/headless.ts";
import { openRoom, type Room } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const prove = (sluice: Headless, secret: string, provider = "anthropic") =>
  sluice.send({ type: "secret.save", kind: "provider", provider, secret, prove: true });
const open = async (env: Readonly<Record<string, string>> = {}) => {
  const sluice = await room.start({ env });
  await sluice.must({ type: "vault.session" });
  return sluice;
};

test.each(["anthropic", "openai"] as const)("of %s: accepted, and saved as such", async (slug) => {
  const sluice = await open();
  expect((await prove(sluice, ` ${room.practice.secrets[slug]}\n`, slug)).ok).toBe(true);
  expect(sluice.state().secrets).toMatchObject([{ provider: slug, status: "saved" }]);
  expect(sluice.state().secrets[0]?.checkedAt).toBeGreaterThan(0);
  const [asked] = room.practice.seen();
  expect(asked).toMatchObject({ which: "provider", method: "GET", path: "/v1/models" });
  expect(room.practice.seen()).toHaveLength(1);
});

test("refused by the provider, it is not kept, and stands nowhere", async () => {
  const canary = "sk-ant-api03-canary-2718281828459045";
  const sluice = await open();
  expect(await prove(sluice, canary)).toMatchObject({ error: { code: "secret.rejected" } });
  expect(sluice.state().secrets).toEqual([]);
  expect(room.practice.seen().map((one) => one.path)).toEqual(["/v1/models"]);
  const { stderr, stdout } = sluice.printed();
  await sluice.quit();
  expect(
    findCanaries({
      secrets: { canary },
      folders: [room.userDataDir],
      texts: { stdout, stderr },
    }),
  ).toEqual([]);
});

test("a key that is no key is not shown to anybody", async () => {
  const sluice = await open();
  expect(await prove(sluice, "cfut_0123456789abcdef")).toMatchObject({
    error: { code: "secret.wrongKind" },
  });
  expect(room.practice.seen()).toEqual([]);
});

test.each(["providerFailed", "providerHangup"] as const)(
  "%s: nothing is proven and nothing kept, until it is saved unchecked",
  async (fault) => {
    const sluice = await open();
    room.practice.set({ fault, times: 1, slug: "anthropic" });
    const { anthropic } = room.practice.secrets;
    expect(await prove(sluice, anthropic)).toMatchObject({ error: { code: "secret.unproven" } });
    expect(sluice.state().secrets).toEqual([]);
    await sluice.must({
      ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: anthropic },
    });
    expect(sluice.state().secrets).toMatchObject([{ status: "saved", checkedAt: null }]);
  },
);

test("a provider nobody knows how to ask, and a token, are saved unproven", async () => {
  const sluice = await open();
  expect((await prove(sluice, "some-key-0123456789", "perplexity-ai")).ok).toBe(true);
  const secret = room.practice.secrets.aiGateway;
  await sluice.must({ type: "secret.save", kind: "aiGateway", secret, prove: true });
  expect(sluice.state().secrets.map(({ checkedAt }) => checkedAt)).toEqual([null, null]);
  expect(room.practice.seen()).toEqual([]);
});

test("another key that is refused leaves the one before in its place", async () => {
  const sluice = await open();
  const { anthropic } = room.practice.secrets;
  await prove(sluice, anthropic);
  await prove(sluice, "sk-ant-api03-another-9999999999");
  expect(sluice.state().secrets).toMatchObject([{ tail: anthropic.slice(-4), status: "saved" }]);
});
