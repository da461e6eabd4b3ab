/** What a test's Sluice sees of the machine: nothing of the person who runs it, no session bus and so no keychain. */
import path from "node:path";

/** @param folder empty; everything Sluice and OpenClaw write goes there. */
export function environmentIn(folder: string): Record<string, string> {
  const { PATH = "", DISPLAY = "", CHROMIUM_PATH = "" } = process.env;
  return {
    PATH,
    HOME: folder,
    XDG_CONFIG_HOME: path.join(folder, "config"),
    OPENCLAW_STATE_DIR: path.join(folder, "openclaw"),
    LANG: "en_GB.UTF-8",
    TZ: "UTC",
    ...(DISPLAY && { DISPLAY }),
    ...(CHROMIUM_PATH && { CHROMIUM_PATH }),
  };
}
