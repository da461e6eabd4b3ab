/** Who on this desktop gives keys that work everywhere: on Wayland Electron takes any wish, and says nothing of one that nobody heard. */
import type { DeskState } from "../../preload/contract/desk.ts";
import { askBus } from "./session-bus.ts";

const portal = "org.freedesktop.portal";
const object = "/org/freedesktop/portal/desktop";
const get = "org.freedesktop.DBus.Properties.Get";

/** Under X11 inside of Wayland keys come only while such a window has the focus: there it counts as Wayland. */
export async function shortcutsFrom(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): Promise<DeskState["shortcutsFrom"]> {
  const isWayland = env.XDG_SESSION_TYPE === "wayland" || Boolean(env.WAYLAND_DISPLAY);
  if (platform !== "linux" || !isWayland) return "system";
  const version = await askBus({
    gdbus: [
      ...[`--dest=${portal}.Desktop`, `--object-path=${object}`, `--method=${get}`],
      ...[`${portal}.GlobalShortcuts`, "version"],
    ],
    dbusSend: [
      ...[`--dest=${portal}.Desktop`, object, get],
      ...[`string:${portal}.GlobalShortcuts`, "string:version"],
    ],
  });
  return version?.includes("uint32") ? "portal" : "nobody";
}
