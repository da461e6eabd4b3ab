/** Several copies: in which order, which of them are one, and which Node.js runs each. */
import { expect, test } from "vitest";
import { recorded } from "../../core/find/recorded.ts";
import { type Home, makeHome } from "./home.ts";

const unitFile = ".config/systemd/user/openclaw-gateway.service";
const unit = (node: string, entry: string) =>
  `[Service]\nExecStart="${node}" "${entry}" gateway --port 18789\nEnvironment=OPENCLAW_SERVICE_KIND=gateway\n`;
const inNvm = (home: Home, node: string, version: string) => {
  const prefix = `.nvm/versions/node/v${node}`;
  home.node(`${prefix}/bin/node`);
  home.link(`${prefix}/bin/openclaw`, "../lib/node_modules/openclaw/openclaw.mjs");
  return home.openclaw(`${prefix}/lib/node_modules/openclaw`, version);
};
const inNpm = (home: Home, version = "2026.9.6") => {
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  return home.openclaw(".npm-global/lib/node_modules/openclaw", version);
};

test("the service's copy comes first though it is the oldest, then each manager's newest", async () => {
  const home = makeHome();
  const ofService = home.openclaw("srv/openclaw", "2026.8.1");
  home.write(
    unitFile,
    unit(home.node("srv/node-v24.16.0/bin/node"), home.at("srv/openclaw/dist/index.js")),
  );
  const older = inNvm(home, "26.1.0", "2026.9.1-beta.1");
  const newer = inNvm(home, "24.16.0", "2026.9.1");
  const npm = inNpm(home, "2026.10.1");
  const { installs } = await home.find();
  expect(installs.map(({ source, entry }) => [source, entry])).toEqual([
    ["service", ofService],
    ["nvm", newer],
    ["nvm", older],
    ["npm", npm],
  ]);
});

test("what the person chose comes before everything, the service included", async () => {
  const home = makeHome();
  // Even when nothing here can run it: it is the person's word.
  const chosen = home.openclaw("mine", "2026.9.6", ">=99");
  inNvm(home, "24.16.0", "2026.9.6");
  home.write(unitFile, unit("/nowhere/node", home.at("srv/openclaw/dist/index.js")));
  home.openclaw("srv/openclaw");
  const { installs } = await home.find({ chosenPath: home.at("mine") });
  expect(installs.map(({ source }) => source)).toEqual(["chosen", "service", "nvm"]);
  expect(installs[0]?.entry).toBe(chosen);
});

test("a chosen path that leads nowhere any more is left out", async () => {
  const home = makeHome();
  const entry = inNpm(home);
  const { installs } = await home.find({ chosenPath: home.at("gone") });
  expect(installs).toMatchObject([{ source: "npm", entry }]);
});

test("one copy that several ways lead to is listed once, under the best of them", async () => {
  const home = makeHome();
  const entry = inNvm(home, "24.16.0", "2026.9.6");
  home.write(
    unitFile,
    unit(
      "/nowhere/bin/node",
      home.at(".nvm/versions/node/v24.16.0/lib/node_modules/openclaw/dist/index.js"),
    ),
  );
  home.link(".local/bin/openclaw", "../../.nvm/versions/node/v24.16.0/bin/openclaw");
  const { installs } = await home.find({
    env: { PATH: home.at(".nvm/versions/node/v24.16.0/bin") },
  });
  expect(installs).toEqual([
    {
      source: "service",
      entry,
      // The service's own is gone: the manager's is used.
      node: home.at(".nvm/versions/node/v24.16.0/bin/node"),
      version: "2026.9.6",
      isTooOld: false,
    },
  ]);
});

test("a copy that no Node.js here can run comes after one that can be run", async () => {
  const home = makeHome();
  home.openclaw("srv/openclaw", "2026.9.6", ">=99");
  home.write(unitFile, unit("/nowhere/node", home.at("srv/openclaw/dist/index.js")));
  const entry = inNvm(home, "24.16.0", "2026.9.6");
  const { installs } = await home.find();
  expect(installs.map((install) => [install.source, install.node !== null])).toEqual([
    ["nvm", true],
    ["service", false],
  ]);
  expect(installs[0]?.entry).toBe(entry);
});

test("the service's Node.js is preferred, if it is new enough for that version", async () => {
  for (const [version, isUsed] of [
    ["24.16.0", true],
    ["22.20.0", false],
  ] as const) {
    const home = makeHome();
    const node = home.node(`tools/node-v${version}/bin/node`);
    const other = home.node(".nvm/versions/node/v26.1.0/bin/node");
    home.openclaw("srv/openclaw");
    home.write(unitFile, unit(node, home.at("srv/openclaw/dist/index.js")));
    const { installs, service } = await home.find();
    expect(installs[0]?.node).toBe(isUsed ? node : other);
    expect(service?.node).toBe(node);
  }
});

test("a Node.js is asked its version only where its path does not tell, once, and never twice for the same file", async () => {
  const home = makeHome();
  inNpm(home);
  const node = home.node(".npm-global/bin/node", "24.16.0");
  expect((await home.find()).installs[0]?.node).toBe(node);
  expect((await home.find()).installs[0]?.node).toBe(node);
  expect(home.started).toEqual([`${node} --version`]);
});

test("nothing but Node.js is started, and none of the launchers that only have its name", async () => {
  const home = makeHome();
  inNpm(home);
  home.write(".local/bin/node", "#!/bin/sh\nrm -rf /\n", 0o755);
  home.node(".volta/bin/volta-shim");
  home.link(".volta/bin/node", "volta-shim");
  const { installs } = await home.find({ env: { PATH: home.at(".volta/bin") } });
  expect(installs).toMatchObject([{ node: null }]);
  expect(home.started).toEqual([]);
});

test("a version before 2026.5 is told as too old, one that is not known is not", async () => {
  const home = makeHome();
  inNvm(home, "24.16.0", "2026.4.30");
  inNpm(home);
  home.write(".npm-global/lib/node_modules/openclaw/package.json", '{ "name": "openclaw" }');
  const { installs } = await home.find();
  expect(installs.map(({ version, isTooOld }) => [version, isTooOld])).toEqual([
    ["2026.4.30", true],
    [null, false],
  ]);
});

test("what only has the name is no copy: another package, no script, no package at all, a link to itself", async () => {
  const home = makeHome();
  home.openclaw(".npm-global/lib/node_modules/openclaw");
  home.write(".npm-global/lib/node_modules/openclaw/package.json", '{ "name": "openclaw-extra" }');
  home.link(".npm-global/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  home.write(".bun/install/global/node_modules/openclaw/package.json", '{ "name": "openclaw" }');
  home.write(".local/bin/openclaw", "#!/bin/sh\nexec /usr/games/openclaw\n", 0o755);
  home.write(".openclaw/bin/openclaw", recorded("shims/install-cli.sh"), 0o755);
  home.link(".nix-profile/bin/openclaw", "openclaw");
  home.write(
    ".volta/tools/image/packages/openclaw/lib/node_modules/openclaw/package.json",
    "{ torn",
  );
  expect((await home.find()).installs).toEqual([]);
});
