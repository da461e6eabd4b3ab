/** Electron's switches, "fuses": as electron-builder.yml wants them, and as they stand in a binary. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fuseSentinel } from "./stand-in.ts";

export type Fuses = Readonly<Record<string, boolean>>;

/** The order of version 1 of the wire: https://www.electronjs.org/docs/latest/tutorial/fuses */
const wire = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;

/** No fuse, but it stands among them: what is done to macOS's signature once they are set. */
const besideThem = "resetAdHocDarwinSignature";

export function fusesIn(binary: string): Fuses {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(fuseSentinel) + fuseSentinel.length;
  if (at < fuseSentinel.length) throw new Error(`${binary} has no fuses.`);
  // A version, a length, then "0" or "1" each.
  return Object.fromEntries(wire.map((name, index) => [name, bytes[at + 2 + index] === 0x31]));
}

/** @param yml of electron-builder */
export function fusesWanted(yml: string): Fuses {
  const [, section = ""] = /^electronFuses:\n((?: .*\n)+)/m.exec(yml) ?? [];
  const lines = [...section.matchAll(/^ {2}(\w+): (true|false)$/gm)];
  const all = lines.map(([, name = "", value]) => [name, value === "true"] as const);
  return Object.fromEntries(all.filter(([name]) => name !== besideThem));
}

/** The names this electron-builder knows. */
export function knownFuses(): string[] {
  const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
  const file = path.join(builder.resolve("app-builder-lib"), "../../scheme.json");
  const { definitions } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly definitions: {
      readonly FuseOptionsV1: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };
  return Object.keys(definitions.FuseOptionsV1.properties).filter((name) => name !== besideThem);
}
