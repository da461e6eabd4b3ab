/** What may be in a package, name by name; whatever else is found there is a stranger. */
import path from "node:path";
import { trayIcons } from "../../main/core/tray.ts";
import { trayPicture } from "../../main/shell/tray-picture.ts";
import type { System } from "./stand-in.ts";

export const platforms = { linux: "linux", mac: "darwin", win: "win32" } as const;

/** The pictures the tray of a system asks for, and what Electron looks for beside them. */
export function trayPictures(system: System): string[] {
  const platform = platforms[system];
  const asked = trayIcons.flatMap((icon) =>
    [true, false].map((isBarDark) => trayPicture(icon, platform, isBarDark)),
  );
  const beside = system === "win" ? [] : asked.map((name) => name.replace(/\.png$/, "@2x.png"));
  return [...new Set([...asked, ...beside])].map((name) => `build/tray/${name}`);
}

/** Of keytar, what is needed to load it on one system, and its licence. */
export const keytarFiles = (system: System, arch: string): string[] =>
  [
    "LICENSE.md",
    "package.json",
    "lib/keytar.js",
    `prebuilds/${platforms[system]}-${arch}/keytar.node`,
  ].map((file) => `node_modules/keytar/${file}`);

/** Every one must be in the archive, once. `*` stands for the eight letters a bundle's name ends in. */
export const archiveFiles = (system: System, arch: string): string[] => [
  "package.json",
  "dist/main/index.js",
  "dist/main/traffic-thread.js",
  "dist/main/resolver.js",
  "dist/preload/index.cjs",
  "dist/renderer/index.html",
  "dist/renderer/assets/index-*.js",
  "dist/renderer/assets/index-*.css",
  ...["en", "fr", "nl", "da", "en-pages", "fr-pages", "nl-pages", "da-pages", "pages"].map(
    (name) => `dist/renderer/assets/${name}-*.js`,
  ),
  ...trayPictures(system),
  ...keytarFiles(system, arch),
];

/** What the parts of the main bundle share; how many there are is the bundler's affair. */
const sharedParts = /^dist\/main\/[a-z-]+-[\w-]{8}\.js$/;

/** Whose work is in the bundles; each one's licence lies in the package's `licences/`. */
export const bundled = ["json5", "momoa", "react", "react-dom", "scheduler", "undici", "zod"];

/** Beside the archive, in the folder of resources. */
export const resourceFiles = (system: System, arch: string): string[] => [
  "app.asar",
  ...keytarFiles(system, arch).map((file) => `app.asar.unpacked/${file}`),
  ...["sluice", ...bundled].map((name) => `licences/${name}.txt`),
  // Electron's own licences come here too, but only out of its zip.
  ...(system === "mac" ? ["icon.icns"] : []),
  // For Ubuntu, where the sandbox needs it: deb and rpm put it in its place.
  ...(system === "linux" ? ["apparmor-profile"] : []),
];

/** Electron's own, by their names in a package; of the stand-in's few, each must still be there. */
export function electronFiles(system: System): string[] {
  const data = [
    "LICENSE.electron.txt",
    "LICENSES.chromium.html",
    "icudtl.dat",
    "resources.pak",
    "v8_context_snapshot.bin",
    "version",
  ];
  if (system === "linux") return [...data, "sluice", "chrome-sandbox", "chrome_crashpad_handler"];
  if (system === "win") return [...data, "Sluice.exe"];
  const contents = "Sluice.app/Contents";
  const framework = `${contents}/Frameworks/Electron Framework.framework/Versions/A`;
  const helpers = ["", " (GPU)", " (Plugin)", " (Renderer)"].flatMap((kind) => {
    const helper = `${contents}/Frameworks/Sluice Helper${kind}.app/Contents`;
    return [`${helper}/Info.plist`, `${helper}/MacOS/Sluice Helper${kind}`];
  });
  return [
    `${contents}/Info.plist`,
    `${contents}/MacOS/Sluice`,
    `${framework}/Electron Framework`,
    ...helpers,
  ];
}

/** Chromium's words in the languages we speak; macOS keeps them twice. */
export function isOurLanguage(file: string): boolean {
  return /(^|\/)(da|en[-_]GB|en[-_]US|fr|nl)(\.pak|\.lproj\/locale\.pak)$/.test(file);
}

const nameless = (name: string): string => name.replace(/-[\w-]{8}(\.\w+)$/, "-*$1");

export type Difference = {
  readonly missing: readonly string[];
  readonly strangers: readonly string[];
};

/** Both lists empty: exactly what is expected is there. */
export function differenceOf(found: readonly string[], expected: readonly string[]): Difference {
  const isExpected = (name: string): boolean =>
    expected.includes(name) || expected.includes(nameless(name));
  return {
    missing: expected.filter((name) => !found.some((it) => it === name || nameless(it) === name)),
    strangers: found.filter((name) => !isExpected(name) && !sharedParts.test(name)),
  };
}

/** What no file of ours may say: a place on the machine it was built on, or anything that looks like a key. */
export function leaksIn(text: string, places: readonly string[]): string[] {
  const secrets = [
    /\bsk-[A-Za-z0-9_-]{20,}/g,
    /\bgh[opsu]_[A-Za-z0-9]{30,}/g,
    /\bAKIA[A-Z0-9]{16}\b/g,
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}/g,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
    /sourceMappingURL=/g,
  ];
  return [
    ...places.filter((place) => text.includes(place)),
    ...secrets.flatMap((secret) => text.match(secret) ?? []),
  ];
}

export const isScript = (name: string): boolean => [".js", ".cjs"].includes(path.extname(name));
