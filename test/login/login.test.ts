/** Launch at login on each system: what is written, asked and removed, with the system's own programs played. */
import {
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
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { taskXml } from "../../main/core/login/scheduled-task.ts";
import { createLog } from "../../main/kit/log.ts";
import { createLogin, type LoginOptions } from "../../main/login/login.ts";
import type { Run } from "../../main/login/run.ts";

const log = createLog({ write: () => undefined, now: () => 0 });

let home = "";
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "sluice-login-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

/** A system program that answers as told, and remembers what it was asked. */
function playing(answer: (args: readonly string[]) => Awaited<ReturnType<Run>>) {
  const calls: string[] = [];
  const run: Run = async (command, args) => {
    calls.push([command, ...args].join(" "));
    return answer(args);
  };
  return { run, calls };
}
const nothingThere: Run = async () => null;

const login = (options: Partial<LoginOptions> = {}) =>
  createLogin({
    platform: "linux",
    homeDir: home,
    env: { DISPLAY: ":0" },
    program: ["/opt/Sluice/sluice"],
    log,
    run: nothingThere,
    ...options,
  });

describe("on Linux without a systemd that looks after the session", () => {
  const entry = () => path.join(home, ".config/autostart/sluice.desktop");

  test("off is how it begins, and looking at it or turning it off writes nothing", async () => {
    expect(await login().state()).toEqual({ supervisor: "autostart", isOn: false });
    expect(await login().set(false)).toEqual({ ok: true });
    expect(await login().refresh()).toEqual({ ok: true });
    expect(readdirSync(home)).toEqual([]);
  });

  test("on and off again leaves the list as it was", async () => {
    expect(await login().set(true)).toEqual({ ok: true });
    expect(filesIn(home)).toEqual([".config/autostart/sluice.desktop"]);
    expect(readFileSync(entry(), "utf8")).toContain("\nExec=/opt/Sluice/sluice --hidden\n");
    expect(await login().state()).toEqual({ supervisor: "autostart", isOn: true });
    expect(await login().set(false)).toEqual({ ok: true });
    expect(filesIn(home)).toEqual([]);
  });

  test("turned off in the desktop's list it is off, stays off at the next start, and can be turned on here", async () => {
    await login().set(true);
    writeFileSync(entry(), `${readFileSync(entry(), "utf8")}Hidden=true\n`);
    expect(await login().state()).toEqual({ supervisor: "autostart", isOn: false });
    const before = readFileSync(entry(), "utf8");
    expect(await login().refresh()).toEqual({ ok: true });
    expect(readFileSync(entry(), "utf8")).toBe(before);
    await login().set(true);
    expect(await login().state()).toEqual({ supervisor: "autostart", isOn: true });
  });

  test("a program that moved is written anew at its next start, from a desktop only", async () => {
    await login().set(true);
    const program = ["/home/a/Sluice 2.AppImage"];
    expect(await login({ program, env: {} }).refresh()).toEqual({ ok: true });
    expect(readFileSync(entry(), "utf8")).toContain("\nExec=/opt/Sluice/sluice --hidden\n");
    expect(await login({ program }).refresh()).toEqual({ ok: true });
    expect(readFileSync(entry(), "utf8")).toContain(
      `\nExec="/home/a/Sluice 2.AppImage" --hidden\n`,
    );
  });

  test("under a window manager that starts nothing by itself, the line for its configuration is told", async () => {
    const env = { WAYLAND_DISPLAY: "wayland-1", XDG_CURRENT_DESKTOP: "sway" };
    expect(await login({ env }).state()).toEqual({
      ...{ supervisor: "autostart", isOn: false },
      byHand: { desktop: "sway", line: "exec /opt/Sluice/sluice --hidden" },
    });
    expect(await login({ env, program: ["sluice"] }).state()).toEqual({
      ...{ supervisor: null, isOn: false },
    });
  });

  test("an AppImage is started by its own file", async () => {
    const env = { DISPLAY: ":0", APPIMAGE: "/home/a/Sluice.AppImage", APPDIR: "/tmp/.mount_x" };
    await login({ env, program: ["/tmp/.mount_x/sluice"] }).set(true);
    expect(readFileSync(entry(), "utf8")).toContain("\nExec=/home/a/Sluice.AppImage --hidden\n");
  });

  test("the person's own place for settings is used", async () => {
    const env = { DISPLAY: ":0", XDG_CONFIG_HOME: path.join(home, "elsewhere") };
    await login({ env }).set(true);
    expect(filesIn(home)).toEqual(["elsewhere/autostart/sluice.desktop"]);
  });

  test("a program nobody could start tomorrow is refused, and an older entry can still be removed", async () => {
    await login().set(true);
    const lost = login({ program: ["sluice"] });
    expect(await lost.set(true)).toEqual({ ok: false, code: "login.unsupported" });
    expect(await lost.refresh()).toEqual({ ok: true });
    expect(await lost.state()).toEqual({ supervisor: "autostart", isOn: true });
    expect(await lost.set(false)).toEqual({ ok: true });
    expect(await lost.state()).toEqual({ supervisor: null, isOn: false });
  });

  test("a list that cannot be written is a refusal", async () => {
    mkdirSync(path.join(home, ".config"));
    writeFileSync(path.join(home, ".config/autostart"), "a file");
    expect(await login().set(true)).toMatchObject({ ok: false, code: "login.failed" });
  });
});

describe("on Linux with a systemd that refuses", () => {
  test("nothing of a failed attempt stays behind", async () => {
    const { run, calls } = playing(([, verb]) =>
      verb === "enable" ? { code: 1, stdout: "" } : { code: 0, stdout: "active\n" },
    );
    expect(await login({ run }).set(true)).toEqual({
      ok: false,
      code: "login.failed",
      detail: "systemctl enable",
    });
    expect(filesIn(home)).toEqual([]);
    expect(calls.some((call) => /\bstart\b/.test(call))).toBe(false);
  });

  test("what stands is removed even when systemd answers no more", async () => {
    const units = path.join(home, ".config/systemd/user");
    mkdirSync(path.join(units, "graphical-session.target.wants"), { recursive: true });
    for (const name of [
      "sluice.service",
      "sluice-unlink.service",
      "graphical-session.target.wants/sluice.service",
    ])
      writeFileSync(path.join(units, name), "");
    expect(await login().state()).toEqual({ supervisor: "systemd", isOn: true });
    expect(await login().set(false)).toEqual({ ok: true });
    expect(filesIn(home)).toEqual([]);
  });
});

describe("on macOS", () => {
  const agent = () => path.join(home, "Library/LaunchAgents/app.sluice.Sluice.plist");
  const mac = (run: Run) =>
    login({ platform: "darwin", program: ["/Applications/Sluice.app/Contents/MacOS/Sluice"], run });

  test("an agent is written and removed; launchd, which runs Sluice, is asked to load or end nothing", async () => {
    const { run, calls } = playing(() => ({ code: 0, stdout: "disabled services = {\n}\n" }));
    expect(await mac(run).state()).toEqual({ supervisor: "launchd", isOn: false });
    expect(await mac(run).set(true)).toEqual({ ok: true });
    expect(await mac(run).state()).toEqual({ supervisor: "launchd", isOn: true });
    expect(readFileSync(agent(), "utf8")).toContain("<string>--hidden</string>");
    expect(await mac(run).set(false)).toEqual({ ok: true });
    expect(existsSync(agent())).toBe(false);
    expect(calls.filter((call) => !call.includes("print-disabled"))).toEqual([]);
  });

  test("turned off in launchd's list it is off; turned on here, the list is told", async () => {
    let isDisabled = true;
    const { run, calls } = playing(([verb]) => {
      if (verb === "enable") isDisabled = false;
      return {
        code: 0,
        stdout: `\t"app.sluice.Sluice" => ${isDisabled ? "disabled" : "enabled"}\n`,
      };
    });
    mkdirSync(path.dirname(agent()), { recursive: true });
    writeFileSync(agent(), "<string>app.sluice.Sluice</string>");
    expect(await mac(run).state()).toEqual({ supervisor: "launchd", isOn: false });
    expect(await mac(run).set(true)).toEqual({ ok: true });
    expect(await mac(run).state()).toEqual({ supervisor: "launchd", isOn: true });
    expect(calls).toContain(
      `/bin/launchctl enable gui/${process.getuid?.() ?? 0}/app.sluice.Sluice`,
    );
  });

  test("an older agent is written anew at the next start", async () => {
    mkdirSync(path.dirname(agent()), { recursive: true });
    writeFileSync(agent(), "<string>app.sluice.Sluice</string>");
    expect(await mac(nothingThere).refresh()).toEqual({ ok: true });
    expect(readFileSync(agent(), "utf8")).toContain("<key>KeepAlive</key>");
  });
});

describe("on Windows", () => {
  const program = ["C:\\Users\\Åse\\Programs\\Sluice\\Sluice.exe"] as const;
  const env = { USERNAME: "Åse", USERDOMAIN: "DESK", SystemRoot: "D:\\Windows" };
  /** The scheduler's list with one place in it. */
  function scheduler(task: string | null = null) {
    const list = { task, encoding: "" };
    const played = playing(([verb = "", , , ...rest]) => {
      if (verb === "/Query")
        return list.task ? { code: 0, stdout: list.task } : { code: 1, stdout: "" };
      if (verb === "/Delete") list.task = null;
      if (verb === "/Create") {
        const bytes = readFileSync(rest[1] ?? "");
        list.encoding = bytes.subarray(0, 2).toString("hex");
        // What comes out again is in the console's letters.
        list.task = bytes.subarray(2).toString("utf16le").replaceAll("Å", "?");
      }
      return { code: 0, stdout: "" };
    });
    return { list, ...played };
  }
  const windows = (run: Run) => login({ platform: "win32", program, env, run });

  test("a task is made from a file in UTF-16, found again and removed", async () => {
    const { run, list, calls } = scheduler();
    expect(await windows(run).state()).toEqual({ supervisor: "task", isOn: false });
    expect(await windows(run).set(true)).toEqual({ ok: true });
    expect(list.encoding).toBe("fffe");
    expect(list.task).toContain("<UserId>DESK\\?se</UserId>");
    expect(await windows(run).state()).toEqual({ supervisor: "task", isOn: true });
    const made = calls.length;
    expect(await windows(run).refresh()).toEqual({ ok: true });
    expect(calls.slice(made).filter((call) => call.includes("/Create"))).toEqual([]);
    expect(await windows(run).set(false)).toEqual({ ok: true });
    expect(list.task).toBeNull();
    expect(calls[0]).toBe("D:\\Windows\\System32\\schtasks.exe /Query /TN Sluice (Åse) /XML");
  });

  test("a task that was disabled is off and left alone; one for another place is made anew", async () => {
    const off = taskXml(program, "DESK\\a").replaceAll("<Enabled>true", "<Enabled>false");
    const disabled = scheduler(off);
    expect(await windows(disabled.run).state()).toEqual({ supervisor: "task", isOn: false });
    expect(await windows(disabled.run).refresh()).toEqual({ ok: true });
    expect(disabled.list.task).toBe(off);
    const moved = scheduler(taskXml(["C:\\Old\\Sluice.exe"], "DESK\\a"));
    expect(await windows(moved.run).refresh()).toEqual({ ok: true });
    expect(moved.list.task).toContain("Programs\\Sluice\\Sluice.exe");
  });

  test("a scheduler that refuses is a refusal, and the file it was told from is gone", async () => {
    let file = "";
    const run: Run = async (_, args) => {
      file = args.includes("/Create") ? (args[4] ?? "") : file;
      return { code: 1, stdout: "" };
    };
    expect(await windows(run).set(true)).toEqual({
      ok: false,
      code: "login.failed",
      detail: "schtasks create",
    });
    expect(file).toContain("task.xml");
    expect(existsSync(path.dirname(file))).toBe(false);
  });
});

test("where nothing can start it, that is said", async () => {
  for (const options of [{ platform: "freebsd" }, { platform: "win32", env: {} }] as const) {
    expect(await login(options).state()).toEqual({ supervisor: null, isOn: false });
    expect(await login(options).set(true)).toEqual({ ok: false, code: "login.unsupported" });
    expect(await login(options).set(false)).toEqual({ ok: true });
  }
});
