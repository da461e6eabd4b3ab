/** The little scripts that package managers and installers put in `PATH`: where they lead, and with which Node.js. */
import { cmdWords, shellWords } from "./words.ts";

export type Shim = {
  /** Absolute, or as absolute as the script says; the likeliest first. */
  readonly targets: readonly string[];
  readonly nodes: readonly string[];
};

/** `openclaw.mjs` of a package, the script of a source checkout, or another shim of the same name. */
const target = /(?:[\\/]openclaw\.mjs|[\\/]dist[\\/](?:entry|index)\.m?js|[\\/]bin[\\/]openclaw)$/;
const program = /[\\/]node(?:\.exe)?$/i;
const maxWords = 4_000;

/**
 * Read, never run. Recorded in the tests: npm's (its cmd-shim writes `$basedir/…` and `%dp0%\…`), pnpm 10's and 12's
 * (`"$basedir_abs"/'../global/…'`), OpenClaw's install-cli.sh (absolute paths) and install.ps1 (absolute).
 * @param folder of the script itself, every link to it followed
 */
export function parseShim(text: string, folder: string): Shim {
  const isBatch = /^@/.test(text.trimStart());
  const cut = isBatch ? cmdWords : shellWords;
  const separator = folder.includes("\\") ? "\\" : "/";
  const words = text
    .split(/\r?\n/)
    .filter((line) => !/^\s*(?:#(?!!)|rem\b|::|export\b)/i.test(line))
    .flatMap(cut)
    .slice(0, maxWords)
    .map((word) =>
      word
        .replace(/^(?:\$\{?basedir\w*\}?|%~?dp0%?)[\\/]*/, () => `${folder}${separator}`)
        .replace(/^"|[;"]$/g, ""),
    )
    .filter((word) => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(word))
    // What still holds a variable leads nowhere that could be told from here.
    .filter((word) => !word.replace(folder, "").includes(isBatch ? "%" : "$"));
  const distinct = (form: RegExp) => [...new Set(words.filter((word) => form.test(word)))];
  return { targets: distinct(target), nodes: distinct(program) };
}
