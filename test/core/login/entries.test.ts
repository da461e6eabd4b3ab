/** What is written for each system's own starter: read by the system's own tools where they are here, and back by us. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktopEntry, isDesktopEntryOn } from "../../../main/core/login/desktop-entry.ts";
import {
  isDisabledByLaunchd,
  isLaunchAgentOn,
  launchAgent,
} from "../../../main/core/login/launch-agent.ts";
import { lastingProgram, type Program } from "../../../main/core/login/program.ts";
import { isTaskFor, readTask, taskName, taskXml } from "../../../main/core/login/scheduled-task.ts";
import { serviceUnit, unlinkUnit } from "../../../main/core/login/systemd-unit.ts";
import { textOfXml, xmlText } from "../../../main/core/login/xml.ts";
import { need } from "../../support/tools.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sluice-entries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** None of them is part of Sluice. */
function has(tool: string, pack: string, ...args: string[]): boolean {
  const { status } = spawnSync(tool, args, { stdio: "ignore" });
  return need({ what: tool, present: status === 0, remedy: `apt-get install ${pack}` });
}

/** Everything the four formats give a meaning of its own. */
const odd = `/opt/a b/100% $HOME "it's" \\n; & <é> #\`x\`/slui-ce`;
const word = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => !/[\x00-\x1f\x7f]/.test(text));
const program: fc.Arbitrary<Program> = fc
  .tuple(word, fc.array(word, { maxLength: 3 }))
  .map(([name, args]) => [`/${name}`, ...args]);

describe("a systemd unit", () => {
  test("of the installed program is this", () => {
    expect(serviceUnit(["/opt/Sluice/sluice"])).toContain(
      "\nExecStart=:/opt/Sluice/sluice --hidden\n",
    );
    expect(unlinkUnit(["/opt/Sluice/sluice"])).toContain(
      "\nExecStart=:/opt/Sluice/sluice --hidden --leave --ozone-platform=headless\n",
    );
  });

  const check = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    try {
      const env = { PATH: process.env.PATH ?? "", HOME: folder, XDG_RUNTIME_DIR: folder };
      execFileSync("systemd-analyze", ["verify", "--user", file], { env, stdio: "pipe" });
      return "";
    } catch (error) {
      return String((error as { readonly stderr?: Buffer }).stderr);
    }
  };
  describe.skipIf(!has("systemd-analyze", "systemd", "--version"))("checked by systemd", () => {
    test.each(["/bin/true", `${folder}/100% $HOME "it's" \\n; é/slui-ce`])("%s: fine", (place) => {
      if (place.startsWith(folder)) {
        mkdirSync(path.dirname(place));
        writeFileSync(place, "#!/bin/sh\n", { mode: 0o755 });
      }
      expect(check("sluice-unlink.service", unlinkUnit([place]))).toBe("");
      expect(check("sluice.service", serviceUnit([place]))).toBe("");
    });

    test("a program that is not there is what it would complain of", () => {
      expect(check("sluice-unlink.service", unlinkUnit(["/nowhere/at all"]))).toContain(
        "/nowhere/at all is not executable",
      );
    });
  });
});

