/** OpenClaw on Windows: the task's batch file, the managers' folders, batch files in PATH, and its Linuxes. */
import { expect, test } from "vitest";
import { type FindOptions, findOpenClaw, inspectChosen } from "../../../main/openclaw/find/find.ts";
import type { Run } from "../../../main/openclaw/find/run.ts";
import { recorded, recordedBytes } from "../../core/find/recorded.ts";
import { createPaperDisk, putOpenClaw } from "./paper-disk.ts";

const homeDir = "C:\\Users\\ada";
const roaming = `${homeDir}\\AppData\\Roaming`;
const npmPackage = `${roaming}\\npm\\node_modules\\openclaw`;
const programNode = "C:\\Program Files\\nodejs\\node.exe";

/** Programs that answer: by their path, what they print. */
function machine(printed: Readonly<Record<string, string | Uint8Array>> = {}) {
  const disk = createPaperDisk("win32");
  const started: string[] = [];
  const run: Run = async (program, args) => {
    started.push([program, ...args].join(" "));
    const text = printed[program];
    return text === undefined ? null : Buffer.from(text);
  };
  const options: FindOptions = { env: {}, homeDir, platform: "win32", disk, run };
  return {
    disk,
    started,
    find: (more: Partial<FindOptions> = {}) =>
      findOpenClaw({ ...options, chosenPath: null, ...more }),
    inspect: (given: string) => inspectChosen(given, options),
  };
}

test("the scheduled task's batch file leads to the copy and its Node.js", async () => {
  const { disk, find } = machine({ [programNode]: "v24.16.0\r\n" });
  disk.write(`${homeDir}\\.openclaw\\gateway.cmd`, recorded("2026.9.6/gateway.cmd"));
  disk.write(programNode, "MZ");
  putOpenClaw(disk, npmPackage);
  const { installs, service } = await find();
  expect(installs).toEqual([
    {
      source: "service",
      entry: `${npmPackage}\\openclaw.mjs`,
      node: programNode,
      version: "2026.9.6",
      isTooOld: false,
    },
  ]);
  expect(service).toMatchObject({ supervisor: "task", label: "OpenClaw Gateway", port: 18_789 });
});

test("a batch file in the console's code page, in a home with é, &, % and !, is found and is not our configuration's", async () => {
  const home = "C:\\Users\\Zoé & Co 100%!";
  const { disk, find } = machine();
  disk.write(
    `${home}\\.openclaw-work\\gateway.cmd`,
    recordedBytes("2026.9.6/work.gateway.cp850.cmd"),
  );
  putOpenClaw(disk, `${home}\\AppData\\Roaming\\npm\\node_modules\\openclaw`);
  disk.write(`${home}\\AppData\\Roaming\\nvm\\v24.16.0\\node.exe`, "MZ");
  const first = await find({ homeDir: home });
  expect(first.installs).toMatchObject([
    { source: "service", node: `${home}\\AppData\\Roaming\\nvm\\v24.16.0\\node.exe` },
  ]);
  expect(first.service).toBeNull();
  const env = { OPENCLAW_STATE_DIR: "~\\.openclaw-work" };
  expect((await find({ homeDir: home, env })).service).toMatchObject({
    profile: "work",
    port: 19_001,
  });
});

test("a login item in the Startup folder leads to a batch file elsewhere", async () => {
  const { disk, find } = machine();
  const startup = `${roaming}\\Microsoft\\Windows\\Start Menu\\Programs\\Startup`;
  disk.write(
    `${startup}\\OpenClaw Gateway.vbs`,
    Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('WScript.Quit shell.Run("""D:\\claw\\gateway.cmd""", 0, True)\r\n', "utf16le"),
    ]),
  );
  disk.write("D:\\claw\\gateway.cmd", recorded("2026.5.28/gateway.cmd"));
  putOpenClaw(disk, npmPackage);
  expect((await find()).installs).toMatchObject([{ source: "service" }]);
});

