/** The scripts that package managers and installers leave in PATH. */
import { expect, test } from "vitest";
import { parseShim } from "../../../main/core/find/shim.ts";
import { recorded } from "./recorded.ts";

const pnpm = "/home/ada/.local/share/pnpm";

test.each<[string, string, string]>([
  ["npm.sh", "/c/npm", "/c/npm/node_modules/openclaw/openclaw.mjs"],
  ["npm.cmd", "C:\\Users\\Ada\\npm", "C:\\Users\\Ada\\npm\\node_modules\\openclaw\\openclaw.mjs"],
  [
    "pnpm-10.sh",
    pnpm,
    `${pnpm}/global/5/.pnpm/openclaw@2026.9.6/node_modules/openclaw/openclaw.mjs`,
  ],
  [
    "pnpm-12.sh",
    `${pnpm}/bin`,
    `${pnpm}/bin/../global/v11/926ea0a51a5e60b563a5c9f5e53c1fda01ec614676ee4355740d8c425a806cdb/node_modules/openclaw/openclaw.mjs`,
  ],
  ["pnpm.cmd", "C:\\p", "C:\\p\\global\\5\\node_modules\\openclaw\\openclaw.mjs"],
  [
    "install-cli.sh",
    "/home/ada/.openclaw/bin",
    "/home/ada/.openclaw/tools/node-v24.19.0/lib/node_modules/openclaw/dist/entry.js",
  ],
  ["install-ps1.cmd", "C:\\Users\\Ada\\.local\\bin", "C:\\Users\\Ada\\openclaw\\dist\\entry.js"],
])("%s leads to one script", (name, folder, expected) => {
  expect(parseShim(recorded(`shims/${name}`), folder).targets).toEqual([expected]);
});

test("the Node.js a shim names is named", () => {
  expect(parseShim(recorded("shims/install-cli.sh"), "/x").nodes).toEqual([
    "/home/ada/.openclaw/tools/node/bin/node",
  ]);
  expect(parseShim(recorded("shims/npm.sh"), "/c/npm").nodes).toEqual(["/c/npm/node"]);
});

test("a folder with blanks, quotes and dollar signs is itself", () => {
  const folder = '/home/ada/my $HOME\'s "dir"';
  expect(parseShim(recorded("shims/npm.sh"), folder).targets).toEqual([
    `${folder}/node_modules/openclaw/openclaw.mjs`,
  ]);
});

test("a shim that starts another is followed, one that starts something else is not", () => {
  const formula =
    '#!/bin/bash\nPATH="/opt/x:$PATH" exec "/opt/homebrew/opt/openclaw-cli/libexec/bin/openclaw" "$@"\n';
  expect(parseShim(formula, "/opt/homebrew/bin").targets).toEqual([
    "/opt/homebrew/opt/openclaw-cli/libexec/bin/openclaw",
  ]);
  const asdf =
    '#!/usr/bin/env bash\n# asdf-plugin: nodejs 24.16.0\nexec /opt/homebrew/bin/asdf exec "openclaw" "$@"\n';
  expect(parseShim(asdf, "/home/ada/.asdf/shims").targets).toEqual([]);
  expect(parseShim('exec node "$SOMEWHERE/openclaw.mjs"', "/x").targets).toEqual([]);
});