describe("a desktop entry", () => {
  test("of the installed program is this", () => {
    expect(desktopEntry(["/opt/Sluice/sluice"])).toContain("\nExec=/opt/Sluice/sluice --hidden\n");
  });

  test.skipIf(!has("desktop-file-validate", "desktop-file-utils", "--help"))(
    "is valid, whatever the program is called",
    () => {
      const file = path.join(folder, "sluice.desktop");
      for (const place of ["/opt/Sluice/sluice", odd]) {
        writeFileSync(file, desktopEntry([place]));
        execFileSync("desktop-file-validate", [file], { stdio: "pipe" });
      }
    },
  );

  /** GLib's own reader and launcher: what GNOME starts programs with. */
  describe.skipIf(!has("gio", "libglib2.0-bin", "version"))("started by a desktop", () => {
    const [place, said] = [
      path.join(folder, `100% $HOME "it's" \\n; \`x\` é`),
      path.join(folder, "said"),
    ];
    beforeAll(() => {
      mkdirSync(place);
      const script = `#!/bin/sh\nprintf '%s\\0' "$@" > "$SAID.next" && mv "$SAID.next" "$SAID"\n`;
      writeFileSync(path.join(place, "sluice"), script, { mode: 0o755 });
    });

    test("the program gets its arguments as they are", async () => {
      const args = ["a b", "100% %f", `"it's"`, "\\n $HOME `x`", "é;&|", "--hidden"];
      const file = path.join(folder, "start.desktop");
      writeFileSync(file, desktopEntry([path.join(place, "sluice"), ...args.slice(0, -1)]));
      const env = { PATH: process.env.PATH ?? "", HOME: folder, SAID: said };
      execFileSync("gio", ["launch", file], { env, stdio: "pipe" });
      const text = await untilThere(() => readFile(said, "utf8"));
      expect(text.split("\0").slice(0, -1)).toEqual(args);
    });
  });

  test("counts as off once somebody turned it off in the desktop's own list", () => {
    const text = desktopEntry(["/opt/Sluice/sluice"]);
    expect(isDesktopEntryOn(text)).toBe(true);
    expect(isDesktopEntryOn(text.replace("enabled=true", "enabled=false"))).toBe(false);
    expect(isDesktopEntryOn(`${text}Hidden=true\n`)).toBe(false);
    expect(isDesktopEntryOn(`${text}Hidden = true `)).toBe(false);
    expect(isDesktopEntryOn(`${text}Hidden=false\n`)).toBe(true);
    expect(isDesktopEntryOn(`${text}\n[Desktop Action x]\nHidden=true\n`)).toBe(true);
    for (const other of ["", "[Desktop Entry]", "Exec=/opt/Sluice/sluice", "[Other]\nExec=x"])
      expect(isDesktopEntryOn(other)).toBe(false);
  });
});

describe("a launch agent", () => {
  test.skipIf(!has("python3", "python3", "-c", "import plistlib"))(
    "is read by a reader of plists as it was meant",
    () => {
      const programs = fc.sample(program, 50);
      const code =
        "import json,plistlib,sys; texts = sys.stdin.buffer.read().split(b'\\0'); print(json.dumps([plistlib.loads(one) for one in texts]))";
      const said = execFileSync("python3", ["-c", code], {
        input: programs.map(launchAgent).join("\0"),
      });
      expect(JSON.parse(said.toString())).toEqual(
        programs.map((one) => ({
          Label: "app.sluice.Sluice",
          AssociatedBundleIdentifiers: "app.sluice.Sluice",
          ProgramArguments: [...one, "--hidden"],
          RunAtLoad: true,
          KeepAlive: { SuccessfulExit: false },
          ThrottleInterval: 10,
          ProcessType: "Interactive",
          LimitLoadToSessionType: "Aqua",
        })),
      );
    },
  );

  test("counts as off once it, or launchd's own list, says so", () => {
    const text = launchAgent(["/Applications/Sluice.app/Contents/MacOS/Sluice"]);
    expect(isLaunchAgentOn(text)).toBe(true);
    expect(
      isLaunchAgentOn(text.replace("<key>Label", "<key>Disabled</key>\n\t<true/>\n<key>Label")),
    ).toBe(false);
    expect(isLaunchAgentOn("<plist/>")).toBe(false);
    // As launchctl of macOS 14, and of macOS 12, prints it.
    const list = (state: string) =>
      `disabled services = {\n\t\t"com.apple.Siri.agent" => disabled\n\t\t"app.sluice.Sluice" => ${state}\n\t}\nlogin item associations = {\n\t}\n`;
    for (const off of ["disabled", "true"]) expect(isDisabledByLaunchd(list(off))).toBe(true);
    for (const on of ["enabled", "false"]) expect(isDisabledByLaunchd(list(on))).toBe(false);
    expect(isDisabledByLaunchd(`"appXsluice.Sluice" => disabled`)).toBe(false);
  });
});

