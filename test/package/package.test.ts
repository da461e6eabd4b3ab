/** Each system's package holds what Sluice needs there and nothing else, and is hardened as electron-builder.yml says. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Archive, readArchive } from "./archive.ts";
import {
  archiveFiles,
  bundled,
  differenceOf,
  electronFiles,
  isOurLanguage,
  isScript,
  keytarFiles,
  leaksIn,
  resourceFiles,
} from "./contents.ts";
import { fusesIn, fusesWanted, knownFuses } from "./fuses.ts";
import { importsOf } from "./imports.ts";
import { testInstallers } from "./installers.ts";
import { machineOf } from "./machine.ts";
import { type Package, pack, root } from "./pack.ts";
import { testPackedApp } from "./packed-app.ts";
import { resourcesOf, type System } from "./stand-in.ts";

const nothing = { missing: [], strangers: [] };
const archs = ["x64", "arm64"] as const;
const targets = { linux: ["AppImage", "deb", "rpm"], mac: ["zip"], win: ["nsis"] };
const yml = readFileSync(path.join(root, "electron-builder.yml"), "utf8");
const resourcesIn = { linux: "resources", win: "resources", mac: "Sluice.app/Contents/Resources" };
const binaryIn = {
  linux: "sluice",
  win: "Sluice.exe",
  mac: "Sluice.app/Contents/Frameworks/Electron Framework.framework/Electron Framework",
};
/** All of Sluice, without Electron: what a new version costs to fetch. */
const budget = { archiveBytes: 3_200_000, keytarBytes: 200_000 };

