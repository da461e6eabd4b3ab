/** Where OpenClaw's configuration is, by OpenClaw's rules, on every system. */
import { expect, test } from "vitest";
import { configPathOf } from "../../main/openclaw/locate.ts";

const linux = { platform: "linux", cwd: "/desk" } as const;
const windows = { platform: "win32", cwd: "C:\\work" } as const;

test.each<[string, Record<string, string>, string]>([
  ["nothing set", {}, "/home/ada/.openclaw/openclaw.json"],
  ["OPENCLAW_HOME", { OPENCLAW_HOME: "/x" }, "/x/.openclaw/openclaw.json"],
  ["OPENCLAW_STATE_DIR", { OPENCLAW_STATE_DIR: "/s" }, "/s/openclaw.json"],
  ["OPENCLAW_CONFIG_PATH", { OPENCLAW_CONFIG_PATH: "/x/my.json" }, "/x/my.json"],
  [
    "all three",
    { OPENCLAW_CONFIG_PATH: "/x/my.json", OPENCLAW_STATE_DIR: "/s", OPENCLAW_HOME: "/h" },
    "/x/my.json",
  ],
  ["state before home", { OPENCLAW_STATE_DIR: "/s", OPENCLAW_HOME: "/h" }, "/s/openclaw.json"],
  [
    "a profile in the environment alone",
    { OPENCLAW_PROFILE: "work" },
    "/home/ada/.openclaw/openclaw.json",
  ],
  [
    "blanks",
    { OPENCLAW_CONFIG_PATH: " ", OPENCLAW_STATE_DIR: "", OPENCLAW_HOME: "\t" },
    "/home/ada/.openclaw/openclaw.json",
  ],
  ["blanks around a value", { OPENCLAW_CONFIG_PATH: " /x/my.json\n" }, "/x/my.json"],
  ["a tilde", { OPENCLAW_CONFIG_PATH: "~/my.json" }, "/home/ada/my.json"],
  ["a tilde alone", { OPENCLAW_STATE_DIR: "~" }, "/home/ada/openclaw.json"],
  [
    "a tilde in the home itself",
    { OPENCLAW_HOME: "~/claw" },
    "/home/ada/claw/.openclaw/openclaw.json",
  ],
  [
    "a tilde below another home",
    { OPENCLAW_HOME: "/h", OPENCLAW_STATE_DIR: "~/s" },
    "/h/s/openclaw.json",
  ],
  [
    "another user's tilde, which is a name",
    { OPENCLAW_STATE_DIR: "~bob/s" },
    "/desk/~bob/s/openclaw.json",
  ],
  ["a relative file", { OPENCLAW_CONFIG_PATH: "conf/../my.json" }, "/desk/my.json"],
  ["a relative folder", { OPENCLAW_STATE_DIR: "state/" }, "/desk/state/openclaw.json"],
  ["a relative home", { OPENCLAW_HOME: "h" }, "/desk/h/.openclaw/openclaw.json"],
  [
    "a dollar sign in the home",
    { OPENCLAW_HOME: "/$&/h", OPENCLAW_STATE_DIR: "~/s" },
    "/$&/h/s/openclaw.json",
  ],
])("%s", (_, env, expected) => {
  expect(configPathOf(env, "/home/ada", linux)).toBe(expected);
});

test.each<[string, Record<string, string>, string]>([
  ["nothing set", {}, "C:\\Users\\Ada\\.openclaw\\openclaw.json"],
  ["HOME, which OpenClaw asks first", { HOME: "D:\\ada" }, "D:\\ada\\.openclaw\\openclaw.json"],
  ["a tilde with a backslash", { OPENCLAW_STATE_DIR: "~\\s" }, "C:\\Users\\Ada\\s\\openclaw.json"],
  ["a tilde with a slash", { OPENCLAW_CONFIG_PATH: "~/s/my.json" }, "C:\\Users\\Ada\\s\\my.json"],
  ["another drive", { OPENCLAW_HOME: "D:\\claw" }, "D:\\claw\\.openclaw\\openclaw.json"],
  ["a relative folder", { OPENCLAW_STATE_DIR: "state" }, "C:\\work\\state\\openclaw.json"],
])("on Windows: %s", (_, env, expected) => {
  expect(configPathOf(env, "C:\\Users\\Ada", windows)).toBe(expected);
});
