/** What a test's Sluice sees of the machine: nothing of the person who runs it, no session bus and so no keychain. */
import path from "node:path";

/** Without these Windows opens no socket, and X lets nobody in; none of them tells whose machine it is. */
const needed = [
  "PATH",
  "DISPLAY",
  "XAUTHORITY",
  "WAYLAND_DISPLAY",
  "CHROMIUM_PATH",
  "ELECTRON_OVERRIDE_DIST_PATH",
  "SystemRoot",
  "SystemDrive",
  "windir",
  "ComSpec",
  "PATHEXT",
  "TEMP",
  "TMP",
];

/** @param folder empty; everything Sluice and OpenClaw write goes there. */
export function environmentIn(folder: string): Record<string, string> {
  const { env } = process;
  return {
    ...Object.fromEntries(needed.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    HOME: folder,
    USERPROFILE: folder,
    APPDATA: path.join(folder, "config"),
    LOCALAPPDATA: path.join(folder, "local"),
    XDG_CONFIG_HOME: path.join(folder, "config"),
    OPENCLAW_STATE_DIR: path.join(folder, "openclaw"),
    LANG: "en_GB.UTF-8",
    TZ: "UTC",
  };
}
