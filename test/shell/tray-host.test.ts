/** A tray host is believed in only where the desktop says there is one. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasTrayHost } from "../../main/shell/tray-host.ts";

test("macOS and Windows always have one", async () => {
  expect(await hasTrayHost("darwin")).toBe(true);
  expect(await hasTrayHost("win32")).toBe(true);
});

describe.skipIf(process.platform === "win32")("on Linux", () => {
  const { PATH } = process.env;
  let folder = "";
  const program = (name: string, script: string): void => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "sluice-bus-"));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true, force: true });
  });

  test("the bus is asked whether the watcher's name has an owner", async () => {
    program("gdbus", 'case "$*" in *StatusNotifierWatcher*) echo "(true,)";; esac');
    expect(await hasTrayHost("linux")).toBe(true);
    program("gdbus", 'echo "(false,)"');
    expect(await hasTrayHost("linux")).toBe(false);
  });

  test("a second program is tried where the first is missing or fails", async () => {
    program("dbus-send", 'echo "   boolean true"');
    expect(await hasTrayHost("linux")).toBe(true);
    program("gdbus", "exit 1");
    expect(await hasTrayHost("linux")).toBe(true);
  });

  test("nobody to ask means none", async () => {
    expect(await hasTrayHost("linux")).toBe(false);
    program("gdbus", "exit 1");
    program("dbus-send", "exit 1");
    expect(await hasTrayHost("linux")).toBe(false);
  });
});
