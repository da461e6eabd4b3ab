/** Where the ways of installing put OpenClaw and its Node.js on Windows, in the order in which they are believed. */
import type { Place, Surroundings } from "./places.ts";

/** The package folder is named where its place is known: what stands in `PATH` there are batch files that lead to it. */
export function windowsPlaces({ homeDir, env, npmPrefix }: Surroundings): readonly Place[] {
  const value = valuesOf(env);
  const home = (path: string) => `${homeDir}\\${path}`;
  const given = (name: string) => {
    const path = value(name)?.replace(/[\\/]+$/, "") ?? "";
    return isAbsolute(path) ? [path] : [];
  };
  const under = (folders: readonly string[], ...paths: readonly string[]) =>
    folders.flatMap((folder) => paths.map((path) => `${folder}\\${path}`));
  const roaming = given("APPDATA")[0] ?? home("AppData\\Roaming");
  const local = given("LOCALAPPDATA")[0] ?? home("AppData\\Local");
  const programs = [...given("ProgramW6432"), ...given("ProgramFiles"), "C:\\Program Files"];

  const managed = [...given("OPENCLAW_PREFIX"), home(".openclaw")];
  const nvm = [...given("NVM_HOME"), `${roaming}\\nvm`, `${local}\\nvm`];
  const fnm = [...given("FNM_DIR"), `${roaming}\\fnm`, home(".fnm")];
  const volta = [...given("VOLTA_HOME"), `${local}\\Volta`];
  const mise = [...given("MISE_DATA_DIR"), `${local}\\mise`];
  const pnpm = [...given("PNPM_HOME"), `${local}\\pnpm`];
  const bun = [...given("BUN_INSTALL"), home(".bun")];
  const npm = [
    ...given("NPM_CONFIG_PREFIX"),
    ...(npmPrefix && isAbsolute(npmPrefix) ? [npmPrefix] : []),
    `${roaming}\\npm`,
    ...given("NVM_SYMLINK"),
    ...under(programs, "nodejs"),
    home("scoop\\persist\\nodejs\\bin"),
  ];

  return [
    {
      source: "managed",
      paths: under(managed, "bin\\openclaw.cmd", "tools\\node\\node_modules\\openclaw"),
      nodes: under(managed, "tools\\node\\node.exe", "tools\\cli-node\\tools\\node\\node.exe"),
    },
    {
      source: "nvm",
      paths: under(nvm, "v*\\node_modules\\openclaw"),
      nodes: under(nvm, "v*\\node.exe"),
    },
    {
      source: "fnm",
      paths: under(fnm, "node-versions\\*\\installation\\node_modules\\openclaw"),
      nodes: under(fnm, "node-versions\\*\\installation\\node.exe"),
    },
    {
      source: "volta",
      paths: under(volta, "tools\\image\\packages\\openclaw\\node_modules\\openclaw"),
      nodes: under(volta, "tools\\image\\node\\*\\node.exe"),
    },
    {
      source: "asdf",
      paths: under(mise, "installs\\node\\*\\node_modules\\openclaw"),
      nodes: under(mise, "installs\\node\\*\\node.exe"),
    },
    {
      source: "pnpm",
      paths: under(
        pnpm,
        "global\\*\\node_modules\\openclaw",
        "global\\v*\\*\\node_modules\\openclaw",
      ),
      nodes: under(pnpm, "node.exe", "nodejs\\*\\node.exe"),
    },
    { source: "bun", paths: under(bun, "install\\global\\node_modules\\openclaw"), nodes: [] },
    {
      // The batch file under `.local` is what OpenClaw's installer makes for a source checkout.
      source: "npm",
      paths: [...under(npm, "node_modules\\openclaw"), home(".local\\bin\\openclaw.cmd")],
      nodes: [
        ...under(programs, "nodejs\\node.exe"),
        ...under(given("NVM_SYMLINK"), "node.exe"),
        `${local}\\OpenClaw\\deps\\portable-node\\node.exe`,
        home("scoop\\apps\\nodejs\\current\\node.exe"),
      ],
    },
  ];
}

const isAbsolute = (path: string) => /^(?:[a-z]:[\\/]|\\\\[^\\])/i.test(path);

/** Windows does not tell names of variables apart by their letters' case; an object does. */
export function valuesOf(
  env: Readonly<Record<string, string | undefined>>,
): (name: string) => string | undefined {
  const entries = Object.entries(env).map(([name, value]) => [name.toUpperCase(), value] as const);
  const values = new Map(entries);
  return (name) => values.get(name.toUpperCase())?.trim() || undefined;
}
