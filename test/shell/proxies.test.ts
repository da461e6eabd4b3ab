/** Which way out the shell finds, with the environment and the system it finds itself in. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProxies } from "../../main/shell/proxies.ts";
import { session } from "../host/session.ts";

vi.mock("electron", () => import("../host/session.ts"));

const { defaultSession } = session;
const corp = "http://proxy.corp:3128";
const through = (url: string | null, except: string[] = []) => ({ https: url, http: url, except });

beforeEach(() => {
  defaultSession._proxies = "DIRECT";
  defaultSession._proxiesAsked.splice(0);
});
afterEach(() => vi.useRealTimers());

test("the system is asked about Cloudflare, anew each time", async () => {
  const proxies = createProxies({});
  expect(await proxies()).toEqual(through(null));
  defaultSession._proxies = "PROXY proxy.corp:3128; DIRECT";
  expect(await proxies()).toEqual(through(corp));
  expect(defaultSession._proxiesAsked).toEqual(Array(2).fill("https://gateway.ai.cloudflare.com"));
});

test("a proxy of the environment goes before the system's, which is not even asked", async () => {
  const proxies = createProxies({ HTTPS_PROXY: corp, NO_PROXY: "a.example" });
  defaultSession._proxies = "PROXY other:1";
  expect(await proxies()).toEqual({ https: corp, http: null, except: ["a.example"] });
  expect(defaultSession._proxiesAsked).toEqual([]);
});

test("NO_PROXY holds for the system's proxy", async () => {
  defaultSession._proxies = "HTTPS proxy.corp:443";
  const proxies = createProxies({ no_proxy: "a.example,b" });
  expect(await proxies()).toEqual(through("https://proxy.corp:443", ["a.example", "b"]));
});

test("a way Sluice cannot go is said once for each answer, and counts as none", async () => {
  const onUnusable = vi.fn();
  const proxies = createProxies({}, onUnusable);
  defaultSession._proxies = "SOCKS5 jane.corp:1080";
  expect(await proxies()).toEqual(through(null));
  expect(onUnusable.mock.calls).toEqual([[]]);
});

test("a system that does not answer leaves what it said before", async () => {
  vi.useFakeTimers();
  const proxies = createProxies({});
  defaultSession._proxies = "PROXY proxy.corp:3128";
  expect(await proxies()).toEqual(through(corp));
  defaultSession._proxies = null;
  const asked = proxies();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await asked).toEqual(through(corp));
});

test("a system that fails leaves what it said before", async () => {
  const proxies = createProxies({});
  defaultSession._proxies = "PROXY proxy.corp:3128";
  await proxies();
  const failing = vi
    .spyOn(defaultSession, "resolveProxy")
    .mockRejectedValue(new Error("net::ERR_FAILED"));
  expect(await proxies()).toEqual(through(corp));
  failing.mockRestore();
});
