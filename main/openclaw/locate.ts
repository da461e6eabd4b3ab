/** Where OpenClaw keeps its configuration, by OpenClaw's own rules: a wrong guess would edit a file nobody reads. */
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;
type Machine = { readonly platform: NodeJS.Platform; readonly cwd: string };

/**
 * The absolute path of openclaw.json: `OPENCLAW_CONFIG_PATH`, else `openclaw.json` in `OPENCLAW_STATE_DIR`, else in
 * `.openclaw` under `OPENCLAW_HOME`, else under the home folder. Blank values count as unset, `~` is the home folder
 * (`OPENCLAW_HOME` where set), relative paths start at `cwd`. `OPENCLAW_PROFILE` alone selects nothing: only the flag
 * does. Measured on OpenClaw 2026.9.6; the spelling rules are those of OpenClaw's config/paths.ts and infra/home-dir.ts.
 */
export function configPathOf(env: Environment, homeDir: string, machine?: Machine): string {
  return placesOf(env, homeDir, machine).configPath;
}

/** The configuration file, and the folder of OpenClaw's other files (`.env`, `state`, `agents`). */
export function placesOf(
  env: Environment,
  homeDir: string,
  { platform, cwd }: Machine = { platform: process.platform, cwd: process.cwd() },
): { readonly configPath: string; readonly stateFolder: string } {
  const system = platform === "win32" ? path.win32 : path.posix;
  const value = (name: string) => env[name]?.trim() || undefined;
  /** A tilde counts before a separator of either kind or alone: `~user` is a name like any other. */
  const resolve = (given: string, home: string) =>
    system.resolve(
      cwd,
      given.replace(/^~(?=$|[\\/])/, () => home),
    );

  // On Windows OpenClaw looks at HOME, which few have, before the user's profile folder.
  const systemHome = (platform === "win32" ? value("HOME") : undefined) ?? homeDir;
  const home = resolve(value("OPENCLAW_HOME") ?? systemHome, systemHome);
  const config = value("OPENCLAW_CONFIG_PATH");
  const state = value("OPENCLAW_STATE_DIR");
  const stateFolder = state ? resolve(state, home) : system.join(home, ".openclaw");
  return {
    configPath: config ? resolve(config, home) : system.join(stateFolder, "openclaw.json"),
    stateFolder,
  };
}
