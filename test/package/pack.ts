/** Packs what is in dist/ with electron-builder as `npm run package` does, on a stand-in distribution and without a network. */
import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { createStandIn, type System } from "./stand-in.ts";

export const root = path.join(import.meta.dirname, "../..");
const { version } = createRequire(import.meta.url)("electron/package.json") as {
  readonly version: string;
};

export type Arch = "x64" | "arm64";

/** What the makers of installers would have been told. */
export type Order =
  | { readonly kind: "fpm" | "AppImage"; readonly desktop: string }
  | {
      readonly kind: "nsis";
      readonly defines: Readonly<Record<string, string | null>>;
      readonly commands: Readonly<Record<string, unknown>>;
    };

/** None of them is here: `fpm` makes deb and rpm, `7za` archives, `codesign` signs on macOS. */
const tools = ["fpm", "7za", "codesign"] as const;

export type Package = {
  /** Where the unpacked app of an architecture is: `linux-unpacked` and the like. */
  folder(arch: Arch): string;
  readonly orders: readonly Order[];
  /** The arguments of each call. */
  readonly calls: Readonly<Record<(typeof tools)[number], readonly (readonly string[])[]>>;
  /** What tried to reach the network. */
  readonly network: string;
  remove(): void;
};

/** A tool that only writes down how it was called. What `7za` makes is read afterwards, so there must be something. */
const recorder = `#!/usr/bin/env node
const fs = require("node:fs");
const args = process.argv.slice(2);
fs.appendFileSync(__filename + ".log", JSON.stringify(args) + "\\n");
const archive = args.find((arg) => /\\.(7z|zip)$/.test(arg));
if (archive) fs.writeFileSync(archive, "nothing");
`;

/** @param targets electron-builder's names; "dir" is the app itself. */
export async function pack(
  system: System,
  targets: readonly string[],
  archs: readonly Arch[],
): Promise<Package> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-package-"));
  const at = (name: string): string => path.join(folder, name);
  for (const name of ["home", "tools"]) mkdirSync(at(name));
  createStandIn(at("electron"), system, version);
  for (const tool of tools) {
    writeFileSync(at(`tools/${tool}`), recorder);
    chmodSync(at(`tools/${tool}`), 0o755);
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const what = {
    system,
    targets,
    archs,
    electronDist: at("electron"),
    output: at("out"),
    orders: at("orders.log"),
  };
  await promisify(execFile)(
    process.execPath,
    [path.join(import.meta.dirname, "run-builder.mjs"), JSON.stringify(what)],
    {
      cwd: root,
      env: {
        PATH: [at("tools"), path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
        HOME: at("home"),
        USE_SYSTEM_FPM: "true",
        // On a developer's Mac: nobody's certificate is for this.
        CSC_IDENTITY_AUTO_DISCOVERY: "false",
        ELECTRON_BUILDER_7ZIP_PATH: at("tools/7za"),
        // npm, which is asked for the production packages, would look for a newer npm.
        npm_config_update_notifier: "false",
        NODE_OPTIONS: `--import=${path.join(import.meta.dirname, "no-network.mjs")}`,
        SLUICE_NETWORK_LOG: at("network.log"),
      },
    },
  ).catch((error: unknown) => {
    remove();
    throw error;
  });
  const read = (name: string): string =>
    existsSync(at(name)) ? readFileSync(at(name), "utf8") : "";
  const lines = <Line>(name: string): Line[] =>
    read(name)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  return {
    folder: (arch) => at(`out/${folderOf(system, arch)}`),
    orders: lines("orders.log"),
    calls: {
      fpm: lines("tools/fpm.log"),
      "7za": lines("tools/7za.log"),
      codesign: lines("tools/codesign.log"),
    },
    network: read("network.log"),
    remove,
  };
}

function folderOf(system: System, arch: Arch): string {
  const suffix = arch === "x64" ? "" : `-${arch}`;
  return system === "mac" ? `mac${suffix}` : `${system}${suffix}-unpacked`;
}
