/** OpenClaw on a Mac: the LaunchAgent with its environment file, Homebrew on both kinds of processor, managers' folders. */
import { expect, test } from "vitest";
import { findOpenClaw } from "../../../main/openclaw/find/find.ts";
import type { Run } from "../../../main/openclaw/find/run.ts";
import { recorded } from "../../core/find/recorded.ts";
import { createPaperDisk, putOpenClaw } from "./paper-disk.ts";

const homeDir = "/Users/ada";
const agents = `${homeDir}/Library/LaunchAgents`;

function machine() {
  const disk = createPaperDisk("darwin");
  const run: Run = async (program) => (program.endsWith("node") ? Buffer.from("v24.16.0\n") : null);
  const find = (env: Readonly<Record<string, string>> = {}) =>
    findOpenClaw({ env, homeDir, platform: "darwin", disk, run, chosenPath: null });
  /** Homebrew's Node.js with packages installed by its npm. */
  const brew = (prefix: string) => {
    disk.write(`${prefix}/Cellar/node/26.1.0/bin/node`, "macho");
    disk.link(`${prefix}/opt/node`, "../Cellar/node/26.1.0");
    disk.link(`${prefix}/bin/node`, "../Cellar/node/26.1.0/bin/node");
    disk.link(`${prefix}/bin/openclaw`, "../lib/node_modules/openclaw/openclaw.mjs");
    putOpenClaw(disk, `${prefix}/lib/node_modules/openclaw`);
  };
  return { disk, find, brew };
}

test("the LaunchAgent leads to the copy, and its environment file belongs to it", async () => {
  const { disk, find, brew } = machine();
  brew("/opt/homebrew");
  disk.write(`${agents}/ai.openclaw.gateway.plist`, recorded("2026.9.6/ai.openclaw.gateway.plist"));
  disk.write(
    `${homeDir}/.openclaw/service-env/ai.openclaw.gateway.env`,
    recorded("2026.9.6/ai.openclaw.gateway.env"),
  );
  const { installs, service } = await find();
  expect(installs).toEqual([
    {
      source: "service",
      entry: "/opt/homebrew/lib/node_modules/openclaw/openclaw.mjs",
      // The path that outlives an update, not what it leads to today.
      node: "/opt/homebrew/opt/node/bin/node",
      version: "2026.9.6",
      isTooOld: false,
    },
  ]);
  expect(service?.environment).toMatchObject({ OPENCLAW_SERVICE_KIND: "gateway", HOME: homeDir });
  expect(service?.environmentFile).toBe(`${homeDir}/.openclaw/service-env/ai.openclaw.gateway.env`);
});

test("of two profiles the service is the one whose daemon reads our file", async () => {
  const { disk, find } = machine();
  for (const label of ["ai.openclaw.gateway", "ai.openclaw.work"]) {
    disk.write(`${agents}/${label}.plist`, recorded(`2026.9.6/${label}.plist`));
    const folder = label.endsWith("work") ? ".openclaw-work" : ".openclaw";
    disk.write(`${homeDir}/${folder}/service-env/${label}.env`, recorded(`2026.9.6/${label}.env`));
  }
  expect((await find()).service?.label).toBe("ai.openclaw.gateway");
  const env = { OPENCLAW_STATE_DIR: "~/.openclaw-work" };
  expect((await find(env)).service?.label).toBe("ai.openclaw.work");
  expect((await find({ OPENCLAW_CONFIG_PATH: "/elsewhere.json" })).service).toBeNull();
});

test("an agent whose environment file is gone is still the daemon's, by its label", async () => {
  const { disk, find } = machine();
  disk.write(`${agents}/ai.openclaw.work.plist`, recorded("2026.9.6/ai.openclaw.work.plist"));
  expect((await find({ OPENCLAW_STATE_DIR: "~/.openclaw-work" })).service).toMatchObject({
    profile: "work",
    environment: {},
  });
});

test.each([
  ["/opt/homebrew", "homebrew"],
  ["/usr/local", "npm"],
])("a copy installed by the npm under %s is %s's", async (prefix, source) => {
  const { find, brew } = machine();
  brew(prefix);
  expect((await find()).installs).toMatchObject([
    {
      source,
      entry: `${prefix}/lib/node_modules/openclaw/openclaw.mjs`,
      node: `${prefix}/bin/node`,
    },
  ]);
});

test.each(["/opt/homebrew", "/usr/local"])("Homebrew's own formula under %s", async (prefix) => {
  const { disk, find } = machine();
  const keg = `${prefix}/Cellar/openclaw-cli/2026.9.6`;
  disk.link(`${prefix}/opt/openclaw-cli`, "../Cellar/openclaw-cli/2026.9.6");
  disk.link(`${keg}/bin/openclaw`, "../libexec/bin/openclaw");
  disk.link(`${keg}/libexec/bin/openclaw`, "../lib/node_modules/openclaw/openclaw.mjs");
  putOpenClaw(disk, `${keg}/libexec/lib/node_modules/openclaw`);
  disk.write(`${prefix}/Cellar/node/26.1.0/bin/node`, "macho");
  disk.link(`${prefix}/opt/node`, "../Cellar/node/26.1.0");
  expect((await find()).installs).toMatchObject([
    { source: "homebrew", node: `${prefix}/opt/node/bin/node` },
  ]);
});

test("pnpm and fnm keep to the Mac's own folders", async () => {
  const { disk, find } = machine();
  const fnm = `${homeDir}/Library/Application Support/fnm/node-versions/v24.16.0/installation`;
  disk.write(`${fnm}/bin/node`, "macho");
  putOpenClaw(disk, `${homeDir}/Library/pnpm/global/5/node_modules/openclaw`);
  expect((await find()).installs).toMatchObject([{ source: "pnpm", node: `${fnm}/bin/node` }]);
});
