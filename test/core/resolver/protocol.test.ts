/** OpenClaw's protocol read and written: what we say is what OpenClaw expects, what it says is taken as it is or not at all. */
import { describe, expect, test } from "vitest";
import {
  answerText,
  readAnswer,
  readRequest,
  requestText,
} from "../../../main/core/resolver/protocol.ts";

describe("a request", () => {
  test("is read as OpenClaw writes it, each id once", () => {
    const text = `{"protocolVersion":1,"provider":"sluice","ids":["a","b","a"]}`;
    expect(readRequest(text)).toEqual(["a", "b"]);
    expect(requestText(["a"])).toBe(`{"protocolVersion":1,"provider":"sluice","ids":["a"]}`);
  });

  test.each([
    "",
    "null",
    "[]",
    "{",
    `{"protocolVersion":2,"ids":[]}`,
    `{"protocolVersion":1}`,
    `{"protocolVersion":1,"ids":"a"}`,
    `{"protocolVersion":1,"ids":[1]}`,
    JSON.stringify({ protocolVersion: 1, ids: Array.from({ length: 513 }, (_, at) => `a${at}`) }),
  ])("of another kind is none: %.40s", (text) => {
    expect(readRequest(text)).toBeNull();
  });
});

describe("an answer", () => {
  test("has OpenClaw's shape and comes back from it", () => {
    const answers = { values: { a: "secret" }, errors: { b: "LOCKED", c: "NOT_FOUND" } } as const;
    expect(JSON.parse(answerText(answers))).toEqual({
      protocolVersion: 1,
      values: { a: "secret" },
      errors: { b: { code: "LOCKED" }, c: { code: "NOT_FOUND" } },
    });
    expect(readAnswer(answerText(answers))).toEqual(answers);
  });

  test("with a code nobody knows counts as unavailable", () => {
    expect(
      readAnswer(`{"protocolVersion":1,"values":{},"errors":{"a":{"code":"X"},"b":1}}`),
    ).toEqual({
      values: {},
      errors: { a: "UNAVAILABLE", b: "UNAVAILABLE" },
    });
  });

  test.each([
    "",
    "1",
    `{"values":{}}`,
    `{"protocolVersion":1}`,
    `{"protocolVersion":1,"values":{"a":1}}`,
  ])("that is none is not guessed at: %s", (text) => {
    expect(readAnswer(text)).toBeNull();
  });
});
