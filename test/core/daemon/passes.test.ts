/** Which secret opens the daemon's socket, and when there is none to try. */
import { expect, test } from "vitest";
import { passesOf } from "../../../main/core/daemon/passes.ts";
import type { JsonObject } from "../../../main/core/json5-edit.ts";

const auth = (given: JsonObject): JsonObject => ({ gateway: { auth: given } });
const shared = (...secrets: string[]) => ({ kind: "shared", field: "token", secrets });
const variable = "OPENCLAW_GATEWAY_TOKEN";

test("what the configuration says comes before every variable, as in OpenClaw", () => {
  expect(passesOf(auth({ token: "of-config" }), [{ [variable]: "of-env" }])).toEqual(
    shared("of-config"),
  );
});

test("without a word there, the variable of each environment, the likeliest first, each once, three at most", () => {
  const layers = ["a", "", "b", "a", "c", "d"].map((value) => ({ [variable]: value }));
  expect(passesOf(auth({ mode: "token" }), layers)).toEqual(shared("a", "b", "c"));
  expect(passesOf(null, layers)).toEqual(shared("a", "b", "c"));
});

test("variables that the configuration itself sets are the last", () => {
  const config = {
    env: { vars: { [variable]: "of-vars" }, OTHER: "x", shellEnv: { enabled: true } },
  };
  expect(passesOf(config, [{ [variable]: "of-env" }])).toEqual(shared("of-env", "of-vars"));
  expect(passesOf({ env: { [variable]: "direct" } }, [])).toEqual(shared("direct"));
});

test("a reference to a variable is followed, one to anything else is OpenClaw's own business", () => {
  const env = [{ MINE: "of-env" }];
  const reference = (source: string) => auth({ token: { source, provider: "p", id: "MINE" } });
  expect(passesOf(reference("env"), env)).toEqual(shared("of-env"));
  for (const source of ["exec", "file", "store"])
    expect(passesOf(reference(source), env)).toEqual({ kind: "other" });
  expect(passesOf(auth({ token: { source: "env", provider: "p", id: "GONE" } }), env)).toEqual({
    kind: "other",
  });
});

test("a text with variables in it is spelled out where they are all known", () => {
  const text = ["x-$", "{ONE}-$", "{TWO}"].join("");
  const layers = [{ ONE: "1" }, { ONE: "1", TWO: "2" }];
  expect(passesOf(auth({ token: text }), layers)).toEqual(shared("x-1-2"));
  expect(passesOf(auth({ token: text }), [])).toEqual({ kind: "other" });
});

test("a password is one by its mode, or by being there without a mode", () => {
  const password = { kind: "shared", field: "password", secrets: ["p"] };
  expect(passesOf(auth({ mode: "password", password: "p", token: "t" }), [])).toEqual(password);
  expect(passesOf(auth({ password: "p" }), [])).toEqual(password);
  expect(passesOf(auth({ mode: "token", password: "p", token: "t" }), [])).toEqual(shared("t"));
  const layers = [{ OPENCLAW_GATEWAY_PASSWORD: "p" }];
  expect(passesOf(auth({ mode: "password" }), layers)).toEqual(password);
});

test("a daemon that asks for nothing, and one that asks a proxy", () => {
  expect(passesOf(auth({ mode: "none", token: "t" }), [])).toEqual({ kind: "none" });
  expect(passesOf(auth({ mode: "trusted-proxy", token: "t" }), [])).toEqual({ kind: "other" });
});

test("nonsense is nothing to try", () => {
  for (const given of [1, null, [], "x"]) {
    expect(passesOf({ gateway: { auth: given } }, [])).toEqual({ kind: "other" });
    expect(passesOf(auth({ token: given === "x" ? " " : given }), [])).toEqual({ kind: "other" });
  }
});
