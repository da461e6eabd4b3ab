/** A search ends, whatever the disk is like, and leaves no trace on it. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readFileBounded } from "../../../main/kit/atomic-file.ts";
import { createDisk, type Disk, type DiskCalls } from "../../../main/openclaw/find/disk.ts";
import { expand } from "../../../main/openclaw/find/expand.ts";
import { run } from "../../../main/openclaw/find/run.ts";
import { stepsTo } from "../../../main/openclaw/find/trust.ts";
import { recorded } from "../../core/find/recorded.ts";
import { fenced, makeHome } from "./home.ts";

const systemCalls: DiskCalls = { stat, realpath, read: readFileBounded, readdir, steps: stepsTo };
const refuse = () => Promise.reject(new Error("nothing there"));
const emptyCalls: DiskCalls = {
  stat: refuse,
  realpath: refuse,
  read: refuse,
  readdir: refuse,
  steps: refuse,
};

/** A disk that hangs, by path; the rest of it answers as the given calls do. */
function hanging(
  isHung: (file: string) => boolean,
  homeDir = "/home/ada",
  calls: DiskCalls = emptyCalls,
) {
  const hung: string[] = [];
  const never = (file: string) => {
    hung.push(file);
    return new Promise<never>(() => undefined);
  };
  const disk = createDisk(homeDir, {
    stat: (file) => (isHung(file) ? never(file) : calls.stat(file)),
    realpath: (file) => (isHung(file) ? never(file) : calls.realpath(file)),
    read: (file, maxBytes) => (isHung(file) ? never(file) : calls.read(file, maxBytes)),
    readdir: (file) => (isHung(file) ? never(file) : calls.readdir(file)),
    steps: (file) => (isHung(file) ? never(file) : calls.steps(file)),
  });
  return { disk, hung: () => hung };
}

test("a mount that hangs is asked once and passed over; the other disks are searched", async () => {
  const { disk, hung } = hanging((file) => file.startsWith("/mnt/share/"));
  const home = makeHome();
  const env = { NVM_DIR: "/mnt/share/nvm", PNPM_HOME: "/mnt/share/pnpm", PATH: "/mnt/share/bin" };
  const found = await home.find({ env, disk });
  expect(found).toEqual({ installs: [], service: null, elsewhere: [] });
  expect(hung()).toHaveLength(1);
});

test("a folder in the home that hangs does not take the home with it", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  const { disk, hung } = hanging(
    (file) => file.startsWith(home.at("nas/")),
    home.folder,
    systemCalls,
  );
  const env = { VOLTA_HOME: home.at("nas/volta"), PNPM_HOME: home.at("nas/pnpm") };
  const { installs } = await home.find({ env, disk: fenced(disk, [home.folder]) });
  expect(installs).toMatchObject([{ source: "npm" }]);
  expect(hung()).toHaveLength(1);
});

test("a stall of our own is not called a hang of the disk", async () => {
  const home = makeHome();
  const file = home.write("a file", "");
  const disk = createDisk(home.folder);
  const looking = disk.look(file);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  expect(await looking).toMatchObject({ kind: "file" });
  expect(await disk.look(file)).toMatchObject({ kind: "file" });
});

test("every path that is looked at is absolute, whatever variables and services hold", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  home.write(
    ".config/systemd/user/openclaw-gateway.service",
    "[Service]\nExecStart=wrapper gateway\nEnvironment=OPENCLAW_SERVICE_KIND=gateway OPENCLAW_WRAPPER=bin/wrapper\nEnvironmentFile=-my.env\n",
  );
  const asked: string[] = [];
  const note = (one: string) => {
    asked.push(one);
    return one;
  };
  const noting: Disk = {
    look: (one) => home.disk.look(note(one)),
    real: (one) => home.disk.real(note(one)),
    read: (one, maxBytes) => home.disk.read(note(one), maxBytes),
    list: (one, maxNames) => home.disk.list(note(one), maxNames),
    steps: (one) => home.disk.steps(note(one)),
  };
  const env = { PATH: "bin:.::~/bin", NVM_DIR: "nvm", XDG_CONFIG_HOME: "config", SHELL: "bash" };
  const { installs } = await home.find({ env, disk: noting, chosenPath: "openclaw" });
  expect(installs).toHaveLength(1);
  expect(asked.filter((one) => !path.isAbsolute(one))).toEqual([]);
  expect(asked.length).toBeLessThan(500);
});

