/** When OpenClaw sends the router's requests to a proxy: each case here was tried on the real daemon 2026.9.6 or on the very function it decides by. */
import { describe, expect, test } from "vitest";
import { exceptionFor, isExcepted, isProxied } from "../../../main/core/environment/proxy.ts";
import type { JsonObject } from "../../../main/core/json5-edit.ts";

const proxy = "http://proxy.example:3128";
const isSent = (values: Record<string, string>, config: JsonObject | null = null) =>
  isProxied(new Map(Object.entries(values)), config);

describe("a request to 127.0.0.1", () => {
  test.each([
    ["nothing is set", {}, false],
    ["HTTP_PROXY", { HTTP_PROXY: proxy }, true],
    ["http_proxy", { http_proxy: proxy }, true],
    ["HTTPS_PROXY alone", { HTTPS_PROXY: proxy }, false],
    ["ALL_PROXY alone, which some requests follow", { ALL_PROXY: proxy }, true],
    ["an empty http_proxy hides HTTP_PROXY", { http_proxy: "", HTTP_PROXY: proxy }, false],
    ["NO_PROXY with it", { HTTP_PROXY: proxy, NO_PROXY: "127.0.0.1,localhost" }, false],
    ["no_proxy with it", { HTTP_PROXY: proxy, no_proxy: "127.0.0.1" }, false],
    ["NO_PROXY for others", { HTTP_PROXY: proxy, NO_PROXY: "corp.example" }, true],
    ["no_proxy goes before NO_PROXY", { HTTP_PROXY: proxy, no_proxy: "corp", NO_PROXY: "*" }, true],
    ["an empty one too", { HTTP_PROXY: proxy, no_proxy: "", NO_PROXY: "127.0.0.1" }, true],
  ])("%s", (_, values, sent) => {
    expect(isSent(values)).toBe(sent);
  });

  test.each([
    ["127.0.0.1", true],
    ["127.0.0.1.", true],
    ["127.0.0.0/8", true],
    ["127.0.0.1/32", true],
    ["0.0.0.0/0", true],
    ["127.*", true],
    ["127.0.0.*", true],
    ["127.0.*.1", true],
    ["*.*.*.*", true],
    ["*.0.0.1", true],
    [".0.0.1", true],
    ["*.127.0.0.1", true],
    ["*", true],
    ["corp 127.0.0.1", true],
    ["corp,\t127.0.0.1", true],
    [" *", false],
    ["*,corp", false],
    ["localhost", false],
    ["LOCALHOST", false],
    ["::1", false],
    ["[::1]", false],
    [".local", false],
    ["127", false],
    ["127.0.0.0/33", false],
    ["127.0.0.1/", false],
    ["http://127.0.0.1", false],
    ["10.0.0.0/8", false],
    ["", false],
    // OpenClaw honours a port; Sluice's may change with the next link.
    ["127.0.0.1:21417", false],
  ])("NO_PROXY=%j leaves it out: %j", (value, isOut) => {
    expect(isExcepted(value)).toBe(isOut);
  });

  test("a proxy of OpenClaw's own leaves loopback out unless it is told otherwise", () => {
    const config = (loopbackMode?: string) => ({
      proxy: { proxyUrl: proxy, ...(loopbackMode && { loopbackMode }) },
    });
    expect(isSent({ HTTP_PROXY: proxy }, config())).toBe(false);
    expect(isSent({ OPENCLAW_PROXY_URL: proxy })).toBe(false);
    expect(isSent({ NO_PROXY: "*" }, config("proxy"))).toBe(true);
    expect(isSent({}, config("block"))).toBe(true);
    expect(isSent({}, { proxy: { proxyUrl: proxy, enabled: false, loopbackMode: "proxy" } })).toBe(
      false,
    );
  });

  test("before 2026.9.4 such a proxy got loopback too", () => {
    const config = (lastTouchedVersion: string) => ({
      meta: { lastTouchedVersion },
      proxy: { proxyUrl: proxy },
    });
    expect(isSent({}, config("2026.5.28"))).toBe(true);
    expect(isSent({}, config("2026.9.3"))).toBe(true);
    expect(isSent({}, config("2026.9.4"))).toBe(false);
    expect(isSent({}, config("2027.1.0"))).toBe(false);
  });
});

describe("leaving loopback out", () => {
  const fix = (layers: Record<string, readonly [string, string]>, isCaseBlind = false) => {
    const winner = (name: string) => {
      const [layer, value] = layers[name] ?? [];
      return layer === undefined || value === undefined ? null : { layer, value };
    };
    return exceptionFor(winner, null, isCaseBlind);
  };
  const given = { HTTP_PROXY: ["process", proxy] } as const;

  test("is a new line where nothing is said", () => {
    expect(fix(given)).toEqual({ name: "NO_PROXY", value: "127.0.0.1,localhost", isNew: true });
  });

  test("adds to the line that counts in .env", () => {
    const value = "corp,127.0.0.1,localhost";
    expect(fix({ ...given, NO_PROXY: ["dotenv", "corp"] })).toEqual({
      name: "NO_PROXY",
      value,
      isNew: false,
    });
    expect(fix({ ...given, no_proxy: ["dotenv", "corp"], NO_PROXY: ["process", "x"] })).toEqual({
      name: "no_proxy",
      value,
      isNew: false,
    });
  });

  test("overrules the process's NO_PROXY by a lower case one, except where case says nothing", () => {
    const layers = { ...given, NO_PROXY: ["process", "corp"] } as const;
    expect(fix(layers)).toEqual({
      name: "no_proxy",
      value: "corp,127.0.0.1,localhost",
      isNew: true,
    });
    expect(fix(layers, true)).toBeNull();
  });

  test("cannot be done from .env against the process's own no_proxy", () => {
    expect(fix({ ...given, no_proxy: ["service", "corp"] })).toBeNull();
  });

  test("is nothing to do where nothing is sent to a proxy", () => {
    expect(fix({ ...given, NO_PROXY: ["process", "127.0.0.1"] })).toBeNull();
  });

  test("what it writes does what it promises", () => {
    for (const before of ["", "corp", " *", "*,corp", "corp "]) {
      const repaired = fix({ ...given, NO_PROXY: ["dotenv", before] });
      expect(isExcepted(repaired?.value ?? "")).toBe(true);
    }
  });
});
