/** One policy for tests that need something of the machine: missing on CI is a failure, missing elsewhere is a loud skip. */
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * True when every named program is on PATH (or at its absolute path). Use it where tests are declared:
 * `describe.skipIf(!needTools({ names: ["dbus-daemon"], install: "apt-get install dbus" }))(…)`.
 * @throws on CI when one is missing, which fails the whole file
 */
export function needTools({
  names,
  install,
}: {
  readonly names: readonly string[];
  readonly install: string;
}): boolean {
  const missing = names.filter((name) => !isProgram(name));
  return need({ what: missing.join(", "), present: missing.length === 0, remedy: install });
}

/** The same policy for what is no program: a right, a device, a library. */
export function need({
  what,
  present,
  remedy,
}: {
  readonly what: string;
  readonly present: boolean;
  readonly remedy: string;
}): boolean {
  if (present) return true;
  const sentence = `missing: ${what}; to have these tests run: ${remedy}`;
  if (process.env.CI) throw new Error(sentence);
  console.warn(`SKIPPED TESTS, ${sentence}`);
  return false;
}

function isProgram(name: string): boolean {
  const folders = isAbsolute(name) ? [""] : (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
