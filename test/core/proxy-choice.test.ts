/** Which proxy a request goes through, by the environment and by the system's answer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  exceptionsOf,
  isSameProxy,
  noProxies,
  proxyFor,
  proxyOf,
  rulesFromEnvironment,
  rulesFromPac,
} from "../../main/core/proxy-choice.ts";

const far = { isTls: true, host: "gateway.ai.cloudflare.com", port: 443 };
const corp = "http://proxy.corp:3128";

describe("a proxy's address", () => {
  test.each([
    ["http://proxy.corp:3128", { isTls: false, host: "proxy.corp", port: 3128, credentials: null }],
    ["https://Proxy.Corp", { isTls: true, host: "proxy.corp", port: 443, credentials: null }],
    ["http://proxy.corp/", { isTls: false, host: "proxy.corp", port: 80, credentials: null }],
    [" proxy:8080 ", { isTls: false, host: "proxy", port: 8080, credentials: null }],
    ["http://[fd00::1]:3128/x?y", { isTls: false, host: "fd00::1", port: 3128, credentials: null }],
    ["10.0.0.1:3128", { isTls: false, host: "10.0.0.1", port: 3128, credentials: null }],
    ["http://jane:pw@p:1", { isTls: false, host: "p", port: 1, credentials: "jane:pw" }],
    ["http://jane@p:1", { isTls: false, host: "p", port: 1, credentials: "jane:" }],
    ["jane:pw@p:1", { isTls: false, host: "p", port: 1, credentials: "jane:pw" }],
    // As people write it, and as it should be written.
    ["http://jane:p@s:s@p:1", { isTls: false, host: "p", port: 1, credentials: "jane:p@s:s" }],
    ["http://j%40c:p%2F%3As@p:1", { isTls: false, host: "p", port: 1, credentials: "j@c:p/:s" }],
    ["http://j:100%@p:1", { isTls: false, host: "p", port: 1, credentials: "j:100%" }],
    ["http://@p:1", { isTls: false, host: "p", port: 1, credentials: null }],
  ])("%j", (url, address) => {
    expect(proxyOf(url)).toEqual(address);
  });

  test.each([
    "",
    "  ",
    "socks5://p:1080",
    "socks://p:1080",
    "ftp://p:21",
    "http://",
    "http://p:0",
    "http://p:65536",
    "http://p:x",
    "http://p p:1",
    "http://p\r\nX: y:1",
    "http://-p:1",
    "http://[fd00::1:1",
    "p:1:2",
    "http://jane:pw@",
    "//p:1",
  ])("%j is none", (url) => {
    expect(proxyOf(url)).toBeNull();
  });

  test("is read back from user and password of any letters", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        text.filter((name) => name.isWellFormed()),
        text,
        (name, password) => {
          fc.pre(password.isWellFormed());
          const url = `http://${encodeURIComponent(name)}:${encodeURIComponent(password)}@p.corp:3128`;
          expect(proxyOf(url)?.credentials).toBe(`${name}:${password}`);
        },
      ),
    );
  });

  test("never ends in an error, and never leads to a host with anything but a name in it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
        const address = proxyOf(text);
        if (address !== null) expect(address.host).toMatch(/^[a-z0-9._:-]+$/);
        rulesFromPac(text);
        rulesFromEnvironment({ HTTPS_PROXY: text, NO_PROXY: text });
        proxyFor({ https: text, http: text, except: exceptionsOf(text) }, far);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("the environment", () => {
  const b = "http://b:1";
  test.each<[string, Record<string, string>, { https: string | null; http: string | null }]>([
    ["says nothing", {}, { https: null, http: null }],
    ["HTTPS_PROXY", { HTTPS_PROXY: corp }, { https: corp, http: null }],
    ["HTTP_PROXY", { HTTP_PROXY: corp }, { https: null, http: corp }],
    ["ALL_PROXY", { ALL_PROXY: corp }, { https: corp, http: corp }],
    ["one of its own first", { ALL_PROXY: corp, HTTP_PROXY: b }, { https: corp, http: b }],
    ["lower case first", { HTTPS_PROXY: corp, https_proxy: b }, { https: b, http: null }],
    ["lower case for all", { all_proxy: b, ALL_PROXY: corp }, { https: b, http: b }],
    ["blank is not there", { https_proxy: " ", HTTPS_PROXY: corp }, { https: corp, http: null }],
    ["without a scheme", { https_proxy: "b:1" }, { https: b, http: null }],
    ["SOCKS is passed over", { https_proxy: "socks5://s:1", all_proxy: b }, { https: b, http: b }],
    [
      "nonsense is none",
      { https_proxy: "%%%", http_proxy: "ftp://x" },
      { https: null, http: null },
    ],
  ])("%s", (_what, env, rules) => {
    expect(rulesFromEnvironment(env)).toEqual({ ...rules, except: [] });
  });

  test("names exceptions by commas and blanks, lower case first", () => {
    const of = (env: Record<string, string>) => rulesFromEnvironment(env).except;
    expect(of({ NO_PROXY: " a, b  c,,d\t" })).toEqual(["a", "b", "c", "d"]);
    expect(of({ NO_PROXY: "a", no_proxy: "b" })).toEqual(["b"]);
    expect(of({ NO_PROXY: "a", no_proxy: "" })).toEqual(["a"]);
  });
});

describe("the system's answer", () => {
  const through = (url: string) => ({ https: url, http: url, except: [] });
  test.each([
    ["DIRECT", noProxies],
    ["PROXY proxy.corp:3128", through(corp)],
    ["PROXY proxy.corp:3128; PROXY other:1; DIRECT", through(corp)],
    ["proxy proxy.corp:3128;DIRECT", through(corp)],
    ["HTTPS proxy.corp:443", through("https://proxy.corp:443")],
    ["PROXY [fd00::1]:3128", through("http://[fd00::1]:3128")],
    ["SOCKS5 s:1080; PROXY proxy.corp:3128", through(corp)],
    ["SOCKS s:1080; DIRECT", noProxies],
    ["DIRECT; PROXY proxy.corp:3128", noProxies],
    ["SOCKS5 s:1080", null],
    ["SOCKS s:1080; SOCKS5 s:1", null],
    ["QUIC q:443", null],
    ["PROXY", null],
    ["PROXY jane:pw@p:1", null],
    ["", null],
    ["garbage", null],
  ])("%j", (answer, rules) => {
    expect(rulesFromPac(answer)).toEqual(rules);
  });
});

describe("the choice", () => {
  const rules = { https: corp, http: "http://plain:1", except: [] };
  const goesThrough = (host: string, except: string, port = 443) =>
    proxyFor({ ...rules, except: exceptionsOf(except) }, { isTls: true, host, port }) !== null;

  test("is by how the far end is asked", () => {
    expect(proxyFor(rules, far)?.host).toBe("proxy.corp");
    expect(proxyFor(rules, { ...far, isTls: false })?.host).toBe("plain");
    expect(proxyFor({ ...rules, https: null }, far)).toBeNull();
    expect(proxyFor({ ...rules, https: "socks5://s:1" }, far)).toBeNull();
  });

  test.each([
    "127.0.0.1",
    "127.1.2.3",
    "::1",
    "localhost",
    "LOCALHOST",
    "a.localhost",
    "localhost.",
  ])("%s never goes through one", (host) => {
    expect(goesThrough(host, "")).toBe(false);
  });

  test.each([
    ["corp.example", "corp.example", true],
    ["corp.example", "a.b.corp.example", true],
    ["corp.example", "CORP.example.", true],
    ["Corp.Example.", "corp.example", true],
    [".corp.example", "a.corp.example", true],
    [".corp.example", "corp.example", true],
    ["*.corp.example", "a.corp.example", true],
    ["corp.example", "notcorp.example", false],
    ["corp.example", "corp.example.org", false],
    [".com", far.host, true],
    ["*", far.host, true],
    ["a, *", far.host, true],
    ["corp.example:443", "corp.example", true],
    ["corp.example:8443", "corp.example", false],
    ["*.corp.example:443", "a.corp.example", true],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.3:443", "10.1.2.3", true],
    ["10.1.2.3:80", "10.1.2.3", false],
    ["10.0.0.0/8", "10.1.2.3", true],
    ["10.0.0.0/8", "11.1.2.3", false],
    ["2.3", "10.1.2.3", false],
    ["0.0.0.0/0", far.host, false],
    ["fd00::/8", "fd12::1", true],
    ["[fd00::/8]", "fd12::1", true],
    ["fd12::1", "fd12:0::1", true],
    ["[fd12::1]:443", "fd12::1", true],
    ["[fd12::1]:80", "fd12::1", false],
    ["fe00::/8", "fd12::1", false],
    [".", far.host, false],
    ["*.", far.host, false],
    [":443", far.host, false],
    ["", far.host, false],
    ["https://corp.example", "corp.example", false],
  ])("NO_PROXY=%j leaves %s out: %j", (except, host, isOut) => {
    expect(goesThrough(host, except)).toBe(!isOut);
  });

  test("leaves out a name and what is below it, and nothing else, however it is written", () => {
    const name = fc.domain();
    const written = fc.constantFrom("", ".", "*.");
    fc.assert(
      fc.property(name, name, written, fc.boolean(), (own, other, before, isUpper) => {
        const entry = before + (isUpper ? own.toUpperCase() : own);
        expect(goesThrough(own, entry)).toBe(false);
        expect(goesThrough(`x.${own}`, `other.example,${entry}`)).toBe(false);
        expect(goesThrough(`x${own}`, entry)).toBe(true);
        const isBelow = other === own || other.endsWith(`.${own}`);
        expect(goesThrough(other, entry)).toBe(!isBelow);
        expect(goesThrough(own, `${entry}:443`, 444)).toBe(true);
        expect(goesThrough(own, `${entry}:443`, 443)).toBe(false);
      }),
    );
  });

  test("is the same for the same proxy alone", () => {
    const one = proxyOf("http://a:b@p:1");
    expect(isSameProxy(one, proxyOf("http://a:b@P:1/"))).toBe(true);
    expect(isSameProxy(null, null)).toBe(true);
    for (const other of ["http://p:1", "https://a:b@p:1", "http://a:b@q:1", "http://a:b@p:2", ""])
      expect(isSameProxy(one, proxyOf(other))).toBe(false);
  });
});