test.each<[string, string, string, Record<string, string>]>([
  [
    "nvm",
    `${roaming}\\nvm\\v24.16.0\\node_modules\\openclaw`,
    `${roaming}\\nvm\\v24.16.0\\node.exe`,
    {},
  ],
  [
    "nvm",
    "D:\\nvm\\v26.1.0\\node_modules\\openclaw",
    "D:\\nvm\\v26.1.0\\node.exe",
    { nvm_home: "D:\\nvm\\" },
  ],
  [
    "fnm",
    `${roaming}\\fnm\\node-versions\\v24.16.0\\installation\\node_modules\\openclaw`,
    `${roaming}\\fnm\\node-versions\\v24.16.0\\installation\\node.exe`,
    {},
  ],
  [
    "volta",
    `${homeDir}\\AppData\\Local\\Volta\\tools\\image\\packages\\openclaw\\node_modules\\openclaw`,
    `${homeDir}\\AppData\\Local\\Volta\\tools\\image\\node\\24.16.0\\node.exe`,
    {},
  ],
  [
    "managed",
    `${homeDir}\\.openclaw\\tools\\node\\node_modules\\openclaw`,
    `${homeDir}\\.openclaw\\tools\\node\\node.exe`,
    {},
  ],
  ["npm", npmPackage, programNode, { ProgramFiles: "C:\\Program Files" }],
])("%s in %s", async (source, folder, node, env) => {
  const { disk, find } = machine({ [node]: "v26.1.0" });
  putOpenClaw(disk, folder);
  disk.write(node, "MZ");
  expect((await find({ env })).installs).toMatchObject([
    { source, entry: `${folder}\\openclaw.mjs`, node },
  ]);
});

test("batch files in PATH and given by a person are followed: npm's, pnpm's, the installer's", async () => {
  const { disk, find, inspect } = machine();
  disk.write("E:\\npm\\openclaw.cmd", recorded("shims/npm.cmd"));
  putOpenClaw(disk, "E:\\npm\\node_modules\\openclaw");
  const { installs } = await find({ env: { Path: "relative;E:\\npm" } });
  expect(installs).toMatchObject([
    { source: "shell", entry: "E:\\npm\\node_modules\\openclaw\\openclaw.mjs" },
  ]);

  disk.write("E:\\pnpm\\openclaw.cmd", recorded("shims/pnpm.cmd"));
  putOpenClaw(disk, "E:\\pnpm\\global\\5\\node_modules\\openclaw");
  expect(await inspect("E:\\pnpm")).toMatchObject({ ok: true });
  disk.write(
    `${homeDir}\\.local\\bin\\openclaw.cmd`,
    recorded("shims/install-ps1.cmd").replaceAll("\\Ada\\", "\\ada\\"),
  );
  putOpenClaw(disk, `${homeDir}\\openclaw`);
  expect(await inspect("~\\.local\\bin\\openclaw.cmd")).toMatchObject({
    install: { entry: `${homeDir}\\openclaw\\openclaw.mjs`, source: "chosen" },
  });
  for (const given of ["openclaw", ".\\openclaw.cmd", "E:\\", "E:\\none", ""])
    expect(await inspect(given)).toEqual({ ok: false, code: "openclaw.pathInvalid" });
});

test("where no copy is found the Linuxes are listed, once, by their absolute program", async () => {
  const wsl = "C:\\Windows\\System32\\wsl.exe";
  const names = Buffer.from("OpenClawGateway\r\nUbuntu\r\n", "utf16le");
  const { disk, find, started } = machine({ [wsl]: names });
  expect((await find()).elsewhere).toEqual([]);
  disk.write(wsl, "MZ");
  expect((await find()).elsewhere).toEqual([
    { kind: "wsl", name: "OpenClawGateway", isCertain: true },
    { kind: "wsl", name: "Ubuntu", isCertain: false },
  ]);
  putOpenClaw(disk, npmPackage);
  expect((await find()).elsewhere).toEqual([]);
  expect(started).toEqual([`${wsl} -l -q`]);
});
