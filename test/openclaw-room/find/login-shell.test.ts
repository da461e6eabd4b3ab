/** The person's login shell: real ones, that print what they like, start what they like, or never end. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { createDisk } from "../../../main/openclaw/find/disk.ts";
import { askLoginShell } from "../../../main/openclaw/find/login-shell.ts";
import { run } from "../../../main/openclaw/find/run.ts";
import { fenced, type Home, makeHome } from "./home.ts";

const bash = "/bin/bash";

/** Everything inside the home, and the shell itself. */
function find(home: Home, env: Readonly<Record<string, string>>) {
  const disk = fenced(createDisk(home.folder), [home.folder, "/bin/", "/usr/bin/bash"]);
  return home.find({ env: { HOME: home.folder, ...env }, disk, run });
}

/** A copy where no manager puts one, so that only the shell can lead there. */
function hidden(home: Home): string {
  home.link("hidden/bin/openclaw", "../openclaw/openclaw.mjs");
  home.node("hidden/bin/node-v24.16.0/bin/node");
  return home.openclaw("hidden/openclaw");
}

test("what rc files print around it does not matter", async () => {
  const home = makeHome();
  const entry = hidden(home);
  home.write(
    ".bash_profile",
    [
      "echo 'Welcome! /usr/bin/openclaw'",
      "printf 'no newline at the end'",
      "echo complaint >&2",
      "trap 'echo goodbye /bin/sh' EXIT",
      `export PATH="$HOME/hidden/bin:$HOME/hidden/bin/node-v24.16.0/bin:$PATH"`,
    ].join("\n"),
  );
  const { installs } = await find(home, { SHELL: bash });
  expect(installs).toEqual([
    {
      source: "shell",
      entry,
      node: home.at("hidden/bin/node-v24.16.0/bin/node"),
      version: "2026.9.6",
      isTooOld: false,
    },
  ]);
});

test("it is not asked when a copy that can be run was found without it", async () => {
  const home = makeHome();
  home.node(".nvm/versions/node/v24.16.0/bin/node");
  home.openclaw(".nvm/versions/node/v24.16.0/lib/node_modules/openclaw");
  home.link(
    ".nvm/versions/node/v24.16.0/bin/openclaw",
    "../lib/node_modules/openclaw/openclaw.mjs",
  );
  home.write(".bash_profile", "touch ~/was-here");
  expect((await find(home, { SHELL: bash })).installs).toHaveLength(1);
  expect(existsSync(home.at("was-here"))).toBe(false);
});

test("an alias or a function of that name is no path", async () => {
  const home = makeHome();
  hidden(home);
  home.write(".bash_profile", "openclaw() { /bin/true; }\nalias node=/bin/true\n");
  const env = { HOME: home.folder, SHELL: bash };
  const answer = await askLoginShell(
    { env, platform: "linux" },
    { disk: createDisk(home.folder), run },
  );
  expect(answer).toEqual({ openclaw: null, node: null });
});

test("one that never ends is ended after its limit, with what it started", async () => {
  const home = makeHome();
  home.write(".bash_profile", "sleep 600 &\necho $! > ~/child\nsleep 600\n");
  const { installs } = await find(home, { SHELL: bash });
  expect(installs).toEqual([]);
  const child = Number(readFileSync(home.at("child"), "utf8"));
  await vi.waitFor(() => expect(isAlive(child)).toBe(false), { timeout: 5_000 });
});

test("one that prints without end is ended", async () => {
  const home = makeHome();
  home.write(".bash_profile", "while :; do echo yes yes yes yes; done\n");
  expect((await find(home, { SHELL: bash })).installs).toEqual([]);
});

test("a background program that keeps the output open does not keep us waiting", async () => {
  const home = makeHome();
  const entry = hidden(home);
  home.write(".bash_profile", `sleep 20 &\nexport PATH="$HOME/hidden/bin:$PATH"\n`);
  const before = performance.now();
  expect((await find(home, { SHELL: bash })).installs).toMatchObject([{ entry }]);
  expect(performance.now() - before).toBeLessThan(15_000);
});

test.each([
  ["that is not there", "~/none"],
  ["that is no absolute path", "bash"],
  ["that takes other options", "/usr/bin/nu"],
  ["that fails at once", "~/bad/bash"],
])("a shell %s is nothing found", async (_, shell) => {
  const home = makeHome();
  hidden(home);
  home.write("bad/bash", "#!/bin/sh\nexit 3\n", 0o755);
  const found = await find(home, { SHELL: shell.replace("~", home.folder) });
  expect(found.installs).toEqual([]);
});

/** A zombie that nobody has fetched yet has ended too. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