test("when everything hangs the search gives up after two looks", async () => {
  const { disk, hung } = hanging(() => true);
  const home = makeHome();
  expect((await home.find({ disk })).installs).toEqual([]);
  expect(hung()).toHaveLength(2);
});

test("a search changes nothing: no file, no folder, no time", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  home.write(
    ".config/systemd/user/openclaw-gateway.service",
    recorded("2026.9.6/openclaw-gateway.service"),
  );
  home.write(".npmrc", "prefix=~/.npm-global\n");
  const snapshot = () =>
    readdirSync(home.folder, { recursive: true, encoding: "utf8" })
      .toSorted()
      .map((name) => `${name} ${statSync(path.join(home.folder, name)).mtimeMs}`);
  const before = snapshot();
  expect((await home.find({ chosenPath: "~/.npm-global" })).installs).toHaveLength(1);
  expect(snapshot()).toEqual(before);
});

test("loops, pipes, forbidden folders, huge files and crowded folders are passed over", async () => {
  const home = makeHome();
  home.link(".nvm/versions/node", "node");
  home.link(".volta", ".volta");
  home.write(".asdf/installs/nodejs", "a file");
  mkdirSync(home.at(".npm-global/bin"), { recursive: true });
  execFileSync("mkfifo", [home.at(".npm-global/bin/openclaw"), home.at(".npmrc")]);
  home.write(".local/bin/openclaw", `#!/bin/sh\n${"x".repeat(70_000)}`, 0o755);
  home.write(".openclaw/bin/openclaw", "#!/bin/sh\n", 0o755);
  chmodSync(home.at(".openclaw"), 0);
  for (let index = 0; index < 250; index += 1)
    mkdirSync(home.at(`.local/share/fnm/node-versions/v1.0.${index}`), { recursive: true });
  try {
    expect((await home.find()).installs).toEqual([]);
  } finally {
    chmodSync(home.at(".openclaw"), 0o700);
  }
});

test("two shims that lead to each other end", async () => {
  const home = makeHome();
  const shim = (name: string) => `#!/bin/sh\nexec "${home.at(`${name}/bin/openclaw`)}" "$@"\n`;
  home.write(".local/bin/openclaw", shim("n"), 0o755);
  home.write("n/bin/openclaw", shim(".local"), 0o755);
  let shims = 0;
  const read = (file: string, maxBytes: number) => {
    if (file.endsWith("bin/openclaw")) shims += 1;
    return home.disk.read(file, maxBytes);
  };
  expect((await home.find({ disk: { ...home.disk, read } })).installs).toEqual([]);
  expect(shims).toBeLessThan(12);
});

test("folders of versions are gone through from the newest, hidden ones left out", async () => {
  const home = makeHome();
  for (const name of ["v24.2.0", "v24.16.0", "v9.0.0", "system", ".cache"])
    mkdirSync(home.at(`node/${name}/bin`), { recursive: true });
  const found = await expand(home.at("node/*/bin/node"), home.disk);
  expect(found.map((one) => path.basename(path.dirname(path.dirname(one))))).toEqual([
    "v24.16.0",
    "v24.2.0",
    "v9.0.0",
    "system",
  ]);
  expect(await expand(home.at("node/v2*/bin"), home.disk)).toHaveLength(2);
});

test("a real program is run for what it prints; one that fails or cannot start is nothing", async () => {
  const options = { env: {}, limitMs: 20_000 };
  const printed = await run(process.execPath, ["--version"], options);
  expect(Buffer.from(printed ?? []).toString()).toBe(`${process.version}\n`);
  expect(await run(process.execPath, ["--no-such-option"], options)).toBeNull();
  expect(await run("/nowhere/node", ["--version"], options)).toBeNull();
  expect(await run("/nowhere/\0", [], options)).toBeNull();
});

test("the variables of Sluice's own process do not reach a Node.js that is asked its version", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  home.node(".npm-global/bin/node", "24.16.0");
  let given: Readonly<Record<string, string | undefined>> | null = null;
  await home.find({
    env: { NODE_OPTIONS: "--require /tmp/evil.js", ANTHROPIC_API_KEY: "sk-ant-test" },
    run: async (_program, _args, { env }) => {
      given = env;
      return Buffer.from("v24.16.0\n");
    },
  });
  expect(given).toEqual({});
});
