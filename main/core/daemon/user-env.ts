/** The environment OpenClaw's processes are started with: the person's own, without what Sluice and its wrappers added. */
import type { Variables } from "./port.ts";

/** Of Electron, of an AppImage's launcher, of npm's; Sluice's own. */
const added =
  /^(ELECTRON_|SLUICE_|npm_|CHROME_(DESKTOP|CRASHPAD_PIPE_NAME)$|APPIMAGE$|APPDIR$|OWD$|ARGV0$|GDK_BACKEND$|NODE_CHANNEL_|NODE_UNIQUE_ID$|INIT_CWD$|FORCE_COLOR$)/;

/**
 * An AppImage also puts its own folders into lists such as PATH: those entries go, the person's stay. The home is added
 * where it is not said; an environment that names another one means it.
 */
export function userEnv(
  env: Variables,
  homeDir: string,
  platform: string,
): Readonly<Record<string, string>> {
  const image = env.APPDIR;
  const hasHome = env.HOME || (platform === "win32" && env.USERPROFILE);
  const kept: Record<string, string> = hasHome ? {} : { HOME: homeDir };
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || added.test(name)) continue;
    const own = image && value.includes(image) ? withoutImage(value, image) : value;
    if (own !== null) kept[name] = own;
  }
  return kept;
}

function withoutImage(list: string, image: string): string | null {
  const own = list.split(":").filter((entry) => !`${entry}/`.startsWith(`${image}/`));
  return own.length === 0 ? null : own.join(":");
}
