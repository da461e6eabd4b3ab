/** Who gives keys that work everywhere: asked of the desktop's portal, and only where there is no other way. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { shortcutsFrom } from "../../main/shell/shortcuts-from.ts";

const wayland = { XDG_SESSION_TYPE: "wayland" };

describe.skipIf(process.platform === "win32")("keys", () => {
  const { PATH } = process.env;
  let folder = "";
  const program = (name: string, script: string): void => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "sluice-portal-"));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true, force: true });
  });

  test("are the system's own where it is not Wayland, and nobody is asked", async () => {
    program("gdbus", `: >"${folder}/asked"; exit 1`);
    expect(await shortcutsFrom("linux", { XDG_SESSION_TYPE: "x11" })).toBe("system");
    expect(await shortcutsFrom("darwin", wayland)).toBe("system");
    expect(await shortcutsFrom("win32", wayland)).toBe("system");
  });

  test("are the portal's where the desktop has one", async () => {
    program("gdbus", 'case "$*" in *portal.GlobalShortcuts*) echo "(<uint32 1>,)";; esac');
    expect(await shortcutsFrom("linux", wayland)).toBe("portal");
    expect(await shortcutsFrom("linux", { WAYLAND_DISPLAY: "wayland-1" })).toBe("portal");
    program("gdbus", "exit 1");
    program("dbus-send", 'echo "   variant       uint32 2"');
    expect(await shortcutsFrom("linux", wayland)).toBe("portal");
  });

  test("are nobody's where it has none, as under sway", async () => {
    program("gdbus", "exit 1");
    program("dbus-send", "exit 1");
    expect(await shortcutsFrom("linux", wayland)).toBe("nobody");
  });
});
