/** LaunchAgents as OpenClaw wrote them over the year, and property lists as others write them. */
import { expect, test } from "vitest";
import { parseShellExports } from "../../../main/core/find/environment-file.ts";
import { parseLaunchAgent } from "../../../main/core/find/launchd.ts";
import { parsePlist } from "../../../main/core/find/plist.ts";
import { withEnvironmentFile } from "../../../main/core/find/service.ts";
import { recorded } from "./recorded.ts";

const agents = "/Users/ada/Library/LaunchAgents";

test("2026.9.6: the shell, the wrapper, its file, then Node.js with options and the script", () => {
  const file = `${agents}/ai.openclaw.gateway.plist`;
  expect(parseLaunchAgent(recorded("2026.9.6/ai.openclaw.gateway.plist"), file)).toEqual({
    supervisor: "launchd",
    label: "ai.openclaw.gateway",
    file,
    node: "/opt/homebrew/opt/node/bin/node",
    entry: "/opt/homebrew/lib/node_modules/openclaw/dist/index.js",
    port: 18_789,
    profile: null,
    environmentFile: "/Users/ada/.openclaw/service-env/ai.openclaw.gateway.env",
    environment: {},
  });
});

test("2026.9.6 with a profile: label, port and file are the profile's", () => {
  const service = parseLaunchAgent(recorded("2026.9.6/ai.openclaw.work.plist"), "x");
  expect(service).toMatchObject({
    label: "ai.openclaw.work",
    node: "/Users/ada/.nvm/versions/node/v24.16.0/bin/node",
    port: 19_001,
    profile: "work",
    environmentFile: "/Users/ada/.openclaw-work/service-env/ai.openclaw.work.env",
  });
});

test("2026.5.28: the wrapper itself comes first", () => {
  const service = parseLaunchAgent(recorded("2026.5.28/ai.openclaw.gateway.plist"), "x");
  expect(service).toMatchObject({
    node: "/Users/ada/.nvm/versions/node/v22.20.0/bin/node",
    entry: "/Users/ada/.nvm/versions/node/v22.20.0/lib/node_modules/openclaw/dist/index.js",
    environmentFile: "/Users/ada/.openclaw/service-env/ai.openclaw.gateway.env",
  });
});

test("the values of the environment file are read as the shell would, and join the service's", () => {
  const values = parseShellExports(recorded("2026.9.6/ai.openclaw.gateway.env"));
  expect(values).toMatchObject({
    ANTHROPIC_API_KEY: "sk-ant-it's-a-$test & more",
    HOME: "/Users/ada",
    NODE_OPTIONS: "",
    OPENCLAW_WINDOWS_TASK_NAME: "OpenClaw Gateway",
  });
  const service = parseLaunchAgent(recorded("2026.9.6/ai.openclaw.gateway.plist"), "x");
  expect(service && withEnvironmentFile(service, values).environment).toEqual(values);
});

const plist = (inner: string) =>
  `<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${inner}</plist>\n`;
const agent = (label: string, words: readonly string[], more = "") =>
  plist(
    `<dict><key>Label</key><string>${label}</string><key>ProgramArguments</key><array>${words
      .map((word) => `<string>${word}</string>`)
      .join("")}</array>${more}</dict>`,
  );

test("an older one keeps its variables in the list itself", () => {
  const variables =
    "<key>EnvironmentVariables</key><dict><key>OPENCLAW_GATEWAY_PORT</key><string>18790</string><key>OPENCLAW_PROFILE</key><string>lab</string></dict>";
  const words = [
    "/usr/local/bin/node",
    "/usr/local/lib/node_modules/openclaw/dist/index.js",
    "gateway",
  ];
  expect(parseLaunchAgent(agent("ai.openclaw.lab", words, variables), "x")).toMatchObject({
    port: 18_790,
    profile: "lab",
    environment: { OPENCLAW_GATEWAY_PORT: "18790", OPENCLAW_PROFILE: "lab" },
  });
});

test("one a person edited to start a shell line is understood", () => {
  // The workaround of openclaw/openclaw#87199.
  const line =
    ". /Users/ada/env; exec /opt/homebrew/bin/node '/Users/ada/open claw/dist/index.js' gateway run --port 18789";
  const service = parseLaunchAgent(agent("ai.openclaw.gateway", ["/bin/sh", "-lc", line]), "x");
  expect(service).toMatchObject({
    node: "/opt/homebrew/bin/node",
    entry: "/Users/ada/open claw/dist/index.js",
    port: 18_789,
  });
});

test("the program named apart is the one that is started, and a list without a label has its file's name", () => {
  const words = ["title", "/o/openclaw/dist/index.js", "gateway"];
  const text = agent("x", words, "<key>Program</key><string>/n/node</string>").replace(
    "<key>Label</key><string>x</string>",
    "",
  );
  expect(parseLaunchAgent(text, "/a/ai.openclaw.lab.plist")).toMatchObject({
    label: "ai.openclaw.lab",
    profile: "lab",
    node: "/n/node",
  });
});

test("a wrapper of the person's own is the service, with no script to be seen", () => {
  const service = parseLaunchAgent(
    agent("ai.openclaw.gateway", ["/Users/ada/bin/with-vpn.sh", "gateway", "--port", "18789"]),
    "x",
  );
  expect(service).toMatchObject({ node: null, entry: null, port: 18_789 });
});

test.each([
  [
    "OpenClaw's node host",
    agent("ai.openclaw.node", ["/n/node", "/o/openclaw/dist/index.js", "node", "run"]),
  ],
  [
    "somebody else's gateway",
    agent("com.example.gateway", ["/n/node", "/srv/server.js", "gateway"]),
  ],
  ["a list in the binary form", "bplist00\u00d1\u0001"],
  ["a torn file", recorded("2026.9.6/ai.openclaw.gateway.plist").slice(0, 900)],
  ["nothing", ""],
])("%s is not the daemon's service", (_, text) => {
  expect(parseLaunchAgent(text, "x")).toBeNull();
});

test("comments, CDATA, entities, empty and nested values are read as XML says", () => {
  const text = plist(
    `<!-- <dict> --><dict><key>a</key><string><![CDATA[<&>]]>&#65;&#x42;&lt;</string><key>b</key><true/><key>c</key>
     <array><integer>-3</integer><real>1.5</real><dict/><array/><string/><false></false></array></dict>`,
  );
  expect(parsePlist(text)).toEqual({ a: "<&>AB<", b: true, c: [-3, 1.5, {}, [], "", false] });
});

test("deep nesting ends in nothing instead of a fault", () => {
  expect(parsePlist(plist("<array>".repeat(50_000)))).toBeNull();
});

test("a value over several lines is one value", () => {
  const text = "# head\nexport A='one\ntwo'\nexport B='x'\nC='not exported'\nexport D=plain rest\n";
  expect(parseShellExports(text)).toEqual({ A: "one\ntwo", B: "x", D: "plain" });
});
