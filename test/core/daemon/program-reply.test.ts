/** OpenClaw's own words: recorded outputs of 2026.9.6, with and without noise around them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { endingOf } from "../../../main/core/daemon/ending.ts";
import {
  jsonIn,
  listenerPidIn,
  refusalIn,
  verdictIn,
} from "../../../main/core/daemon/program-reply.ts";

const invalid = (message: string, path = "<root>") =>
  JSON.stringify({
    ok: false,
    error: { type: "cli_error", message: "OpenClaw config is invalid: ~/x.json" },
    valid: false,
    path: "/home/ann/x.json",
    issues: [{ path, message }],
  });

test.each([
  ['Unrecognized key: "cloudTray"', "<root>", 'Unrecognized key: "cloudTray"'],
  [
    "JSON5 parse failed: SyntaxError: JSON5: invalid end of input at 5:3",
    "<root>",
    "JSON5 parse failed: SyntaxError: JSON5: invalid end of input at 5:3",
  ],
  [
    'Invalid option: expected one of "api-key"|"oauth"',
    "models.providers.x.auth",
    'models.providers.x.auth: Invalid option: expected one of "api-key"|"oauth"',
  ],
  ['cannot use "sk-ant-api03-aaaaaaaaaaaa" here', "a.b", "a.b: cannot use … here"],
  ["odd token sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaaaa", "a", "a: odd token [hidden]"],
])("%s is told without anybody's values", (message, path, issue) => {
  expect(verdictIn(invalid(message, path))).toEqual({ isValid: false, issue });
});

test("a valid file is valid, and what is no verdict is none", () => {
  const valid = '{"valid":true,"path":"/x","warnings":[]}';
  expect(verdictIn(`(node:1) Warning\n${valid}\nbye`)).toEqual({ isValid: true });
  expect(verdictIn("error: unknown command 'validate'")).toBeNull();
  expect(verdictIn("")).toBeNull();
  expect(verdictIn('{"valid":false}')).toEqual({ isValid: false, issue: "" });
});

test("the code of a refusal, and nothing of its words", () => {
  const error = { type: "gateway_request_error", code: "INVALID_REQUEST", message: "secret" };
  expect(refusalIn(JSON.stringify({ ok: false, error }))).toBe("INVALID_REQUEST");
  expect(refusalIn('{"ok":false,"error":{"type":"cli_error"}}')).toBe("cli_error");
  expect(refusalIn('{"ok":true}')).toBeNull();
});

test("who listens, from the status", () => {
  const port = { port: 22_002, status: "busy", listeners: [{ pid: 12_080, command: "openclaw" }] };
  expect(listenerPidIn(JSON.stringify({ cli: {}, port }))).toBe(12_080);
  expect(listenerPidIn('{"port":{"listeners":[]}}')).toBeNull();
});

test("JSON is found in whatever surrounds it, and any text is survived", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(jsonIn(`notice (1)\n${JSON.stringify(value, null, 2)}\ndone\n`)).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void [jsonIn(text), verdictIn(text)]));
});

const contention =
  "Gateway failed to start: Doctor could not enter maintenance. StateDatabaseCoordinatorContentionError: another OpenClaw process owns gateway-lifecycle Stop the Gateway service and other OpenClaw processes using this state, then run openclaw doctor --fix from an independent shell.";
test.each([
  [78, contention, null, "openclaw.stateTaken", "78"],
  [
    1,
    "gateway already running (pid 5); lock timeout after 5000ms",
    null,
    "openclaw.stateTaken",
    "1",
  ],
  [
    1,
    "another gateway instance is already listening on ws://127.0.0.1:18789",
    null,
    "openclaw.stateTaken",
    "1",
  ],
  [78, "Invalid config", "a: b", "openclaw.configInvalid", "a: b"],
  [
    78,
    "Gateway start blocked: set gateway.mode=local (current: unset) or pass --allow-unconfigured.",
    null,
    "openclaw.configInvalid",
    'gateway.mode is not "local"',
  ],
  [78, "?", null, "openclaw.startFailed", "78"],
  [null, "", null, "openclaw.startFailed", "signal"],
])("exit %j with %j", (exit, words, found, code, detail) => {
  expect(endingOf({ exit, words, invalid: found })).toEqual({ code, detail });
});
