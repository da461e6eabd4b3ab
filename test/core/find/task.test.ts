/** The batch files of OpenClaw's scheduled task, in every encoding it writes, and the launchers that lead to them. */
import { expect, test } from "vitest";
import { scriptText } from "../../../main/core/find/code-page.ts";
import { parseTaskScript, scriptOfLauncher } from "../../../main/core/find/task.ts";
import { recorded, recordedBytes } from "./recorded.ts";

const web = (page: string, bytes: Uint8Array) => new TextDecoder(page).decode(bytes);
const file = "C:\\Users\\ada\\.openclaw\\gateway.cmd";

test("2026.9.6: Node.js with a blank in its path, an option, and the marks at the end of the line", () => {
  expect(parseTaskScript(recorded("2026.9.6/gateway.cmd"), file)).toEqual({
    supervisor: "task",
    label: "OpenClaw Gateway",
    file,
    node: "C:\\Program Files\\nodejs\\node.exe",
    entry: "C:\\Users\\ada\\AppData\\Roaming\\npm\\node_modules\\openclaw\\dist\\index.js",
    port: 18_789,
    profile: null,
    environmentFile: null,
    environment: {
      HOME: "C:\\Users\\ada",
      TMPDIR: "C:\\Users\\ada\\AppData\\Local\\Temp",
      NODE_OPTIONS: "",
      OPENCLAW_GATEWAY_PORT: "18789",
      OPENCLAW_SYSTEMD_UNIT: "openclaw-gateway.service",
      OPENCLAW_WINDOWS_TASK_NAME: "OpenClaw Gateway",
      OPENCLAW_SERVICE_MARKER: "openclaw",
      OPENCLAW_SERVICE_KIND: "gateway",
    },
  });
});

test.each([
  ["in UTF-8", "2026.9.6/work.gateway.cmd"],
  ["in the code page of Western consoles, marked", "2026.9.6/work.gateway.cp850.cmd"],
])("a profile and a home with é, &, %%, ! in it, %s", (_, name) => {
  const service = parseTaskScript(scriptText(recordedBytes(name), web), file);
  expect(service).toMatchObject({
    label: "OpenClaw Gateway (work)",
    profile: "work",
    port: 19_001,
    node: "C:\\Users\\Zoé & Co 100%!\\AppData\\Roaming\\nvm\\v24.16.0\\node.exe",
    entry:
      "C:\\Users\\Zoé & Co 100%!\\AppData\\Roaming\\npm\\node_modules\\openclaw\\dist\\index.js",
  });
  expect(service?.environment.OPENCLAW_STATE_DIR).toBe("C:\\Users\\Zoé & Co 100%!\\.openclaw-work");
});

test("2026.5.28: no redirection, no supervisor's flag", () => {
  expect(parseTaskScript(recorded("2026.5.28/gateway.cmd"), file)).toMatchObject({
    node: "C:\\Program Files\\nodejs\\node.exe",
    port: 18_789,
  });
});

test.each([
  ["2026.9.6/gateway.vbs", "C:\\Users\\ada\\.openclaw\\gateway.cmd"],
  ["2026.9.6/work.gateway.vbs", "C:\\Users\\Zoé & Co 100%!\\.openclaw-work\\gateway.cmd"],
  ["2026.9.6/startup.cmd", "C:\\Users\\ada\\.openclaw\\gateway.cmd"],
  ["2026.9.6/work.startup.cmd", "C:\\Users\\Zoé & Co 100%!\\.openclaw-work\\gateway.cmd"],
])("%s leads to the batch file", (name, expected) => {
  expect(scriptOfLauncher(scriptText(recordedBytes(name), web))).toBe(expected);
});

test("output that a person sends to a log is not part of the command", () => {
  const line = '"C:\\n\\node.exe" C:\\o\\openclaw\\dist\\index.js gateway --port 18789';
  for (const end of [' >> "C:\\my logs\\x.log" 2>&1', " > C:\\x.log 2>nul < NUL", " 2>&1"])
    expect(parseTaskScript(`@echo off\r\n${line}${end}\r\n`, file)).toMatchObject({
      entry: "C:\\o\\openclaw\\dist\\index.js",
      port: 18_789,
    });
});

test.each([
  [
    "OpenClaw's node host",
    "@echo off\r\nC:\\n\\node.exe C:\\o\\openclaw\\dist\\index.js node run --port 1\r\n",
  ],
  ["a launcher", recorded("2026.9.6/startup.cmd")],
  ["an empty file", ""],
])("%s is not the daemon's service", (_, text) => {
  expect(parseTaskScript(text, file)).toBeNull();
});

test("what a person calls before it, or sets in between, does not hide the command", () => {
  const text =
    '@echo off\r\ncall C:\\env.cmd\r\nset A=plain & value\r\nset "B=1"\r\nC:\\n\\node.exe C:\\o\\openclaw\\dist\\index.js gateway\r\npause\r\n';
  expect(parseTaskScript(text, file)).toMatchObject({
    node: "C:\\n\\node.exe",
    environment: { A: "plain & value", B: "1" },
  });
});

test("a page nobody knows is read as UTF-8 rather than not at all", () => {
  const bytes = new TextEncoder().encode(
    "@chcp 720 >nul\r\n@rem openclaw-launcher-encoding=cp720\r\n@echo off\r\nC:\\n\\node.exe C:\\o\\openclaw\\dist\\index.js gateway\r\n",
  );
  const text = scriptText(bytes, (page, part) => (page === "utf-8" ? web(page, part) : null));
  expect(parseTaskScript(text, file)?.node).toBe("C:\\n\\node.exe");
});
