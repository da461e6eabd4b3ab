/** What a person may give as the place of OpenClaw, and what is refused. */
import { expect, test } from "vitest";
import { inspectChosen } from "../../../main/openclaw/find/find.ts";
import { recorded } from "../../core/find/recorded.ts";
import { type Home, makeHome } from "./home.ts";

const prefix = ".nvm/versions/node/v24.16.0";

function installed(): { readonly home: Home; readonly entry: string } {
  const home = makeHome();
  home.node(`${prefix}/bin/node`);
  home.link(`${prefix}/bin/openclaw`, "../lib/node_modules/openclaw/openclaw.mjs");
  return { home, entry: home.openclaw(`${prefix}/lib/node_modules/openclaw`) };
}
const inspect = (given: string, { folder, disk }: Home) =>
  inspectChosen(given, {
    env: {},
    homeDir: folder,
    platform: "linux",
    disk,
    run: async () => null,
  });

test.each([
  ["the script", `${prefix}/lib/node_modules/openclaw/openclaw.mjs`],
  ["the script services start", `${prefix}/lib/node_modules/openclaw/dist/index.js`],
  ["the package folder", `${prefix}/lib/node_modules/openclaw/`],
  ["the link in PATH", `${prefix}/bin/openclaw`],
  ["the folder of the link", `${prefix}/bin`],
  ["the prefix", prefix],
  ["a path with a detour", `${prefix}/bin/../lib/./node_modules/openclaw`],
])("%s leads to the one copy, with the Node.js that belongs to it", async (_, name) => {
  const { home, entry } = installed();
  const expected = {
    ok: true,
    install: {
      source: "chosen",
      entry,
      node: home.at(`${prefix}/bin/node`),
      version: "2026.9.6",
      isTooOld: false,
    },
  };
  expect(await inspect(home.at(name), home)).toEqual(expected);
  expect(await inspect(`~/${name}`, home)).toEqual(expected);
  expect(await inspect(`  ${home.at(name)}\n`, home)).toEqual(expected);
});

test("a shim of pnpm, a folder of install-cli.sh, and a project that has it as a dependency", async () => {
  const { home } = installed();
  home.openclaw("pnpm/global/5/.pnpm/openclaw@2026.9.6/node_modules/openclaw");
  home.write("pnpm/openclaw", recorded("shims/pnpm-10.sh"), 0o755);
  home.write(
    "claw/bin/openclaw",
    recorded("shims/install-cli.sh").replaceAll("/home/ada/.openclaw", home.at("claw")),
  );
  home.node("claw/tools/node/bin/node", "24.19.0");
  home.openclaw("claw/tools/node-v24.19.0/lib/node_modules/openclaw");
  home.openclaw("project/node_modules/openclaw", "2026.4.1");
  for (const name of ["pnpm/openclaw", "pnpm", "claw", "claw/bin/openclaw"])
    expect(await inspect(home.at(name), home)).toMatchObject({ ok: true });
  expect(await inspect(home.at("project"), home)).toMatchObject({
    install: { version: "2026.4.1", isTooOld: true },
  });
});

test.each([
  ["a name alone, which is whatever PATH says", "openclaw"],
  ["a path from where the process happens to be", "./openclaw"],
  ["another user's home", "~bob/openclaw"],
  ["nothing", "  "],
  ["a file that is not there", "~/gone/openclaw.mjs"],
  ["another program", "~/other"],
  ["an empty folder", "~/empty"],
  ["a path with a zero byte", "/tmp/\0/openclaw"],
  ["a device that never ends", "/dev/zero"],
])("%s is refused", async (_, given) => {
  const { home } = installed();
  home.write("other", "#!/bin/sh\nexit 0\n", 0o755);
  home.write("empty/README.md", "");
  expect(await inspect(given, home)).toEqual({ ok: false, code: "openclaw.pathInvalid" });
});
