/** What deb and rpm run before their files go, run for real: in a view of the file system with people, homes and a program of the test's own. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { need, needTools } from "../support/tools.ts";
import { root } from "./pack.ts";

const script = path.join(root, "build/linux/before-remove.sh");
/** Only this process sees what is mounted. */
const unshare = ["--mount", "--propagation", "private", "sh", "-c"];

const hasTerminal = needTools({ names: ["script"], install: "apt-get install bsdutils" });
const hasShellcheck = needTools({ names: ["shellcheck"], install: "apt-get install shellcheck" });

/** False, said loudly, where nobody can be played. */
function canPlay(): boolean {
  const tried = spawnSync("unshare", [
    ...unshare,
    "mount -t tmpfs none /opt && command -v runuser",
  ]);
  return need({
    what: "the right to play the people of a machine",
    present: tried.status === 0,
    remedy: "run as root, where unshare may be used",
  });
}

const entries = [
  "autostart/sluice.desktop",
  "systemd/user/sluice.service",
  "systemd/user/sluice-unlink.service",
  "systemd/user/graphical-session.target.wants/sluice.service",
];

describe.skipIf(!canPlay())("before the package goes", () => {
  let folder = "";
  const people: { name: string; uid: number; home: string }[] = [];
  const at = (name: string) => path.join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "sluice-remove-"));
    chmodSync(folder, 0o711);
    people.length = 0;
    mkdirSync(at("opt/Sluice"), { recursive: true });
    // Anybody may tell what happened to them.
    mkdirSync(at("said"));
    chmodSync(at("said"), 0o777);
    behave(`{ id -un; env | sort; echo "$@"; } > ${at("said")}/$LOGNAME`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function behave(does: string): void {
    const program = at("opt/Sluice/sluice");
    writeFileSync(program, `#!/bin/sh\n${does}\n`);
    chmodSync(program, 0o755);
  }

  /** @param has what they have in `.config` */
  function person(name: string, has: readonly string[]): string {
    const uid = 60_001 + people.length;
    const home = at(`home of ${name}`);
    const own = (place: string) => chownSync(place, uid, uid);
    mkdirSync(home, { mode: 0o700 });
    for (const entry of has) {
      const file = path.join(home, ".config", entry);
      const isFolder = entry.endsWith("/");
      mkdirSync(isFolder ? file : path.dirname(file), { recursive: true });
      if (!isFolder) writeFileSync(file, "");
    }
    own(home);
    for (const name of readdirSync(home, { recursive: true })) own(path.join(home, String(name)));
    people.push({ name, uid, home });
    return home;
  }

  function play(...args: string[]): readonly string[] {
    const lines = people.map(({ name, uid, home }) => `${name}:x:${uid}:${uid}::${home}:/bin/sh\n`);
    writeFileSync(at("passwd"), `root:x:0:0:root:${at("nobody's")}:/bin/sh\n${lines.join("")}`);
    const does = `mount --bind '${at("opt")}' /opt && mount --bind '${at("passwd")}' /etc/passwd && exec ${script} "$@"`;
    return [...unshare, does, "sh", ...args];
  }
  const env = { PATH: process.env.PATH ?? "", SECRET_OF_ROOT: "x" };

  function run(...args: string[]) {
    const limits = { timeout: 45_000, killSignal: "SIGKILL" } as const;
    const ran = spawnSync("unshare", play(...args), { env, encoding: "utf8", ...limits });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, "", ""]);
  }
  const said = (name: string): string[] | null =>
    existsSync(at(`said/${name}`))
      ? readFileSync(at(`said/${name}`), "utf8")
          .trim()
          .split("\n")
      : null;

  test.each(["remove", "0"])(
    "(%s) each person who has used Sluice gets it undone, as themselves and with nothing of root's",
    (how) => {
      const home = person("ada", ["Sluice/journal/"]);
      person("bob", ["Sluice/journal/", ...entries]);
      person("eve", ["other/"]);
      run(how);
      expect(said("ada")).toEqual([
        "ada",
        `HOME=${home}`,
        "LOGNAME=ada",
        "PATH=/usr/bin:/bin",
        expect.stringMatching(/^PWD=/),
        "USER=ada",
        "XDG_RUNTIME_DIR=/run/user/60001",
        "--unlink --ozone-platform=headless",
      ]);
      expect(said("bob")?.at(-1)).toBe("--unlink --ozone-platform=headless");
      expect(said("eve")).toBeNull();
    },
  );

  test("nothing tries to start Sluice any more, for those who never linked it too; what is not ours stays", () => {
    const homes = [
      person("ada", [...entries, "autostart/other.desktop"]),
      person("bob", ["Sluice/journal/", ...entries]),
    ];
    run("remove");
    for (const home of homes)
      for (const entry of entries)
        expect(existsSync(path.join(home, ".config", entry))).toBe(false);
    expect(existsSync(path.join(homes[0] ?? "", ".config/autostart/other.desktop"))).toBe(true);
  });

  test.each([["upgrade", "2.0"], ["1"], ["deconfigure"], ["failed-upgrade"], []])(
    "at an upgrade (%s) nothing is undone",
    (...args) => {
      const home = person("ada", ["Sluice/journal/", ...entries]);
      run(...args.filter((arg) => arg !== undefined));
      expect(said("ada")).toBeNull();
      expect(existsSync(path.join(home, ".config", entries[0] ?? ""))).toBe(true);
    },
  );

  test("a program that fails, or is gone already, keeps the package from nothing", () => {
    const home = person("ada", ["Sluice/journal/", ...entries]);
    behave("exit 1");
    run("remove");
    expect(existsSync(path.join(home, ".config", entries[0] ?? ""))).toBe(false);
    rmSync(at("opt/Sluice/sluice"));
    run("remove");
  });

  test("a link somebody laid leads root nowhere", () => {
    const home = person("eve", ["autostart/", "systemd/"]);
    writeFileSync(at("precious"), "");
    mkdirSync(at("other"));
    writeFileSync(at("other/sluice.service"), "");
    symlinkSync(at("precious"), path.join(home, ".config/autostart/sluice.desktop"));
    symlinkSync(at("other"), path.join(home, ".config/systemd/user"));
    run("remove");
    expect(existsSync(at("precious"))).toBe(true);
    expect(existsSync(at("other/sluice.service"))).toBe(true);
    expect(readdirSync(path.join(home, ".config/autostart"))).toEqual([]);
  });

  test("one who hangs, and stops whom they can, is waited for no longer than twenty seconds", {
    timeout: 60_000,
  }, () => {
    person("ada", ["Sluice/journal/"]);
    person("bob", ["Sluice/journal/"]);
    // Whoever is to end ada is stopped, where she has the right to.
    const hangs = "kill -STOP $PPID; exec sleep 300";
    behave(`echo started > ${at("said")}/$LOGNAME; if [ $LOGNAME = ada ]; then ${hangs}; fi`);
    const startedAt = Date.now();
    run("remove");
    expect(Date.now() - startedAt).toBeLessThan(40_000);
    expect([said("ada"), said("bob")]).toEqual([["started"], ["started"]]);
  });

  test.skipIf(!hasTerminal)("root's terminal is nobody's to type into", () => {
    person("ada", ["Sluice/journal/"]);
    behave(`{ true </dev/tty && echo typed || echo none; } 2>/dev/null > ${at("said")}/$LOGNAME`);
    const quoted = ["unshare", ...play("remove")].map((one) => `'${one.replaceAll("'", "'\\''")}'`);
    execFileSync("script", ["-qec", quoted.join(" "), "/dev/null"], { env, stdio: "pipe" });
    expect(said("ada")).toEqual(["none"]);
  });

  test.skipIf(!hasShellcheck)("shellcheck finds nothing", () => {
    execFileSync("shellcheck", [script], { stdio: "pipe" });
  });
});
