import { describe, expect, test } from "vitest";
import { Admission, guardAnswers, guardBody, judge, passes } from "../../main/core/guard.ts";
import { credentialNames, NOTE_SIZE, RequestHead } from "../../main/core/http-head-request.ts";
import { bytesOf } from "../support/bytes.ts";

const localKey = "local-key-0123456789";
const checkKey = "check-key-0123456789";
const hosts = ["127.0.0.1:4321", "localhost:4321", "[::1]:4321"];

function ask(lines: string, more: { method?: string; target?: string; host?: string } = {}) {
  const { host = "127.0.0.1:4321", method = "POST", target = "/anthropic/v1/messages" } = more;
  const head = new RequestHead();
  const admission = new Admission();
  const bytes = bytesOf(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${lines}\r\n`);
  expect(head.read(bytes, bytes.length - 2)).toBeNull();
  const fault = judge(head, bytes, { hosts, localKey, checkKey }, admission);
  let passing = "";
  let from = head.linesFrom;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    if (passes(head.notes[at] ?? 0, false)) continue;
    passing += bytes.latin1Slice(from, head.notes[at + 1]);
    from = head.notes[at + 2] ?? 0;
  }
  passing += bytes.latin1Slice(from, head.linesTo);
  return { fault, admission, passing };
}

describe("who may enter", () => {
  test.each([
    ["x-api-key", `x-api-key: ${localKey}`],
    ["Authorization", `Authorization: Bearer ${localKey}`],
    ["x-goog-api-key, where Google's clients put it", `x-goog-api-key: ${localKey}`],
    ["Authorization in any case", `authorization: bEARER   ${localKey}`],
  ])("the local key in %s opens, is taken out, and stands for the provider's", (_name, line) => {
    const { admission, fault, passing } = ask(`A: b\r\n${line}\r\nC: d\r\n`);
    expect(fault).toBeNull();
    expect(admission).toMatchObject({ by: "openclaw", stoodForProvider: true, kept: 0 });
    expect(passing).toBe("A: b\r\nC: d\r\n");
  });

  test("in x-sluice-key it opens and leaves the client's own keys alone", () => {
    const { admission, fault, passing } = ask(
      `x-api-key: sk-theirs\r\nX-Sluice-Key: ${localKey}\r\nAuthorization: Bearer theirs\r\n`,
    );
    expect(fault).toBeNull();
    expect(admission.stoodForProvider).toBe(false);
    expect(admission.kept).toBe(credentialNames["x-api-key"] | credentialNames.authorization);
    expect(passing).toBe("x-api-key: sk-theirs\r\nAuthorization: Bearer theirs\r\n");
  });

  test("beside a key of the client's own only ours is taken out", () => {
    const { admission, passing } = ask(
      `x-api-key: ${localKey}\r\nAuthorization: Bearer theirs\r\nx-goog-api-key: too\r\n`,
    );
    expect(admission).toMatchObject({ stoodForProvider: true });
    expect(admission.kept).toBe(credentialNames.authorization | credentialNames["x-goog-api-key"]);
    expect(passing).toBe("Authorization: Bearer theirs\r\nx-goog-api-key: too\r\n");
  });

  test("a stale key in x-sluice-key does not leave the house", () => {
    const { fault, passing } = ask(`x-sluice-key: old\r\nx-api-key: ${localKey}\r\n`);
    expect(fault).toBeNull();
    expect(passing).toBe("");
  });

  test("the check key opens too, and says it was Sluice", () => {
    expect(ask(`x-api-key: ${checkKey}\r\n`).admission).toMatchObject({
      by: "sluice",
      stoodForProvider: true,
    });
  });

  test.each([
    ["none", ""],
    ["another one", "x-api-key: local-key-0123456780\r\n"],
    ["a longer one", `x-api-key: ${localKey}0\r\n`],
    ["a shorter one", `x-api-key: ${localKey.slice(1)}\r\n`],
    ["another scheme", `Authorization: Basic ${localKey}\r\n`],
    ["no scheme", `Authorization: ${localKey}\r\n`],
    ["a header that is not one of the three", `api-key: ${localKey}\r\n`],
  ])("with %s as a key nobody enters", (_what, lines) => {
    expect(ask(lines).fault).toBe("wrongKey");
  });

  test("without a link there is no key that fits, not even an empty one", () => {
    const head = new RequestHead();
    const bytes = bytesOf("GET /openai HTTP/1.1\r\nHost: h\r\nx-api-key:\r\n\r\n");
    head.read(bytes, bytes.length - 2);
    const door = { hosts: ["h"], localKey: null, checkKey: null };
    expect(judge(head, bytes, door, new Admission())).toBe("wrongKey");
  });

  test.each([
    ["another header", "cookie: a=KEY\r\n", {}],
    ["an aiGateway header", "cf-aig-metadata: KEY\r\n", {}],
    ["the path", "", { target: "/anthropic/KEY" }],
    ["the query", "", { target: "/anthropic/v1?key=KEY" }],
  ])("a second copy of the key in %s is not let out", (_where, lines, more) => {
    const put = (text: string) => text.replace("KEY", localKey);
    const target = "target" in more ? put(more.target) : "/anthropic";
    const right = `x-api-key: ${localKey}\r\n`;
    expect(ask(put(lines) + right, { target }).fault).toBe("misplacedKey");
    expect(ask(right, {}).fault).toBeNull();
  });
});

describe("from where, and how", () => {
  const key = `x-api-key: ${localKey}\r\n`;

  test.each([
    ["127.0.0.1:4321", null],
    ["localhost:4321", null],
    ["[::1]:4321", null],
    ["127.0.0.1", "wrongHost"],
    ["127.0.0.1:4322", "wrongHost"],
    ["evil.example:4321", "wrongHost"],
    ["127.0.0.1:4321.evil.example", "wrongHost"],
  ])("Host %s: %s", (host, fault) => {
    expect(ask(key, { host }).fault).toBe(fault);
  });

  test("a web page is turned away even with the key", () => {
    expect(ask(`${key}Origin: null\r\n`).fault).toBe("origin");
    expect(ask(`${key}Sec-Fetch-Mode: cors\r\n`).fault).toBeNull();
  });

  test.each(["OPTIONS", "CONNECT", "TRACE", "PROPFIND"])("%s is no method here", (method) => {
    expect(ask(key, { method, target: "*" }).fault).toBe("method");
  });

  test("upgrades and strange expectations are refused, 100-continue is not", () => {
    expect(ask(`${key}Connection: Upgrade\r\nUpgrade: websocket\r\n`).fault).toBe("upgrade");
    expect(ask(`${key}Expect: 200-ok\r\n`).fault).toBe("expectation");
    expect(ask(`${key}Expect: 100-Continue\r\n`).fault).toBeNull();
  });
});

test("every answer is an error object with a sentence that says what to do", () => {
  for (const fault of Object.keys(guardAnswers) as (keyof typeof guardAnswers)[]) {
    const { error } = JSON.parse(guardBody(fault));
    expect(error).toEqual({ type: "sluice_error", code: fault, message: expect.any(String) });
    expect(error.message).toMatch(/\. [A-Z].*\.$/);
  }
});
