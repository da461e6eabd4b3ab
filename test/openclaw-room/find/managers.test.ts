/** OpenClaw is found where each manager really puts it, with the Node.js that belongs to it. */
import { expect, test } from "vitest";
import { recorded } from "../../core/find/recorded.ts";
import { type Home, makeHome } from "./home.ts";

type Layout = { readonly entry: string; readonly node: string };
const modules = "lib/node_modules/openclaw";

/** What `npm install -g` makes under a prefix (npm 10, and so nvm, fnm, asdf, Volta): the package, and a link in `bin`. */
function npmPrefix(home: Home, prefix: string): string {
  home.link(`${prefix}/bin/openclaw`, `../${modules}/openclaw.mjs`);
  return home.openclaw(`${prefix}/${modules}`);
}

const layouts: Record<string, (home: Home) => Layout> = {
  npm(home) {
    return { entry: npmPrefix(home, ".npm-global"), node: home.node(".local/bin/node", "24.16.0") };
  },
  nvm(home) {
    const prefix = ".nvm/versions/node/v24.16.0";
    home.node(".nvm/versions/node/v26.1.0/bin/node");
    return { entry: npmPrefix(home, prefix), node: home.node(`${prefix}/bin/node`) };
  },
  fnm(home) {
    // The default alias is a link to the installation and is what a shell has in PATH.
    const prefix = ".local/share/fnm/node-versions/v24.16.0/installation";
    home.link(".local/share/fnm/aliases/default", home.at(prefix));
    home.node(`${prefix}/bin/node`);
    return {
      entry: npmPrefix(home, prefix),
      node: home.at(".local/share/fnm/aliases/default/bin/node"),
    };
  },
  volta(home) {
    // Volta 2: `bin/openclaw` is a link to its launcher, the package has a prefix of its own.
    home.node(".volta/bin/volta-shim");
    home.link(".volta/bin/openclaw", "volta-shim");
    home.link(".volta/bin/node", "volta-shim");
    return {
      entry: npmPrefix(home, ".volta/tools/image/packages/openclaw"),
      node: home.node(".volta/tools/image/node/24.16.0/bin/node"),
    };
  },
  asdf(home) {
    home.write(
      ".asdf/shims/openclaw",
      '#!/usr/bin/env bash\nexec asdf exec "openclaw" "$@"\n',
      0o755,
    );
    home.write(".asdf/shims/node", '#!/usr/bin/env bash\nexec asdf exec "node" "$@"\n', 0o755);
    const prefix = ".asdf/installs/nodejs/24.16.0";
    return { entry: npmPrefix(home, prefix), node: home.node(`${prefix}/bin/node`) };
  },
  "mise, which is like asdf"(home) {
    const prefix = ".local/share/mise/installs/node/24.16.0";
    home.link(".local/share/mise/installs/node/24", "./24.16.0");
    home.node(`${prefix}/bin/node`);
    return { entry: npmPrefix(home, prefix), node: home.at(`${prefix}/bin/node`) };
  },
  "pnpm 10"(home) {
    const store = ".local/share/pnpm/global/5";
    const entry = home.openclaw(`${store}/.pnpm/openclaw@2026.9.6/node_modules/openclaw`);
    home.link(`${store}/node_modules/openclaw`, "../.pnpm/openclaw@2026.9.6/node_modules/openclaw");
    home.write(".local/share/pnpm/openclaw", recorded("shims/pnpm-10.sh"), 0o755);
    return { entry, node: home.node(".local/share/pnpm/nodejs/24.16.0/bin/node") };
  },
  "pnpm 12"(home) {
    const hash = "926ea0a51a5e60b563a5c9f5e53c1fda01ec614676ee4355740d8c425a806cdb";
    const store =
      ".local/share/pnpm/store/v11/links/@/openclaw/2026.9.6/062a/node_modules/openclaw";
    const entry = home.openclaw(store);
    // The hash is a link to the folder of that install; the package is a link into the store.
    home.link(`.local/share/pnpm/global/v11/337d-0/node_modules/openclaw`, home.at(store));
    home.link(`.local/share/pnpm/global/v11/${hash}`, "337d-0");
    home.write(".local/share/pnpm/bin/openclaw", recorded("shims/pnpm-12.sh"), 0o755);
    return { entry, node: home.node(".local/bin/node", "26.1.0") };
  },
  bun(home) {
    home.link(".bun/bin/openclaw", "../install/global/node_modules/openclaw/openclaw.mjs");
    const entry = home.openclaw(".bun/install/global/node_modules/openclaw");
    return { entry, node: home.node(".local/bin/node", "24.16.0") };
  },
  "managed: OpenClaw's install-cli.sh and its Mac app"(home) {
    const wrapper = recorded("shims/install-cli.sh").replaceAll("/home/ada", home.folder);
    home.write(".openclaw/bin/openclaw", wrapper, 0o755);
    home.link(".openclaw/tools/node", home.at(".openclaw/tools/node-v24.19.0"));
    home.node(".openclaw/tools/node-v24.19.0/bin/node");
    return {
      entry: home.openclaw(`.openclaw/tools/node-v24.19.0/${modules}`),
      node: home.at(".openclaw/tools/node/bin/node"),
    };
  },
  homebrew(home) {
    // The formula links libexec's programs into the keg's bin, and Homebrew those into its own.
    const keg = ".linuxbrew/Cellar/openclaw-cli/2026.9.6";
    home.link(".linuxbrew/opt/openclaw-cli", "../Cellar/openclaw-cli/2026.9.6");
    home.link(".linuxbrew/bin/openclaw", "../Cellar/openclaw-cli/2026.9.6/bin/openclaw");
    home.link(`${keg}/bin/openclaw`, "../libexec/bin/openclaw");
    home.link(".linuxbrew/opt/node", "../Cellar/node/26.1.0_1");
    home.node(".linuxbrew/Cellar/node/26.1.0_1/bin/node");
    return {
      entry: npmPrefix(home, `${keg}/libexec`),
      node: home.at(".linuxbrew/opt/node/bin/node"),
    };
  },
};

test.each(Object.entries(layouts))("%s", async (name, build) => {
  const home = makeHome();
  const { entry, node } = build(home);
  const { installs } = await home.find();
  const source = /^mise/.test(name) ? "asdf" : (/^\w+/.exec(name)?.[0] ?? "");
  expect(installs).toEqual([{ source, entry, node, version: "2026.9.6", isTooOld: false }]);
});

test("npm: the folder that .npmrc or a variable names, and a source checkout's wrapper", async () => {
  const home = makeHome();
  home.write(".npmrc", "//registry.example/:_authToken=secret\nprefix=~/my npm\n");
  const first = npmPrefix(home, "my npm");
  expect((await home.find()).installs.map(({ entry }) => entry)).toEqual([first]);

  const second = home.openclaw("src/openclaw", "2026.10.1");
  home.write(
    ".local/bin/openclaw",
    `#!/usr/bin/env bash\nset -euo pipefail\nexec "/usr/bin/node" "${home.at("src/openclaw/dist/entry.js")}" "$@"\n`,
    0o755,
  );
  expect((await home.find()).installs.map(({ entry }) => entry)).toEqual([second, first]);
});

test("a folder in PATH that no manager is known for is looked at too", async () => {
  const home = makeHome();
  const entry = home.openclaw("opt/claw/lib/node_modules/openclaw");
  home.link("opt/claw/bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs");
  const env = { PATH: `relative:${home.at("opt/claw/bin")}:/usr/bin` };
  expect((await home.find({ env })).installs).toMatchObject([{ source: "shell", entry }]);
});
