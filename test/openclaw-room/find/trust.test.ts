/** Nothing that another user could replace, or that lies on another machine, is run or even offered. */
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Disk } from "../../../main/openclaw/find/disk.ts";
import { findOpenClaw, inspectChosen } from "../../../main/openclaw/find/find.ts";
import { run } from "../../../main/openclaw/find/run.ts";
import { stepsTo } from "../../../main/openclaw/find/trust.ts";
import { need } from "../../support/tools.ts";
import { type Home, makeHome } from "./home.ts";
import { createPaperDisk, putOpenClaw } from "./paper-disk.ts";

const nobody = 65_534;
const isRoot = process.geteuid?.() === 0;
const asRoot = test.skipIf(
  !need({ what: "the rights of root", present: isRoot, remedy: "run as root" }),
);
const refusedFor = (detail: string) => ({ ok: false, code: "openclaw.pathInvalid", detail });

/** OpenClaw beside a Node.js that leaves a mark when it is run; no `#!`, so it counts as a program and the system's shell runs it. */
function putBait(home: Home): { readonly node: string; readonly hasRun: () => boolean } {
  home.openclaw("bait/lib/node_modules/openclaw");
  const mark = home.at("mark");
  const node = home.write("bait/bin/node", `echo v24.16.0\n: > '${mark}'\n`, 0o755);
  return { node, hasRun: () => existsSync(mark) };
}
/** With the machine's own way to run programs. */
const inspect = (given: string, { folder, disk }: Home) =>
  inspectChosen(given, { env: {}, homeDir: folder, platform: "linux", disk, run });

test("the bait would be run where it is this user's own", async () => {
  const home = makeHome();
  const { node, hasRun } = putBait(home);
  expect(await inspect("~/bait", home)).toMatchObject({ ok: true, install: { node } });
  expect(hasRun()).toBe(true);
});

asRoot.each([
  ["the folder", "bait"],
  ["a folder below it", "bait/lib/node_modules"],
  ["the script", "bait/lib/node_modules/openclaw/openclaw.mjs"],
])(
  "a chosen place of which another user owns %s is refused, nothing of it is run",
  async (_, name) => {
    const home = makeHome();
    const { hasRun } = putBait(home);
    chownSync(home.at(name), nobody, nobody);
    for (const given of ["~/bait", "~/bait/lib/node_modules/openclaw"])
      expect(await inspect(given, home)).toEqual(refusedFor("owner"));
    expect((await home.find({ chosenPath: "~/bait", run })).installs).toEqual([]);
    expect(hasRun()).toBe(false);
  },
);

test.each([
  ["the script", "bait/lib/node_modules/openclaw/openclaw.mjs"],
  ["a folder above it", "bait/lib"],
])(
  "a chosen place of which anybody may write %s is refused, nothing of it is run",
  async (_, name) => {
    const home = makeHome();
    const { hasRun } = putBait(home);
    chmodSync(home.at(name), 0o777);
    expect(await inspect("~/bait", home)).toEqual(refusedFor("owner"));
    expect(hasRun()).toBe(false);
  },
);

test("a Node.js anybody may write is neither run nor named, whatever version its path tells", async () => {
  const home = makeHome();
  const { node, hasRun } = putBait(home);
  chmodSync(node, 0o777);
  const named = home.node(".nvm/versions/node/v24.16.0/bin/node");
  chmodSync(named, 0o777);
  expect(await inspect("~/bait", home)).toMatchObject({ ok: true, install: { node: null } });
  expect(hasRun()).toBe(false);
  chmodSync(named, 0o755);
  expect(await inspect("~/bait", home)).toMatchObject({ install: { node: named } });
});

asRoot("a link that another user could turn leads to no Node.js", async () => {
  const home = makeHome();
  const { node, hasRun } = putBait(home);
  home.openclaw("own/openclaw");
  mkdirSync(home.at("shared/bin"), { recursive: true });
  home.link("shared/bin/node", node);
  lchownSync(home.at("shared/bin/node"), nobody, nobody);
  const env = { PATH: home.at("shared/bin") };
  const options = { env, homeDir: home.folder, platform: "linux" as const, disk: home.disk, run };
  expect(await inspectChosen("~/own/openclaw", options)).toMatchObject({ install: { node: null } });
  expect(hasRun()).toBe(false);
  lchownSync(home.at("shared/bin/node"), 0, 0);
  expect(await inspectChosen("~/own/openclaw", options)).toMatchObject({
    install: { node: home.at("shared/bin/node") },
  });
});

asRoot("a copy that is found, and another user's, is left out; the others stay", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  home.openclaw("other/openclaw", "2026.9.7");
  home.link("other/bin/openclaw", "../openclaw/openclaw.mjs");
  const env = { PATH: home.at("other/bin") };
  expect((await home.find({ env })).installs).toHaveLength(2);
  chownSync(home.at("other/openclaw"), nobody, nobody);
  expect((await home.find({ env })).installs).toMatchObject([{ source: "npm" }]);
});

test("the way to a file has every name of it, and those its links lead over", async () => {
  const home = makeHome();
  const file = home.write("a/b/file", "");
  home.link("links/up", "../a/./c/..");
  home.link("links/whole", home.at("links/up/b"));
  mkdirSync(home.at("a/c"));
  const below = (await stepsTo(home.at("links/whole/file")))
    .map((step) => path.relative(home.folder, step.path))
    .filter((name) => name !== "" && !name.startsWith(".."));
  expect(below).toEqual([
    "links",
    "links/whole",
    "links",
    "links/up",
    "a",
    "a/c",
    "a/b",
    "a/b/file",
  ]);
  expect((await stepsTo(file)).at(0)?.path).toBe("/");
  home.link("round", "round");
  await expect(stepsTo(home.at("round"))).rejects.toThrow("too many links");
});

test("on Windows a place on another machine is refused before the disk is asked, chosen or in PATH", async () => {
  const asked: string[] = [];
  const paper = createPaperDisk("win32");
  const note = (one: string) => {
    asked.push(one);
    return one;
  };
  const disk: Disk = {
    look: (one) => paper.look(note(one)),
    real: (one) => paper.real(note(one)),
    read: (one, maxBytes) => paper.read(note(one), maxBytes),
    list: (one) => paper.list(note(one), 200),
    steps: (one) => paper.steps(note(one)),
  };
  putOpenClaw(paper, "\\\\evil\\share\\openclaw");
  paper.write("\\\\evil\\share\\node.exe", "MZ");
  paper.write(
    "C:\\shims\\openclaw.cmd",
    '@"\\\\evil\\share\\node.exe" "\\\\evil\\share\\openclaw\\openclaw.mjs" %*\r\n',
  );
  const started: string[] = [];
  const options = {
    homeDir: "C:\\Users\\ada",
    platform: "win32" as const,
    env: { Path: "\\\\evil\\share;//evil/share;C:\\shims" },
    disk,
    run: async (program: string) => {
      started.push(program);
      return null;
    },
  };
  for (const given of [
    "\\\\evil\\share\\openclaw",
    "  //evil/share/openclaw ",
    "\\\\?\\UNC\\evil\\share\\openclaw",
  ]) {
    expect(await inspectChosen(given, options)).toEqual(refusedFor("remote"));
    expect((await findOpenClaw({ ...options, chosenPath: given })).installs).toEqual([]);
  }
  expect(asked.filter((one) => /^[\\/]{2}/.test(one))).toEqual([]);
  expect(asked).toContain("C:\\shims\\openclaw.cmd");
  expect(started).toEqual([]);
});
