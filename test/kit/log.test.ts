/** Every line is JSON, bounded, free of secrets; and no field, sink or clock can make logging throw. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLog, errorText, type Log } from "../../main/kit/log.ts";

const at = Date.UTC(2026, 10, 21, 9, 30);

function logged(): {
  readonly log: Log;
  readonly lines: string[];
  last(): Record<string, unknown>;
} {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => at });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "null") };
}

describe("a line", () => {
  test("says when, how grave, what, and the fields", () => {
    const { log, last, lines } = logged();
    log.info("link.made", { providers: ["anthropic"], port: 47_113, isApplied: true, gone: null });
    expect(last()).toEqual({
      at: "2026-11-21T09:30:00.000Z",
      level: "info",
      event: "link.made",
      providers: ["anthropic"],
      port: 47_113,
      isApplied: true,
      gone: null,
    });
    expect(lines[0]).toMatch(/^\{"at":/);
    log.warn("a");
    expect(last().level).toBe("warn");
    log.error("a");
    expect(last().level).toBe("error");
  });

  test("keeps its own words where a field has the same name", () => {
    const { log, last } = logged();
    log.warn("real", { event: "forged", level: "info", at: 0 });
    expect(last()).toEqual({ at: "2026-11-21T09:30:00.000Z", level: "warn", event: "real" });
  });

  test("is one bounded line of JSON whatever the fields are", () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.anything()), (event, fields) => {
        const { log, lines, last } = logged();
        log.info(event, fields);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toMatch(/[\r\n]/);
        expect(lines[0]?.length).toBeLessThanOrEqual(8_000);
        expect(last().level).toBe("info");
      }),
    );
  });

  test("stays bounded when much is said, and says how much", () => {
    const { log, lines, last } = logged();
    log.info("long", { text: "x".repeat(100_000) });
    expect(lines[0]?.length).toBeLessThan(2_200);
    log.info("wide", { texts: Array.from({ length: 30 }, () => "x".repeat(1_000)) });
    expect(last()).toMatchObject({ event: "wide", cutFrom: expect.any(Number) });
    log.info("deep", { a: { b: { c: { d: { e: "x" } } } } });
    expect(JSON.stringify(last())).toContain("…");
    log.info("many", { list: Array.from({ length: 1_000 }, (_, index) => index) });
    expect((last().list as unknown[]).length).toBe(40);
  });
});

describe("nothing makes it throw:", () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  const hostile = {
    get value(): never {
      throw new Error("getter");
    },
  };
  const trap = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("trap");
      },
    },
  );
  test.each<[string, Record<string, unknown>]>([
    ["a loop", { loop }],
    ["a getter that throws", { hostile }],
    ["a proxy that throws", { trap }],
    ["fields that throw themselves", hostile],
    ["a bigint, a symbol, a function", { a: 1n, b: Symbol("b"), c: () => undefined }],
    ["a date that is none", { date: new Date(Number.NaN) }],
    ["text that cannot be made", { a: Object.create(null), b: { toString: 1 } }],
    [
      "an endless iterable",
      {
        endless: {
          *[Symbol.iterator]() {
            for (;;) yield 1;
          },
        },
      },
    ],
    [
      "an error whose message throws",
      {
        error: Object.defineProperty(new Error("x"), "message", {
          get: () => {
            throw new Error("y");
          },
        }),
      },
    ],
  ])("%s", (_, fields) => {
    const { log, lines, last } = logged();
    expect(() => log.error("event", fields)).not.toThrow();
    expect(lines).toHaveLength(1);
    expect(last().event).toBe("event");
  });

  test("a sink or a clock that fails", () => {
    const broken = () => {
      throw new Error("broken");
    };
    expect(() => createLog({ write: broken, now: () => at }).info("a")).not.toThrow();
    expect(() => createLog({ write: () => undefined, now: broken }).info("a")).not.toThrow();
  });
});

describe("secrets", () => {
  const canary = 'C4nary/+"\\é-secret';

  test("that are known are in no line: not in names, values, errors, causes, nor at a cut", () => {
    const { log, lines } = logged();
    log.hide(canary);
    log.info(canary, { [canary]: canary, list: [canary, { deep: `x${canary}x` }] });
    log.info("encoded", {
      url: `https://x/?q=${encodeURIComponent(canary)}`,
      json: JSON.stringify({ body: canary }),
      base64: `Basic ${Buffer.from(`user:${canary}`).toString("base64")}`,
    });
    log.error("failed", { error: new Error(`no: ${canary}`, { cause: new Error(canary) }) });
    for (let before = 1_980; before < 2_001; before += 1)
      log.info("cut", { text: "x".repeat(before) + canary });
    const all = lines.join("\n");
    expect(all).not.toContain("C4nary");
    expect(all).not.toContain(encodeURIComponent(canary));
    expect(all).not.toContain(Buffer.from(canary).toString("base64").slice(4, 16));
    expect(all).toContain("[hidden]");
  });

  test("are hidden from the moment they are told, all of them", () => {
    const { log, lines } = logged();
    const secrets = ["first-secret", "second-secret", "third-secret"];
    for (const secret of secrets) log.hide(secret);
    log.hide("first-secret");
    log.info("all", { text: secrets.join(" ") });
    expect(JSON.parse(lines[0] ?? "").text).toBe("[hidden] [hidden] [hidden]");
  });

  test("are hidden as long as anybody wants it", () => {
    const { log, last } = logged();
    const text = () => {
      log.info("text", { text: "a-looked-with-token" });
      return last().text;
    };
    const saved = log.hide("a-looked-with-token");
    const looked = log.hide("a-looked-with-token");
    looked();
    looked();
    expect(text()).toBe("[hidden]");
    saved();
    expect(text()).toBe("a-looked-with-token");
    log.hide("a-looked-with-token");
    expect(text()).toBe("[hidden]");
  });

  test("of very many are the newest, so that a line never costs more than so much", () => {
    const { log, last } = logged();
    for (let index = 0; index < 300; index++) log.hide(`secret-number-${index}-`);
    log.hide("secret-number-100-");
    for (let index = 300; index < 400; index++) log.hide(`secret-number-${index}-`);
    const texts = ["secret-number-0-", "secret-number-100-", "secret-number-399-"];
    log.info("texts", { texts });
    expect(last().texts).toEqual(["secret-number-0-", "[hidden]", "[hidden]"]);
  });

  test("are no words too short or too long for one", () => {
    const { log, last } = logged();
    const long = "é".repeat(4_097);
    log.hide("seven77")();
    log.hide(long)();
    log.hide("seven77");
    log.hide(long);
    log.info("texts", { texts: ["seven77", long.slice(0, 10)] });
    expect(last().texts).toEqual(["seven77", "éééééééééé"]);
    log.hide("x".repeat(4_096));
    log.info("texts", { text: "x".repeat(4_096) });
    expect(last().text).toBe("[hidden]");
  });

  test("do not take the name of an event along, though they are the same", () => {
    const { log, last } = logged();
    log.hide("command.failed");
    log.error("command.failed", { text: "command.failed" });
    expect(last()).toMatchObject({ event: "command.failed", text: "[hidden]" });
  });

  test("that are numbers are hidden too, and leave JSON behind", () => {
    const { log, last } = logged();
    log.hide("1234567890");
    log.info("pin", { pin: 1_234_567_890, other: 12 });
    expect(last()).toMatchObject({ pin: "[hidden]", other: 12 });
  });

  test("nobody told it of are hidden by their name or their shape", () => {
    const { log, last } = logged();
    log.info("request", {
      apiKey: "abc",
      headers: { "x-api-key": "abc", accept: "text/html" },
      text: "Authorization: Bearer abcdefgh",
      key: "sk-ant-api03-abcdefghijkl",
    });
    expect(last()).toMatchObject({
      apiKey: "[hidden]",
      headers: { "x-api-key": "[hidden]", accept: "text/html" },
      text: "Authorization: [hidden]",
      key: "[hidden]",
    });
  });
});

describe("errorText", () => {
  test("tells name, message, code, where, and what caused it", () => {
    const cause = Object.assign(new TypeError("inner"), { code: "ECONNREFUSED" });
    const text = errorText(new Error("outer", { cause }));
    expect(text).toMatch(/^Error: outer\n\s+at .*log\.test\.ts/);
    expect(text).toContain("\ncaused by TypeError: inner (ECONNREFUSED)\n");
  });

  test("ends where causes go in circles, and takes what is no error", () => {
    const one = new Error("one");
    one.cause = one;
    expect(errorText(one).split("caused by")).toHaveLength(4);
    expect(errorText("text")).toBe("text");
    expect(errorText(undefined)).toBe("undefined");
    expect(errorText(Object.create(null))).toBe("object");
  });
});
