/** Stand-ins for Electron's own distributions: the files electron-builder renames, edits and marks, and almost nothing in them. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type System = "linux" | "mac" | "win";

/** What Electron's makers look for in its binary, then version 1 and the number of switches, then each switch. */
export const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** Every one the other way round than ours, and a ninth that nobody here knows. */
const fusesBefore = "101100111";
const withFuses = Buffer.concat([
  Buffer.from(fuseSentinel),
  Buffer.from([1, fusesBefore.length]),
  Buffer.from(fusesBefore),
]);

const languages = ["da", "de", "en-GB", "en-US", "fr", "ja", "nl"];

/** @param folder empty; becomes the distribution. */
export function createStandIn(folder: string, system: System, version: string): void {
  const put = (file: string, content: string | Buffer = ""): string => {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
    return place;
  };
  put("version", version);
  put("LICENSE", "Electron's own");
  put("LICENSES.chromium.html", "Chromium's own");
  if (system === "mac") {
    putMac(put);
    return;
  }
  mkdirSync(path.join(folder, "resources"));
  for (const language of languages) put(`locales/${language}.pak`);
  for (const file of ["resources.pak", "icudtl.dat", "v8_context_snapshot.bin"]) put(file);
  if (system === "win") {
    put("electron.exe", windowsProgram());
    return;
  }
  for (const file of ["chrome-sandbox", "chrome_crashpad_handler"]) chmodSync(put(file), 0o755);
  chmodSync(put("electron", Buffer.concat([Buffer.from("#!/bin/false\n"), withFuses])), 0o755);
}

function putMac(put: (file: string, content?: string | Buffer) => string): void {
  const plist = (name: string, more = ""): string =>
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string>${more}</dict></plist>`;
  const contents = "Electron.app/Contents";
  const devices = ["Camera", "Microphone", "AudioCapture", "BluetoothAlways"].map(
    (device) => `<key>NS${device}UsageDescription</key><string>This app needs it</string>`,
  );
  put(`${contents}/Info.plist`, plist("Electron", devices.join("")));
  put(`${contents}/MacOS/Electron`);
  const framework = `${contents}/Frameworks/Electron Framework.framework/Versions/A`;
  const binary = put(`${framework}/Electron Framework`, withFuses);
  symlinkSync("Versions/A/Electron Framework", path.join(binary, "../../../Electron Framework"));
  for (const place of [`${contents}/Resources`, `${framework}/Resources`])
    for (const language of languages)
      put(`${place}/${language.replace("-", "_")}.lproj/locale.pak`);
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
    const helper = `Electron Helper${kind}`;
    put(`${contents}/Frameworks/${helper}.app/Contents/Info.plist`, plist(helper));
    put(`${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`);
  }
}

/** What electron-builder itself edits Windows programs with. */
type Resedit = {
  readonly NtExecutable: {
    createEmpty(is32Bit: boolean, isDll: boolean): Program;
    from(bytes: Buffer): Program;
  };
  readonly NtExecutableResource: { from(program: Program): Resources };
  readonly Resource: {
    readonly VersionInfo: {
      createEmpty(): {
        setStringValues(language: object, values: Readonly<Record<string, string>>): void;
        outputToResourceEntries(entries: Resources["entries"]): void;
      };
    };
  };
};
type Program = { setExtraData(bytes: ArrayBuffer): void; generate(): ArrayBuffer };
type Resources = {
  readonly entries: {
    readonly type: number | string;
    readonly id: number | string;
    readonly bin: ArrayBuffer;
  }[];
  outputResource(program: Program): void;
};

const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
const resedit: Resedit = createRequire(builder.resolve("app-builder-lib"))("resedit");

function windowsProgram(): Buffer {
  const program = resedit.NtExecutable.createEmpty(false, false);
  const resources = resedit.NtExecutableResource.from(program);
  const about = resedit.Resource.VersionInfo.createEmpty();
  about.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron" });
  about.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(new Uint8Array(withFuses).buffer);
  return Buffer.from(program.generate());
}

/** What a Windows program carries: icons (14), its version (16), and the archive's hash ("INTEGRITY"). */
export function resourcesOf(program: Buffer): Resources["entries"] {
  return resedit.NtExecutableResource.from(resedit.NtExecutable.from(program)).entries;
}
