/** What is read from the machine: its socket table, its environment, its proxy, and how patient to be. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { idleLookMs, isSilent, longestLookMs, nextLookMs } from "../../../main/core/daemon/pace.ts";
import { isSocketProxied } from "../../../main/core/daemon/proxy.ts";
import { listenersIn } from "../../../main/core/daemon/socket-table.ts";
import { userEnv } from "../../../main/core/daemon/user-env.ts";

// Port 18789 is 4965. Recorded on Linux 6.18, shortened.
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:4965 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1 0000000000000000 100 0 0 10 0
   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0000000000000000 100 0 0 10 0
   2: 0100007F:4965 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1001        0 333 1 0000000000000000 20 4 30 10 -1
   3: 0200A8C0:4965 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1002        0 444 1 0000000000000000 100 0 0 10 0
   4: 00000000:4965 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 555 1 0000000000000000 100 0 0 10 0
`;
const table6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:4965 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 666 1 0000000000000000 100 0 0 10 0
   1: 00000000000000000000000001000000:4965 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 777 1 0000000000000000 100 0 0 10 0
`;

test("everyone who could answer on loopback is found, nobody else", () => {
  expect(listenersIn(table, 18_789)).toEqual([
    { uid: 1_000, inode: "111" },
    { uid: 999, inode: "555" },
  ]);
  expect(listenersIn(table, 22)).toEqual([{ uid: 0, inode: "222" }]);
  expect(listenersIn(table6, 18_789)).toEqual([{ uid: 0, inode: "666" }]);
  expect(listenersIn(table, 80)).toEqual([]);
  fc.assert(fc.property(fc.string(), (text) => void listenersIn(text, 18_789)));
});

test("the person's environment is passed on, what Sluice and its wrappers added is not", () => {
  const image = "/tmp/.mount_Sluice";
  const env = {
    HOME: "/home/ann",
    ANTHROPIC_API_KEY: "k",
    NODE_OPTIONS: "--use-openssl-ca",
    PATH: `${image}/usr/bin:/usr/bin:/bin`,
    LD_LIBRARY_PATH: `${image}/usr/lib`,
    APPDIR: image,
    APPIMAGE: "/home/ann/Sluice.AppImage",
    ELECTRON_RUN_AS_NODE: "1",
    SLUICE_FAR_ENDS: "{}",
    npm_config_x: "y",
    GONE: undefined,
  };
  expect(userEnv(env, "/home/else", "linux")).toEqual({
    HOME: "/home/ann",
    ANTHROPIC_API_KEY: "k",
    NODE_OPTIONS: "--use-openssl-ca",
    PATH: "/usr/bin:/bin",
  });
});

test("a home is said where none is", () => {
  expect(userEnv({ A: "1" }, "/home/ann", "linux")).toEqual({ A: "1", HOME: "/home/ann" });
  const windows = { USERPROFILE: "C:\\Users\\Ann" };
  expect(userEnv(windows, "C:\\Users\\Ann", "win32")).toEqual(windows);
});

test.each([
  [{ HTTP_PROXY: "http://p" }, [], false],
  [{ HTTP_PROXY: "http://p", NODE_USE_ENV_PROXY: "1" }, [], true],
  [{ http_proxy: "http://p" }, ["--use-env-proxy"], true],
  [{ http_proxy: "http://p", NODE_OPTIONS: "-r x --use-env-proxy" }, [], true],
  [{ HTTP_PROXY: "http://p", NODE_USE_ENV_PROXY: "1", NO_PROXY: "a, 127.0.0.1" }, [], false],
  [{ HTTP_PROXY: "http://p", NODE_USE_ENV_PROXY: "1", no_proxy: "*" }, [], false],
  [{ HTTP_PROXY: "http://p", NODE_USE_ENV_PROXY: "1", NO_PROXY: "localhost" }, [], true],
  [{ NODE_USE_ENV_PROXY: "1" }, [], false],
])("%j %j: proxied %j", (env, flags, isProxied) => {
  expect(isSocketProxied(env, flags)).toBe(isProxied);
});

test("looks are quick after a loss, lazy after a while, and never stop", () => {
  const paces = Array.from({ length: 40 }, (_, failures) => nextLookMs(failures, false));
  expect(paces.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
  expect(Math.max(...paces)).toBe(idleLookMs);
  expect(paces).toEqual(paces.toSorted((one, other) => one - other));
  expect(nextLookMs(1_000_000, true)).toBe(longestLookMs);
});

test("two ticks without a word, or a clock that ran backwards, are a reason to ask", () => {
  expect(isSilent(0, 65_000, 30_000)).toBe(false);
  expect(isSilent(0, 65_001, 30_000)).toBe(true);
  expect(isSilent(1_000, 0, 30_000)).toBe(true);
});