/** The bundles are the same in every package, and reading one takes a second. */
const readBefore = new Map<string, readonly string[]>();
function importsIn(code: string): readonly string[] {
  const found = readBefore.get(code) ?? importsOf(code);
  readBefore.set(code, found);
  return found;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

// Windows cannot start the tools that stand in for those that are not here.
describe.skipIf(process.platform === "win32")("the packages", () => {
  const packages = new Map<System, Package>();
  const packageOf = (system: System): Package => {
    const packed = packages.get(system);
    if (!packed) throw new Error(`Nothing was packed for ${system}.`);
    return packed;
  };

  beforeAll(async () => {
    // One after the other: beside us, other tests are running.
    for (const system of ["linux", "mac", "win"] as const)
      packages.set(system, await pack(system, targets[system], archs));
  }, 300_000);
  afterAll(() => {
    for (const packed of packages.values()) packed.remove();
  });

  describe.each(
    (["linux", "mac", "win"] as const).flatMap((system) => archs.map((arch) => ({ system, arch }))),
  )("$system on $arch", ({ system, arch }) => {
    let folder = "";
    let resources = "";
    let archive: Archive;
    beforeAll(() => {
      folder = packageOf(system).folder(arch);
      resources = path.join(folder, resourcesIn[system]);
      archive = readArchive(path.join(resources, "app.asar"));
    });

    test("the archive holds exactly what is named", () => {
      const names = archive.files.map(({ name }) => name);
      expect(differenceOf(names, archiveFiles(system, arch))).toEqual(nothing);
      expect(new Set(names).size).toBe(names.length);
    });

    test("keytar, with the one binary of this system, is all that lies outside the archive", () => {
      const outside = archive.files.filter(({ isUnpacked }) => isUnpacked).map(({ name }) => name);
      expect(outside.sort()).toEqual(keytarFiles(system, arch).sort());
      // The folder's name alone proves nothing: some of keytar's hold another processor's binary.
      const binary = archive.files.find(({ name }) => name.endsWith(".node"));
      expect(machineOf(binary?.bytes ?? Buffer.alloc(64))).toBe(`${system} ${arch}`);
    });

    test("around it there are the licences, Electron's own files, our languages and no stranger", () => {
      const inside = filesIn(folder);
      const ours = inside
        .filter((file) => file.startsWith(`${resourcesIn[system]}/`) && !isOurLanguage(file))
        .map((file) => path.relative(resourcesIn[system], file));
      expect(differenceOf(ours, resourceFiles(system, arch))).toEqual(nothing);
      const rest = inside.filter(
        (file) => !ours.includes(path.relative(resourcesIn[system], file)),
      );
      const languages = rest.filter(isOurLanguage);
      expect(languages.length).toBe(system === "mac" ? 10 : 5);
      const electrons = rest.filter((file) => !isOurLanguage(file));
      expect(differenceOf(electrons, electronFiles(system))).toEqual(nothing);
    });

    test("everything the bundles import is in the archive, in Node or in Electron", () => {
      const names = archive.files.map(({ name }) => name);
      const unknown = archive.files
        .filter(({ name }) => name.startsWith("dist/") && isScript(name))
        .flatMap(({ name, bytes }) =>
          importsIn(bytes.toString()).filter((wanted) =>
            wanted.startsWith(".")
              ? !names.includes(path.posix.join(path.posix.dirname(name), wanted))
              : !isBuiltin(wanted) && wanted !== "electron" && wanted !== "keytar",
          ),
        );
      expect(unknown).toEqual([]);
    });

    test("no file says where it was built, or anything that looks like a key", () => {
      const places = [root, os.tmpdir(), `${os.homedir()}/`];
      const leaks = archive.files
        .filter(({ name }) => !name.endsWith(".node"))
        .flatMap(({ name, bytes }) =>
          leaksIn(bytes.toString("latin1"), places).map((it) => [name, it]),
        );
      expect(leaks).toEqual([]);
    });

    test("the manifest starts the main bundle and brings nothing of the workshop", () => {
      const manifest = archive.files.find(({ name }) => name === "package.json");
      const read = JSON.parse(manifest?.bytes.toString() ?? "{}") as Record<string, unknown>;
      expect(read).toMatchObject({ main: "dist/main/index.js", type: "module", name: "sluice" });
      expect(Object.keys(read)).not.toContain("scripts");
      expect(Object.keys(read)).not.toContain("devDependencies");
    });

    test("the fuses in the binary are those of electron-builder.yml", () => {
      expect(fusesIn(path.join(folder, binaryIn[system]))).toEqual(fusesWanted(yml));
    });

    test("it is small", () => {
      expect(statSync(path.join(resources, "app.asar")).size).toBeLessThan(budget.archiveBytes);
      const outside = archive.files.filter(({ isUnpacked }) => isUnpacked);
      const bytes = outside.reduce((sum, file) => sum + file.bytes.length, 0);
      expect(bytes).toBeLessThan(budget.keytarBytes);
    });
  });

  test("electron-builder.yml names every fuse electron-builder knows, and closes every door", () => {
    expect(Object.keys(fusesWanted(yml)).sort()).toEqual(knownFuses().sort());
    expect(fusesWanted(yml)).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test("nothing was fetched while packing", () => {
    for (const { network } of packages.values()) expect(network).toBe("");
  });

  test("the licence of everything bundled travels with it", () => {
    // As the build noted it, from the modules themselves.
    const found: unknown = JSON.parse(readFileSync(path.join(root, "dist/bundled.json"), "utf8"));
    expect(found).toEqual([...bundled].sort());
    for (const name of bundled) {
      const file = path.join(packageOf("linux").folder("x64"), `resources/licences/${name}.txt`);
      expect(readFileSync(file, "utf8")).toMatch(/MIT|Apache License/);
    }
  });

  test("macOS shows no Dock icon, is asked for no device and compares the archive's hash", () => {
    const folder = packageOf("mac").folder("arm64");
    const plist = readFileSync(path.join(folder, "Sluice.app/Contents/Info.plist"), "utf8");
    const flat = plist.replace(/\s+/g, "");
    expect(flat).toContain("<key>LSUIElement</key><true/>");
    expect(flat).toContain("<key>LSMinimumSystemVersion</key><string>13.0</string>");
    expect(flat).toContain("<key>CFBundleIdentifier</key><string>app.sluice.Sluice</string>");
    expect(flat).not.toContain("UsageDescription");
    const { hash } = readArchive(path.join(folder, "Sluice.app/Contents/Resources/app.asar"));
    expect(flat).toContain(`<key>hash</key><string>${hash}</string>`);
    // Setting the fuses has broken the signature Electron came with.
    expect(packageOf("mac").calls.codesign.map((args) => args.at(-1))).toEqual(
      archs.map((arch) => path.join(packageOf("mac").folder(arch), "Sluice.app")),
    );
  });

  test("macOS is asked for nothing but compiling while running", () => {
    const plist = readFileSync(path.join(root, "build/entitlements.mac.plist"), "utf8");
    const keys = [...plist.matchAll(/<key>(.*)<\/key>/g)].map(([, key]) => key);
    expect(keys).toEqual(["com.apple.security.cs.allow-jit"]);
  });

  test("the Windows program carries our icons, our name and the archive's hash", () => {
    const folder = packageOf("win").folder("x64");
    const entries = resourcesOf(readFileSync(path.join(folder, "Sluice.exe")));
    // 3 is an icon, 16 the version.
    expect(entries.filter(({ type }) => type === 3)).toHaveLength(9);
    const version = entries.find(({ type }) => type === 16);
    expect(Buffer.from(version?.bin ?? new ArrayBuffer(0)).toString("utf16le")).toContain("Sluice");
    const integrity = entries.find(({ type }) => type === "INTEGRITY");
    expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
      {
        file: "resources\\app.asar",
        alg: "SHA256",
        value: readArchive(path.join(folder, "resources/app.asar")).hash,
      },
    ]);
  });

  test("notifications on Windows are named by the id of the package", () => {
    const main = readFileSync(path.join(root, "main/index.ts"), "utf8");
    const [, appId = ""] = /^appId: (\S+)$/m.exec(yml) ?? [];
    expect(appId).not.toBe("");
    expect(main).toContain(`"${appId}"`);
  });

  test.runIf(process.platform === "linux" && (process.arch === "x64" || process.arch === "arm64"))(
    "keytar loads from beside the archive, in a Node that knows nothing else",
    () => {
      const beside = path.join(
        packageOf("linux").folder(process.arch === "arm64" ? "arm64" : "x64"),
        "resources/app.asar.unpacked/node_modules/keytar",
      );
      const code = `process.stdout.write(Object.keys(require(process.argv[1])).sort().join())`;
      const env = { PATH: process.env.PATH };
      const said = execFileSync(process.execPath, ["-e", code, beside], { cwd: os.tmpdir(), env });
      expect(said.toString().split(",")).toEqual(
        expect.arrayContaining(["deletePassword", "getPassword", "setPassword"]),
      );
    },
  );

  testInstallers(packageOf);
  testPackedApp(() => packageOf("linux"));
});
