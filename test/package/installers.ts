/** What the installers are told to contain, to need and to do; the programs that make them are not here, so their orders are read. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { taskName } from "../../main/core/login/scheduled-task.ts";
import { type Order, type Package, root } from "./pack.ts";
import type { System } from "./stand-in.ts";

/** What follows each `name` among the arguments. */
const valuesOf = (args: readonly string[], name: string): string[] =>
  args.flatMap((arg, index) => (arg === name ? [args[index + 1] ?? ""] : []));

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

const withoutVersion = (file: string): string => path.basename(file).replace(/\d+\.\d+\.\d+/, "V");

const entryOf = (desktop: string): Record<string, string> =>
  Object.fromEntries(
    desktop
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

/** @param packageOf what was packed; there once the tests run. */
export function testInstallers(packageOf: (system: System) => Package): void {
  const ordersOf = <Kind extends Order["kind"]>(system: System, kind: Kind) =>
    packageOf(system).orders.filter(
      (order): order is Extract<Order, { readonly kind: Kind }> => order.kind === kind,
    );
  const callsOf = (system: System, tool: "fpm" | "7za") => packageOf(system).calls[tool];

  describe("deb and rpm", () => {
    const callOf = (target: string) =>
      callsOf("linux", "fpm").find((args) => valuesOf(args, "-t")[0] === target) ?? [];

    test("are made for both architectures, under names that tell them apart", () => {
      const made = callsOf("linux", "fpm").flatMap((args) => valuesOf(args, "--package"));
      expect(made.map(withoutVersion).sort()).toEqual([
        "Sluice-V-linux-aarch64.rpm",
        "Sluice-V-linux-amd64.deb",
        "Sluice-V-linux-arm64.deb",
        "Sluice-V-linux-x86_64.rpm",
      ]);
    });

    test("need what Electron needs, and the library keytar speaks to the keychain with", () => {
      expect(valuesOf(callOf("deb"), "-d")).toEqual([
        "libgtk-3-0",
        "libnotify4",
        "libnss3",
        "libxss1",
        "libxtst6",
        "xdg-utils",
        "libatspi2.0-0",
        "libuuid1",
        "libsecret-1-0",
      ]);
      expect(valuesOf(callOf("rpm"), "-d")).toEqual([
        "gtk3",
        "libnotify",
        "nss",
        "libXScrnSaver",
        "(libXtst or libXtst6)",
        "xdg-utils",
        "at-spi2-core",
        "(libuuid or libuuid1)",
        "(libsecret or libsecret-1-0)",
      ]);
      expect(valuesOf(callOf("deb"), "--deb-recommends").join()).toContain("gnome-keyring");
    });

    test("an rpm does not claim the links another Electron claims", () => {
      expect(callOf("rpm")).toContain("--rpm-rpmbuild-define=_build_id_links none");
    });

    test("undo what Sluice wrote into other folders before the program goes", () => {
      for (const args of callsOf("linux", "fpm"))
        expect(args).toContain("--before-remove=build/linux/before-remove.sh");
      expect(existsSync(path.join(root, "build/linux/before-remove.sh"))).toBe(true);
    });

    test("name the program, its licence and who maintains it", () => {
      for (const args of callsOf("linux", "fpm")) {
        expect(valuesOf(args, "--name")).toEqual(["sluice"]);
        expect(valuesOf(args, "--license")).toEqual(["MIT"]);
        expect(valuesOf(args, "--maintainer")[0]).toMatch(/^The Sluice authors <\S+@\S+>$/);
        expect(valuesOf(args, "--url")[0]).toMatch(/^https:/);
        expect(valuesOf(args, "--description")[0]).toContain("A switch and a meter for OpenClaw");
      }
    });

    test("put an icon of every size where desktops look, and the entry under the window's name", () => {
      const { desktopName } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
        readonly desktopName: string;
      };
      for (const args of callsOf("linux", "fpm")) {
        const places = args.map((arg) => arg.split("=/usr/share/")[1]);
        expect(places).toContain(`applications/${desktopName}`);
        for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
          expect(places).toContain(`icons/hicolor/${size}x${size}/apps/sluice.png`);
      }
    });
  });

  describe("the desktop entry", () => {
    const entries = () =>
      [...ordersOf("linux", "fpm"), ...ordersOf("linux", "AppImage")].map(({ desktop }) =>
        entryOf(desktop),
      );

    test("is the same everywhere, but for where the program is", () => {
      expect(entries()).toHaveLength(6);
      for (const entry of entries())
        expect(entry).toMatchObject({
          Name: "Sluice",
          Type: "Application",
          Icon: "sluice",
          StartupWMClass: "sluice",
          Terminal: "false",
          Categories: "Utility;",
          SingleMainWindow: "true",
          "Comment[da]": "En kontakt og en måler til OpenClaw",
          "Comment[fr]": "Un interrupteur et un compteur pour OpenClaw",
          "Comment[nl]": "Een schakelaar en een meter voor OpenClaw",
        });
    });

    test("starts Chromium with its sandbox", () => {
      const commands = new Set(entries().map((entry) => entry.Exec));
      expect([...commands].sort()).toEqual(["/opt/Sluice/sluice %U", "AppRun %U"]);
    });
  });

  describe("the Windows installer", () => {
    test("is one for each architecture, under names that tell them apart", () => {
      const made = ordersOf("win", "nsis").map(({ commands }) => commands.OutFile);
      expect(made.map((file) => withoutVersion(String(file).replaceAll('"', ""))).sort()).toEqual([
        "Sluice-V-win-arm64.exe",
        "Sluice-V-win-x64.exe",
      ]);
    });

    test("asks nothing, wants no administrator, and is known by the package's id", () => {
      for (const { defines } of ordersOf("win", "nsis")) {
        expect(defines).toMatchObject({ APP_ID: "app.sluice.Sluice", ONE_CLICK: null });
        const names = Object.keys(defines);
        for (const name of ["INSTALL_MODE_PER_ALL_USERS", "MULTIUSER_INSTALLMODE_ALLOW_ELEVATION"])
          expect(names).not.toContain(name);
        // The helper that could ask for one is not added to the archive either.
        expect(callsOf("win", "7za").flat().join()).not.toContain("elevate");
      }
    });

    test("undoes what Sluice wrote into other folders before the program goes, but not for the next version", () => {
      expect(/^ {2}include: build\/installer\.nsh$/m.test(read("electron-builder.yml"))).toBe(true);
      const [, undone = ""] =
        /^!macro customUnInstall\n {2}\$\{ifNot\} \$\{isUpdated\}\n([\s\S]*) {2}\$\{endIf\}\n!macroend$/m.exec(
          read("build/installer.nsh"),
        ) ?? [];
      expect(undone).toContain(`'"$INSTDIR\\${"$"}{APP_EXECUTABLE_FILENAME}" --unlink'`);
      expect(undone).toContain(`/Delete /TN "${taskName("$1")}" /F`);
      // Everything that is put on NSIS' one stack is taken off again: two of ours, and what each call answers.
      expect(undone.match(/\bPush\b|nsExec::Exec\b/g)).toHaveLength(4);
      expect(undone.match(/\bPop\b/g)).toHaveLength(4);
    });

    test("leaves a person's figures and settings when it takes the program away", () => {
      for (const { defines } of ordersOf("win", "nsis"))
        expect(Object.keys(defines)).not.toContain("DELETE_APP_DATA_ON_UNINSTALL");
    });
  });

  test("macOS gets an archive of the whole app for each kind of processor", () => {
    const made = callsOf("mac", "7za").map((args) => args.slice(-2));
    expect(made.map(([file = "", what]) => [withoutVersion(file), what])).toEqual([
      ["Sluice-V-mac-x64.zip", "Sluice.app"],
      ["Sluice-V-mac-arm64.zip", "Sluice.app"],
    ]);
  });
}
