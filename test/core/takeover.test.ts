/** Whatever lets others read or carry requests is named, in however many steps it is done; everything else is not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rememberOf, type TakeoverState, takeoversOf } from "../../main/core/takeover.ts";
import type { AiGatewaySettings } from "../../preload/contract/ai-gateway.ts";
import { commandSchemas } from "../../preload/contract/command.ts";
import type { Profile } from "../../preload/contract/state.ts";
import { verified } from "./tray-states.ts";

const first: Profile = { id: "1", name: "Work", accountId: "account-aaaa", aiGatewayId: "main" };
const second: Profile = { id: "2", name: "Work", accountId: "account-bbbb", aiGatewayId: "main" };
const state = (
  profile: Profile | null,
  settings: Partial<TakeoverState["settings"]> = {},
): TakeoverState => ({
  ...{ profile, profiles: [first, second] },
  ...{ secrets: [], aiGateway: { settings: null } },
  settings: { ...verified.settings, proxy: "system", logPayloads: false, ...settings },
});
const paid = (tail: string | null): TakeoverState => ({
  ...state(first),
  secrets:
    tail === null
      ? []
      : [{ kind: "provider", provider: "anthropic", tail, status: "saved", checkedAt: null }],
});
const kept: AiGatewaySettings = {
  ...{ authentication: true, ownKeysOnly: true, collectsLogs: false, cacheSeconds: null },
  ...{ rateLimit: null, retries: null, logStorage: null, spendLimits: [] },
  ...{ otherSpendRules: 0, alsoSet: [] },
};
const atCloudflare = (changed: Partial<AiGatewaySettings> | null): TakeoverState => ({
  ...state(first),
  aiGateway: { settings: changed && { ...kept, ...changed } },
});
const azure = (place: string): Profile => ({ ...first, places: { "azure-openai": place } });

describe("named, with the way back", () => {
  test.each([
    [
      "another account",
      state(first),
      state(second),
      "account",
      { type: "profile.select", id: "1" },
    ],
    [
      ...(["another aiGateway of the same account", state(first)] as const),
      ...([state({ ...first, id: "3", aiGatewayId: "other" }), "account"] as const),
      { type: "profile.select", id: "1" },
    ],
    [
      ...(["bodies kept", state(first), state(first, { logPayloads: true }), "payloads"] as const),
      { type: "settings.save", logPayloads: false },
    ],
    [
      ...([
        "a proxy",
        state(first),
        state(first, { proxy: "http://10.0.0.9:8080" }),
        "proxy",
      ] as const),
      { type: "settings.save", proxy: "system" },
    ],
    [
      ...(["a provider elsewhere", state(azure("mine")), state(azure("theirs")), "place"] as const),
      { type: "provider.place", provider: "azure-openai", place: "mine" },
    ],
  ] as const)("%s", (_what, before, after, kind, undo) => {
    expect(takeoversOf(before, after)).toMatchObject([{ kind, undo }]);
    expect(commandSchemas[undo.type].safeParse(undo).success).toBe(true);
  });

  test("where the account before is gone there is no way back", () => {
    const after = { ...state(second), profiles: [second] };
    expect(takeoversOf(state(first), after)).toMatchObject([{ kind: "account", undo: null }]);
  });

  test.each([
    ["a key in the place of another", paid("aaaa"), paid("bbbb"), "key"],
    [
      ...(["an aiGateway that asks for no token", atCloudflare({})] as const),
      ...([atCloudflare({ authentication: false }), "aiGateway"] as const),
    ],
    [
      ...(["an aiGateway that keeps a log", atCloudflare({})] as const),
      ...([atCloudflare({ collectsLogs: true }), "aiGateway"] as const),
    ],
  ])("%s, with no way back", (_what, before, after, kind) => {
    expect(takeoversOf(before, after)).toMatchObject([{ kind, undo: null }]);
  });

  test("the account by what cannot be made to look like another", () => {
    expect(takeoversOf(state(first), state(second))).toMatchObject([
      { aiGatewayId: "main", tail: "bbbb" },
    ]);
  });
});

describe("not named", () => {
  test.each([
    ["nothing new", state(first), state(first)],
    ["the first account", state(null), state(first)],
    ["an account that is gone", state(first), state(null)],
    ["another name", state(first), state({ ...first, name: "Home" })],
    ["bodies no longer kept", state(first, { logPayloads: true }), state(first)],
    ["no proxy any more", state(first, { proxy: "http://10.0.0.9:8080" }), state(first)],
    ["the first place of a provider", state(first), state(azure("mine"))],
    ["the first key of a provider", paid(null), paid("aaaa")],
    ["a key that is gone", paid("aaaa"), paid(null)],
    [
      "what is first read of an aiGateway",
      atCloudflare(null),
      atCloudflare({ collectsLogs: true }),
    ],
    [
      "an aiGateway that asks for a token again",
      atCloudflare({ authentication: false }),
      atCloudflare({}),
    ],
  ])("%s", (_what, before, after) => {
    expect(takeoversOf(before, after)).toEqual([]);
  });
});

test("what ends elsewhere than it began is named at some step, however many there are", () => {
  const profile = fc.constantFrom(null, first, second, azure("mine"), azure("theirs"));
  const step = fc.record({
    profile,
    proxy: fc.constantFrom("system", "none", "http://a:1", "http://b:2"),
    logPayloads: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      let last = state(first);
      const named = new Set<string>();
      for (const { profile: next, ...settings } of steps) {
        const now = state(next, settings);
        for (const { kind } of takeoversOf(last, now)) named.add(kind);
        last = rememberOf(last, now);
      }
      const end = steps.at(-1);
      if (end?.profile === second) expect(named).toContain("account");
      if (end?.logPayloads) expect(named).toContain("payloads");
      if (end?.proxy.startsWith("http")) expect(named).toContain("proxy");
    }),
  );
});

test("what is taken away and set anew is named", () => {
  expect(takeoversOf(rememberOf(paid("aaaa"), paid(null)), paid("bbbb"))).toMatchObject([
    { kind: "key", tail: "bbbb" },
  ]);
  const unread = rememberOf(atCloudflare({}), atCloudflare(null));
  expect(takeoversOf(unread, atCloudflare({ authentication: false }))).toHaveLength(1);

  const without = rememberOf(state(azure("mine")), state(first));
  expect(takeoversOf(without, state(azure("theirs")))).toMatchObject([{ kind: "place" }]);
});
