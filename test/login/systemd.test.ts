/** Launch at login by a real systemd: turned on, started with the desktop, again after a crash, not for ever, turned off. */

import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../../main/kit/log.ts";
import { createLogin, type Login } from "../../main/login/login.ts";
import { hasUserSystemd, startUserSystemd, type UserSystemd } from "./user-systemd.ts";

/** There is no display any more by then. */
const leaving = "--hidden --leave --ozone-platform=headless";
const log = createLog({ write: () => undefined, now: () => 0 });

describe.skipIf(!hasUserSystemd())("systemd", { timeout: 90_000 }, () => {
  let folder = "";
  let systemd: UserSystemd;
  /** Stands for Sluice: writes down how it was started, and ends or stays as it is told. */
  let program = "";
  let login: Login;
  const inFolder = (name: string) => path.join(folder, name);
  const starts = (): string[] =>
    existsSync(inFolder("starts"))
      ? readFileSync(inFolder("starts"), "utf8").trim().split("\n")
      : [];
  const units = () =>
    readdirSync(path.join(systemd.configFolder, "systemd/user"), { recursive: true })
      .filter((name) => String(name).endsWith(".service"))
      .sort();
  const systemctl = (...args: string[]): string =>
    execFileSync("systemctl", ["--user", ...args], { env: systemd.env })
      .toString()
      .trim();
  const behave = (script: string) => {
    rmSync(inFolder("starts"), { force: true });
    writeFileSync(inFolder("behaviour"), script);
    systemctl("reset-failed");
  };

  async function until<T>(what: () => T | null | false | undefined): Promise<T> {
    for (let left = 600; ; left -= 1) {
      const found = what();
      if (found) return found;
      if (left === 0) throw new Error(`it never came: ${starts().join(" | ")}`);
      await wait(50);
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "sluice-login-"));
    systemd = await startUserSystemd(folder);
    // Everything a unit's command line gives a meaning of its own.
    program = inFolder(`odd 100% $HOME "it's" \\n; slui-ce`);
    writeFileSync(
      program,
      `#!/bin/sh\necho "$*" >> '${inFolder("starts")}'\n case "$*" in *--leave*) exit 0;; esac\n. '${inFolder("behaviour")}'\n`,
    );
    chmodSync(program, 0o700);
    login = createLogin({
      platform: "linux",
      homeDir: folder,
      env: { ...systemd.env, DISPLAY: ":0" },
      program: [program],
      log,
    });
  }, 60_000);
  afterAll(async () => {
    await systemd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("in a session systemd knows nothing of, the desktop's own list is used", async () => {
    expect(await login.state()).toEqual({ supervisor: "autostart", isOn: false });
    expect(await login.set(true)).toEqual({ ok: true });
    expect(await login.state()).toEqual({ supervisor: "autostart", isOn: true });
    expect(units()).toEqual([]);
  });

  test("in one it looks after, the next start of Sluice moves the entry over to it", async () => {
    behave("sleep 1000");
    systemd.logIn();
    expect(await login.refresh()).toEqual({ ok: true });
    expect(await login.state()).toEqual({ supervisor: "systemd", isOn: true });
    expect(existsSync(path.join(systemd.configFolder, "autostart/sluice.desktop"))).toBe(false);
    expect(systemctl("is-enabled", "sluice.service")).toBe("enabled");
    // Sluice itself is what runs now: a second one is not started.
    expect(starts()).toEqual([]);
  });

  test("it is started with the desktop and ended with it", async () => {
    systemd.logOut();
    systemd.logIn();
    await until(() => starts().length > 0);
    expect(starts()).toEqual(["--hidden"]);
    systemd.logOut();
    await until(() => systemctl("show", "-P", "ActiveState", "sluice.service") === "inactive");
  });

  test("killed, it is started again within the time OpenClaw waits", async () => {
    behave("sleep 1000");
    systemd.logIn();
    await until(() => starts().length === 1);
    const killedAt = Date.now();
    systemctl("kill", "--signal=KILL", "sluice.service");
    await until(() => starts().length === 2);
    expect(Date.now() - killedAt).toBeLessThan(40_000);
    systemd.logOut();
  });

  test("killed with its session, as by the compositor's end, it leaves OpenClaw as it was and is not started again", async () => {
    behave("sleep 1000");
    systemd.logIn();
    await until(() => starts().length === 1);
    systemctl("kill", "--signal=KILL", "sluice.service");
    systemd.logOut();
    await until(() => systemctl("show", "-P", "ActiveState", "sluice.service") === "failed");
    // Its failure is answered, too: that one finds nothing left to do.
    const [first, ...others] = starts();
    expect(first).toBe("--hidden");
    expect([...new Set(others)]).toEqual([leaving]);
    expect(systemctl("is-enabled", "sluice.service")).toBe("enabled");
  });

  test("ended by the system it has left by itself, and nobody does it again", async () => {
    behave("trap 'exit 0' TERM; while :; do sleep 0.1; done");
    systemd.logIn();
    await until(() => starts().length === 1);
    systemd.logOut();
    await until(() => systemctl("show", "-P", "ActiveState", "sluice.service") === "inactive");
    expect(starts()).toEqual(["--hidden"]);
  });

  test("systemd itself finds no fault with the units", () => {
    const folder = path.join(systemd.configFolder, "systemd/user");
    for (const name of ["sluice.service", "sluice-unlink.service"]) {
      const { stderr } = spawnSync(
        "systemd-analyze",
        ["--user", "--man=no", "verify", path.join(folder, name)],
        { env: systemd.env, encoding: "utf8" },
      );
      expect(stderr.split("\n").filter((line) => line.includes("sluice"))).toEqual([]);
    }
  });

  test.each([0, 2, 3, 4])("an end with code %i is no crash", async (code) => {
    behave(`exit ${code}`);
    systemd.logIn();
    await until(
      () =>
        starts().length > 0 &&
        systemctl("show", "-P", "ActiveState", "sluice.service") === "inactive",
    );
    expect(starts()).toEqual(["--hidden"]);
    expect(systemctl("show", "-P", "Result", "sluice.service")).toBe("success");
    systemd.logOut();
  });

  test("one that always crashes is started four times, and then the link is taken back without it", async () => {
    behave("exit 7");
    systemd.logIn();
    await until(() => starts().includes(leaving));
    expect(starts()).toEqual(["--hidden", "--hidden", "--hidden", "--hidden", leaving]);
    expect(systemctl("show", "-P", "ActiveState", "sluice.service")).toBe("failed");
    systemd.logOut();
  });

  test("turned off with systemd's own program it counts as off, and no start of Sluice turns it on", async () => {
    behave("exit 0");
    systemd.logIn();
    systemctl("disable", "sluice.service");
    expect(await login.state()).toEqual({ supervisor: "systemd", isOn: false });
    expect(await login.refresh()).toEqual({ ok: true });
    expect(await login.state()).toEqual({ supervisor: "systemd", isOn: false });
    expect(await login.set(true)).toEqual({ ok: true });
    expect(await login.state()).toEqual({ supervisor: "systemd", isOn: true });
  });

  test("moved, the program is started from where it is now", async () => {
    behave("exit 0");
    mkdirSync(inFolder("moved"));
    const moved = inFolder("moved/sluice");
    writeFileSync(moved, `#!/bin/sh\necho "moved $*" >> '${inFolder("starts")}'\n`, {
      mode: 0o700,
    });
    const env = { ...systemd.env, DISPLAY: ":0" };
    const later = createLogin({ platform: "linux", homeDir: folder, env, program: [moved], log });
    expect(await later.refresh()).toEqual({ ok: true });
    systemd.logOut();
    systemd.logIn();
    await until(() => starts().length > 0);
    expect(starts()).toEqual(["moved --hidden"]);
  });

  test("turned off, nothing of it is left", async () => {
    expect(await login.set(false)).toEqual({ ok: true });
    expect(await login.state()).toEqual({ supervisor: "systemd", isOn: false });
    expect(units()).toEqual([]);
    expect(systemctl("show", "-P", "LoadState", "sluice.service")).toBe("not-found");
  });
});
