/** systemd units as OpenClaw wrote them, drop-ins, and what systemd's own rules make of odd ones. */
import { expect, test } from "vitest";
import { parseEnvironmentFile } from "../../../main/core/find/environment-file.ts";
import { parseUnit } from "../../../main/core/find/systemd.ts";
import { recorded } from "./recorded.ts";

const label = "openclaw-gateway.service";
const file = `/home/ada/.config/systemd/user/${label}`;
const parse = (...texts: readonly string[]) =>
  parseUnit(texts, { file, label, homeDir: "/home/ada" });
const unit = (lines: string) =>
  `[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/node /opt/openclaw/dist/index.js gateway --port 18789\n${lines}\n[Install]\nWantedBy=default.target\n`;

test("2026.9.6: Node.js, script, port, variables and the file of more", () => {
  const found = parse(recorded("2026.9.6/openclaw-gateway.service"));
  expect(found?.environmentFiles).toEqual(["/home/ada/.openclaw/gateway.systemd.env"]);
  expect(found?.service).toMatchObject({
    supervisor: "systemd",
    label,
    file,
    node: "/usr/bin/node",
    entry: "/home/ada/.npm-global/lib/node_modules/openclaw/dist/index.js",
    port: 18_789,
    profile: null,
    environmentFile: "/home/ada/.openclaw/gateway.systemd.env",
  });
  expect(found?.service.environment).toMatchObject({
    NODE_OPTIONS: "",
    OPENCLAW_WINDOWS_TASK_NAME: "OpenClaw Gateway",
    OPENCLAW_SERVICE_KIND: "gateway",
  });
});

test.each(["2026.9.6", "2026.5.28"])("%s with a profile", (version) => {
  const found = parseUnit([recorded(`${version}/openclaw-gateway-work.service`)], {
    file: "x",
    label: "openclaw-gateway-work.service",
    homeDir: "/home/ada",
  });
  expect(found?.service).toMatchObject({
    profile: "work",
    port: 19_001,
    environment: { OPENCLAW_STATE_DIR: "/home/ada/.openclaw-work" },
  });
});

test("2026.9.6 with blanks, quotes, percent and backslash in its paths", () => {
  const service = parse(recorded("2026.9.6/odd.service"))?.service;
  expect(service).toMatchObject({
    node: '/home/ada/my "odd" %n node/bin/node',
    entry: "/home/ada/pro\\jects/$HOME é/openclaw/dist/index.js",
    port: 18_789,
    environment: { ODD: '50% of "it" \\ $HOME' },
  });
});

test("2026.5.28 in the default place", () => {
  expect(parse(recorded("2026.5.28/openclaw-gateway.service"))?.service).toMatchObject({
    node: "/usr/bin/node",
    port: 18_789,
  });
});

test("the environment file is read as systemd reads it", () => {
  expect(parseEnvironmentFile(recorded("2026.9.6/gateway.systemd.env"))).toEqual({
    ANTHROPIC_API_KEY: "sk-ant-test",
    ODD: 'it\'s 50% "of" \\ $HOME `x`',
  });
  expect(
    parseEnvironmentFile(
      '\uFEFF# note\n; note\r\nA = plain value  \r\nB=\'two\nlines\'\nC=one\\\ntwo\nnot an assignment\nD=a\\ b\nE="x\\y"\nF=\nG="kept  "  \n',
    ),
  ).toEqual({
    A: "plain value",
    B: "two\nlines",
    C: "onetwo",
    D: "a b",
    E: "x\\y",
    F: "",
    G: "kept  ",
  });
});

test("in the environment file a quote within a value is a letter, and quoted parts join", () => {
  const text = "A=it's 5\" wide\nB='one' \"two\"three four\nC=\"x\" 'y\n  D = 'z'\nE=last'\n";
  expect(parseEnvironmentFile(text)).toEqual({
    A: "it's 5\" wide",
    B: "onetwothree four",
    C: "xy\n  D = z'",
    E: "last'",
  });
});

test("a drop-in replaces the command, adds and removes variables, and forgets a list it names empty", () => {
  const dropIn = `[Service]
ExecStart=
ExecStart=/home/ada/.local/bin/node "/home/ada/my openclaw/dist/index.js" gateway --port=18888
Environment=A=2 "B=two words"
UnsetEnvironment=C
EnvironmentFile=
EnvironmentFile=-%h/my.env
`;
  const found = parse(unit("Environment=A=1 C=3\nEnvironmentFile=/old.env"), dropIn);
  expect(found?.service).toMatchObject({
    node: "/home/ada/.local/bin/node",
    entry: "/home/ada/my openclaw/dist/index.js",
    port: 18_888,
    environmentFile: "/home/ada/my.env",
  });
  expect(found?.service.environment).toEqual({ A: "2", B: "two words" });
});

test("lines that go on, comments between them, marks and both quotes are systemd's", () => {
  const found = parse(
    `[Service]
User=ada
ExecStart=@-/usr/bin/node title \\
# a comment in between
  '/opt/open\\x20claw/dist/index.js' gate\\
way`.replace("gate\\\nway", "gateway \\\n  --port 18789"),
  );
  expect(found?.user).toBe("ada");
  expect(found?.service).toMatchObject({
    node: "/usr/bin/node",
    entry: "/opt/open claw/dist/index.js",
  });
});

test("a unit of somebody's own making that starts the program by its name in a folder", () => {
  const service = parse(
    "[Service]\nExecStart=/home/ada/.npm-global/bin/openclaw gateway --allow-unconfigured --bind loopback\n",
  )?.service;
  expect(service).toMatchObject({
    node: null,
    entry: "/home/ada/.npm-global/bin/openclaw",
    port: null,
  });
});

test("a bare name is never taken for a path", () => {
  const service = parse(
    "[Service]\nExecStart=/usr/bin/env A=1 node /opt/openclaw/dist/index.js gateway\n",
  );
  expect(service?.service).toMatchObject({ node: null, entry: "/opt/openclaw/dist/index.js" });
});

test("the port in the arguments counts before the one in the variables, and neither when it is none", () => {
  expect(parse(unit("Environment=OPENCLAW_GATEWAY_PORT=1"))?.service.port).toBe(18_789);
  const bare = "[Service]\nExecStart=/usr/bin/node /opt/openclaw/dist/index.js gateway\n";
  expect(parse(`${bare}Environment=OPENCLAW_GATEWAY_PORT=18790\n`)?.service.port).toBe(18_790);
  for (const port of ["0", "65536", "x", "-1", "1e3"])
    expect(parse(`${bare}Environment=OPENCLAW_GATEWAY_PORT=${port}\n`)?.service.port).toBeNull();
});

test.each([
  [
    "OpenClaw's node host",
    "[Service]\nExecStart=/n/node /o/openclaw/dist/index.js node run --port 1\n",
  ],
  ["a unit without a command", "[Service]\nEnvironment=A=1\n"],
  ["a masked unit, which is an empty file", ""],
])("%s is not the daemon's service", (_, text) => {
  expect(parse(text)).toBeNull();
});