describe("a scheduled task", () => {
  const installed: Program = ["C:\\Users\\Åse\\AppData\\Local\\Programs\\Sluice\\Sluice.exe"];

  test("says for whom, how long and how often", () => {
    const xml = taskXml(installed, "DESK\\Åse & Co");
    expect(xml.match(/<UserId>DESK\\Åse &amp; Co<\/UserId>/g)).toHaveLength(2);
    for (const part of [
      "<LogonType>InteractiveToken</LogonType>",
      "<RunLevel>LeastPrivilege</RunLevel>",
      "<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>",
      "<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>",
      "<Interval>PT1M</Interval>",
      "<Count>3</Count>",
      "<Arguments>--hidden</Arguments>",
    ])
      expect(xml).toContain(part);
    expect(taskName("Åse")).toBe("Sluice (Åse)");
  });

  test.skipIf(!has("python3", "python3", "-c", "import xml.etree"))(
    "is well-formed, whatever the program is called",
    () => {
      const code = "import sys,xml.etree.ElementTree as e; e.parse(sys.stdin)";
      const input = taskXml([odd], `a<b>&"c"'d'`).replace("UTF-16", "UTF-8");
      execFileSync("python3", ["-c", code], { input, stdio: "pipe" });
    },
  );

  test("is found again, whatever the program is called and whatever the console makes of its letters", () => {
    fc.assert(
      fc.property(program, program, (one, other) => {
        const xml = taskXml(one, "DESK\\a");
        for (const printed of [xml, xml.replace(/[^\x00-\x7f]/g, "\ufffd"), [...xml].join("\0")]) {
          const found = readTask(printed);
          expect(found?.isOn).toBe(true);
          expect(found && isTaskFor(found, one)).toBe(true);
        }
        const found = readTask(xml);
        const isAscii = /^[\x20-\x3e\x40-\x7e]*$/.test([...one, ...other].join(""));
        if (isAscii && JSON.stringify(one).toLowerCase() !== JSON.stringify(other).toLowerCase())
          expect(found && isTaskFor(found, other)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test("counts as off once it, or its trigger, was disabled; and what is none is none", () => {
    const xml = taskXml(installed, "DESK\\a");
    const [trigger, settings] = [
      "<LogonTrigger>\n      <Enabled>",
      "<AllowStartOnDemand>true</AllowStartOnDemand>\n    <Enabled>",
    ];
    for (const place of [trigger, settings]) {
      expect(xml).toContain(`${place}true`);
      expect(readTask(xml.replace(`${place}true`, `${place}false`))?.isOn).toBe(false);
    }
    expect(readTask(xml.replace(/<LogonTrigger>[\s\S]*<\/LogonTrigger>/, ""))?.isOn).toBe(false);
    expect(readTask("ERROR: The system cannot find the file specified.")).toBeNull();
  });
});

test("texts come back from XML as they went in, and what is no reference stays", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(textOfXml(xmlText(text))).toBe(text);
    }),
  );
  expect(textOfXml("&#65;&#x42;&nbsp;&#x110000;& &;")).toBe("AB&nbsp;&#x110000;& &;");
});

describe("the program", () => {
  test("is the AppImage's own file, not where it is mounted for the moment", () => {
    const env = { APPIMAGE: "/home/a/Sluice.AppImage", APPDIR: "/tmp/.mount_Sluice" };
    expect(lastingProgram(["/tmp/.mount_Sluice/sluice", "--x"], env)).toEqual([
      "/home/a/Sluice.AppImage",
      "--x",
    ]);
    // Started from inside of somebody else's AppImage.
    expect(lastingProgram(["/opt/Sluice/sluice"], env)).toEqual(["/opt/Sluice/sluice"]);
  });

  test.each([
    [[]],
    [["sluice"]],
    [["./sluice"]],
    [["/a\nb"]],
    [["/a", "b\0"]],
    [["/Volumes/Sluice/Sluice.app/Contents/MacOS/Sluice"]],
    [["/private/var/folders/x/T/AppTranslocation/1-2/d/Sluice.app/Contents/MacOS/Sluice"]],
  ])("cannot be started at login: %j", (words) => {
    expect(lastingProgram(words, {})).toBeNull();
  });

  test.each([
    ["/opt/Sluice/sluice"],
    ["C:\\Sluice\\Sluice.exe"],
    ["\\\\server\\share\\Sluice.exe"],
  ])("can: %s", (place) => {
    expect(lastingProgram([place], {})).toEqual([place]);
  });
});

async function untilThere(read: () => Promise<string>): Promise<string> {
  for (let left = 200; left > 0; left -= 1) {
    const text = await read().catch(() => null);
    if (text !== null) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the program was not started");
}
