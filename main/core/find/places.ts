/** Where the ways of installing put OpenClaw and its Node.js, in the order in which they are believed. */
import type { OpenClawInstall } from "../../../preload/contract/openclaw.ts";
import { windowsPlaces } from "./windows-places.ts";

/**
 * Absolute paths; a segment may hold `*`, which stands for the names of a folder. `paths` are OpenClaw's program, script
 * or package folder, `nodes` programs of Node.js that belong to them.
 */
export type Place = {
  readonly source: OpenClawInstall["source"];
  readonly paths: readonly string[];
  readonly nodes: readonly string[];
};

export type Surroundings = {
  readonly platform: string;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From `~/.npmrc`; null when it names none. */
  readonly npmPrefix: string | null;
};

/** Everything here is looked at, never run: the paths follow the managers' documented layouts and the recorded ones in the tests. */
export function placesIn(surroundings: Surroundings): readonly Place[] {
  return surroundings.platform === "win32"
    ? windowsPlaces(surroundings)
    : posixPlaces(surroundings);
}

function posixPlaces({ platform, homeDir, env, npmPrefix }: Surroundings): readonly Place[] {
  const isMac = platform === "darwin";
  const home = (path: string) => `${homeDir}/${path}`;
  const given = (...names: readonly string[]) =>
    names.map((name) => env[name]?.trim() ?? "").filter((path) => path.startsWith("/"));
  const under = (folders: readonly string[], ...paths: readonly string[]) =>
    folders.flatMap((folder) => paths.map((path) => `${folder}/${path}`));

  const managed = [...given("OPENCLAW_PREFIX"), home(".openclaw")];
  const brews = [
    ...given("HOMEBREW_PREFIX"),
    ...(isMac ? ["/opt/homebrew"] : ["/home/linuxbrew/.linuxbrew", home(".linuxbrew")]),
  ];
  const nvm = [...given("NVM_DIR"), home(".nvm"), home(".config/nvm")];
  const fnm = [
    ...given("FNM_DIR"),
    home(".local/share/fnm"),
    ...(isMac ? [home("Library/Application Support/fnm")] : []),
    home(".fnm"),
  ];
  const volta = [...given("VOLTA_HOME"), home(".volta")];
  const asdf = [...given("ASDF_DATA_DIR"), home(".asdf")];
  const mise = [...given("MISE_DATA_DIR"), home(".local/share/mise")];
  const pnpm = [
    ...given("PNPM_HOME"),
    ...(isMac ? [home("Library/pnpm")] : []),
    home(".local/share/pnpm"),
  ];
  const bun = [...given("BUN_INSTALL"), home(".bun")];
  const npm = [
    ...given("NPM_CONFIG_PREFIX", "npm_config_prefix"),
    ...(npmPrefix?.startsWith("/") ? [npmPrefix] : []),
    ...[".npm-global", ".npm-packages", ".local", "n", ".nodenv/versions/*"].map(home),
    ...given("N_PREFIX"),
    "/usr/local",
    "/usr",
    home(".nix-profile"),
  ];

  return [
    {
      source: "managed",
      paths: under(
        managed,
        "bin/openclaw",
        "tools/node/bin/openclaw",
        "tools/node-v*/bin/openclaw",
      ),
      nodes: under(
        managed,
        "tools/node/bin/node",
        "tools/node-v*/bin/node",
        "tools/cli-node/tools/node/bin/node",
      ),
    },
    {
      source: "homebrew",
      paths: [
        ...under([...brews, ...(isMac ? ["/usr/local"] : [])], "opt/openclaw-cli/bin/openclaw"),
        ...under(brews, "bin/openclaw"),
      ],
      nodes: under(
        [...brews, ...(isMac ? ["/usr/local"] : [])],
        "opt/node/bin/node",
        "opt/node@*/bin/node",
      ),
    },
    {
      source: "nvm",
      paths: under(nvm, "versions/node/*/bin/openclaw"),
      nodes: under(nvm, "versions/node/*/bin/node"),
    },
    {
      source: "fnm",
      paths: under(
        fnm,
        "aliases/default/bin/openclaw",
        "node-versions/*/installation/bin/openclaw",
      ),
      nodes: under(fnm, "aliases/default/bin/node", "node-versions/*/installation/bin/node"),
    },
    {
      // Volta's own `bin/openclaw` leads to its launcher, not to the script.
      source: "volta",
      paths: under(volta, "tools/image/packages/openclaw/lib/node_modules/openclaw"),
      nodes: under(volta, "tools/image/node/*/bin/node"),
    },
    {
      // mise keeps asdf's layout; its npm backend has a folder for the package.
      source: "asdf",
      paths: [
        ...under(asdf, "installs/nodejs/*/bin/openclaw", "installs/nodejs/*/.npm/bin/openclaw"),
        ...under(mise, "installs/node/*/bin/openclaw", "installs/npm-openclaw/*/bin/openclaw"),
      ],
      nodes: [
        ...under(asdf, "installs/nodejs/*/bin/node"),
        ...under(mise, "installs/node/*/bin/node"),
      ],
    },
    {
      // Up to version 10 the programs are in the folder itself, from 11 on in `bin`.
      source: "pnpm",
      paths: under(
        pnpm,
        "bin/openclaw",
        "openclaw",
        "global/*/node_modules/openclaw",
        "global/v*/*/node_modules/openclaw",
      ),
      nodes: under(pnpm, "bin/node", "node", "nodejs/*/bin/node"),
    },
    { source: "bun", paths: under(bun, "install/global/node_modules/openclaw"), nodes: [] },
    { source: "npm", paths: under(npm, "bin/openclaw"), nodes: under(npm, "bin/node") },
  ];
}

/** The folder of global packages a person's `.npmrc` names; null when none, or one that cannot be told from here. */
export function npmPrefixOf(
  npmrc: string,
  { homeDir, env }: Pick<Surroundings, "homeDir" | "env">,
): string | null {
  let prefix: string | null = null;
  for (const line of npmrc.split(/\r?\n/)) {
    const value = /^\s*prefix\s*=\s*(.*?)\s*$/.exec(line)?.[1];
    if (value !== undefined) prefix = value.replace(/^(["'])(.*)\1$/, "$2");
  }
  const expanded = prefix
    ?.replace(/^~(?=$|[\\/])/, () => homeDir)
    .replace(/\$\{(\w+)\??\}/g, (whole, name: string) =>
      name === "HOME" ? homeDir : (env[name] ?? whole),
    );
  return expanded && !expanded.includes("${") ? expanded : null;
}
