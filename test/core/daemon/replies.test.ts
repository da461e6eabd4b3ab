/** Frames and replies: what is understood, what is left out, and that nothing at all can hurt. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  connectParams,
  frameOf,
  isChallenge,
  refusalOf,
  requestFrame,
} from "../../../main/core/daemon/frame.ts";
import {
  awayMsOf,
  configReplyOf,
  cooldownsOf,
  helloOf,
  statusOf,
  warningCountOf,
} from "../../../main/core/daemon/replies.ts";

const answer = (error: object) => {
  const frame = frameOf(JSON.stringify({ type: "res", id: "1", ok: false, error }));
  if (frame?.type !== "res") throw new Error("no answer");
  return frame;
};

// As 2026.9.6 says them.
test.each([
  [
    "a wrong token",
    {
      code: "INVALID_REQUEST",
      message: "unauthorized: gateway token mismatch",
      details: { code: "AUTH_TOKEN_MISMATCH" },
    },
    "unauthorized",
  ],
  [
    "no token",
    { code: "INVALID_REQUEST", message: "x", details: { code: "DEVICE_IDENTITY_REQUIRED" } },
    "unauthorized",
  ],
  [
    "a wrong token, before there were detail codes",
    { code: "INVALID_REQUEST", message: "unauthorized: token mismatch" },
    "unauthorized",
  ],
  [
    "another protocol",
    {
      code: "INVALID_REQUEST",
      message: "protocol mismatch",
      details: { code: "PROTOCOL_MISMATCH" },
    },
    "protocol",
  ],
  ["a start under way", { code: "UNAVAILABLE", retryable: true }, "other"],
  ["nothing", {}, "other"],
])("refused over %s", (_, error, why) => {
  expect(refusalOf(answer(error))).toBe(why);
});

test("a challenge is a challenge only with its nonce", () => {
  const event = (payload: unknown, name = "connect.challenge") => {
    const frame = frameOf(JSON.stringify({ type: "event", event: name, payload }));
    return frame !== null && isChallenge(frame);
  };
  expect(event({ nonce: "d3592a1c-f121-4a78", ts: 1 })).toBe(true);
  expect(event({ nonce: "d3592a1c-f121-4a78", ts: 1, capabilities: ["x"] })).toBe(true);
  expect(event({})).toBe(false);
  expect(event({ nonce: "d3592a1c-f121-4a78", ts: 1 }, "hello")).toBe(false);
});

test("the token goes into the field it is for, and nowhere when there is none", () => {
  expect(connectParams("linux", "token", "t")).toMatchObject({
    minProtocol: 3,
    maxProtocol: 4,
    auth: { token: "t" },
  });
  expect(connectParams("linux", "password", "p")).toMatchObject({ auth: { password: "p" } });
  expect(connectParams("linux", "token", null)).not.toHaveProperty("auth");
  expect(JSON.parse(requestFrame("7", "status", { a: 1 }))).toEqual({
    type: "req",
    id: "7",
    method: "status",
    params: { a: 1 },
  });
});

test("of a reply only the fields that are read remain", () => {
  expect(
    configReplyOf({ hash: "h", configRevisionHash: null, valid: true, raw: "secret", config: {} }),
  ).toEqual({
    hash: "h",
    configRevisionHash: null,
    valid: true,
  });
  expect(
    statusOf({
      degradedSecretOwners: [
        { ownerKind: "a", ownerId: "b", reason: "x" },
        { ownerKind: "a", ownerId: "b" },
        1,
      ],
      pid: "7",
    }),
  ).toEqual({ degraded: ["a:b"], pid: null });
  const cooling = { id: "m", provider: "p", unavailableReason: "cooldown", unavailableUntil: 5 };
  const rest = [{ ...cooling, unavailableUntil: undefined }, { id: 1 }, null];
  expect(cooldownsOf({ models: [{ ...cooling, name: "M" }, ...rest] })).toEqual([
    { provider: "p", model: "m", reason: "cooldown", until: 5 },
  ]);
  expect(cooldownsOf({ models: "none" })).toBeNull();
});

test("a hello needs its protocol; the rest has a safe stand-in", () => {
  expect(helloOf({})).toBeNull();
  expect(
    helloOf({ protocol: 3, server: 1, snapshot: null, policy: { tickIntervalMs: -5 } }),
  ).toEqual({
    protocol: 3,
    server: { version: null },
    snapshot: { uptimeMs: null, configPath: null, stateDir: null },
    policy: { tickIntervalMs: 30_000 },
  });
});

test("how long it is away, how many secrets it could not read: said or null", () => {
  expect(awayMsOf({ reason: "gateway restarting", restartExpectedMs: 1_500 })).toBe(1_500);
  expect(awayMsOf({ reason: "gateway stopping", restartExpectedMs: null })).toBeNull();
  expect(warningCountOf({ ok: true, warningCount: 1 })).toBe(1);
  expect(warningCountOf({ ok: true })).toBeNull();
});

test("anything at all is a frame or is not one", () => {
  const readers = [configReplyOf, statusOf, cooldownsOf, helloOf, awayMsOf, warningCountOf];
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, text) => {
      for (const read of readers) read(value);
      frameOf(text);
      const shaped = { type: "res", id: "1", ok: false, error: value };
      const frame = frameOf(
        JSON.stringify(shaped, (_, inner) => (typeof inner === "bigint" ? null : inner)),
      );
      expect(frame?.type).toBe("res");
    }),
  );
});
