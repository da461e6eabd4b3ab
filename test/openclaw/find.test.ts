/** The search against the real OpenClaw: it finds it, what it names starts, and what OpenClaw writes today is understood. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseEnvironmentFile } from "../../main/core/find/environment-file.ts";
import { parseLaunchAgent } from "../../main/core/find/launchd.ts";
import { parseUnit } from "../../main/core/find/systemd.ts";
import { parseTaskScript } from "../../main/core/find/task.ts";
import { findOpenClaw, inspectChosen } from "../../main/openclaw/find/find.ts";
import type { Start, Written } from "../openclaw-room/find/real-writer.ts";
import { hasOpenClaw, installOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";

/** Node.js where the search looks for one that no manager keeps. */
const env = { PATH: path.dirname(process.execPath) };

describe.skipIf(!(await hasOpenClaw()))(`OpenClaw ${openClawVersion}`, () => {
  test("is found where npm linked it, and starts as found", async () => {
    const script = await installOpenClaw();
    const homeDir = mkdtempSync(path.join(tmpdir(), "sluice find-"));
    onTestFinished(() => rmSync(homeDir, { recursive: true, force: true }));
    const modules = path.join(homeDir, ".npm-global/lib/node_modules");
    mkdirSync(modules, { recursive: true });
    mkdirSync(path.join(homeDir, ".npm-global/bin"));
    symlinkSync(path.dirname(script), path.join(modules, "openclaw"));
    symlinkSync(
      "../lib/node_modules/openclaw/openclaw.mjs",
      path.join(homeDir, ".npm-global/bin/openclaw"),
    );
    const { installs } = await findOpenClaw({ env, homeDir, chosenPath: null });
    const install = installs.find(({ entry }) => entry === realpathSync(script));
    expect(install).toMatchObject({ source: "npm", version: openClawVersion, isTooOld: false });
    const { node = null, entry = "" } = install ?? {};
    expect(node && path.isAbsolute(node)).toBe(true);
    const said = execFileSync(node ?? "", [entry, "--version"], {
      encoding: "utf8",
      env: { HOME: homeDir, PATH: "/usr/bin:/bin" },
      timeout: 60_000,
    });
    expect(said).toContain(openClawVersion);
  }, 90_000);

  test("is recognised by its script, its package and the folder it was installed under", async () => {
    const script = await installOpenClaw();
    const folder = path.dirname(script);
    for (const given of [
      script,
      folder,
      path.join(folder, "../.."),
      path.join(folder, "../.bin/openclaw"),
    ]) {
      const inspected = await inspectChosen(given, { env, homeDir: "/nobody" });
      expect(inspected).toMatchObject({
        ok: true,
        install: { source: "chosen", entry: realpathSync(script), version: openClawVersion },
      });
    }
  });

  test("what it writes into service definitions is read back, however odd the paths", async () => {
    const dist = path.join(path.dirname(await installOpenClaw()), "dist");
    const starts = fc.sample(start, 200);
    const printed = execFileSync(
      process.execPath,
      [path.join(import.meta.dirname, "../openclaw-room/find/real-writer.ts")],
      {
        input: JSON.stringify({ dist, starts }),
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        env: { HOME: "/nobody", PATH: "/usr/bin:/bin" },
        timeout: 60_000,
      },
    );
    const written: readonly Written[] = JSON.parse(printed);
    const counted = { plist: 0, unit: 0, environmentFile: 0, task: 0 };
    for (const [index, { plist, unit, environmentFile, task }] of written.entries()) {
      const { words, environment } = starts[index] ?? { words: [], environment: {} };
      const expected = { node: words[0], entry: words[1], port: 18_789, environment };
      const place = { file: "x", label: "openclaw-gateway.service", homeDir: "/home/ada" };
      if (plist) {
        counted.plist += 1;
        expect(parseLaunchAgent(plist, "x")).toMatchObject(expected);
      }
      // 2026.5.28 escapes quotes and percent signs wrongly: systemd itself reads those units otherwise.
      if (
        unit &&
        !(openClawVersion === "2026.5.28" && /["\\%]/.test(JSON.stringify(starts[index])))
      ) {
        counted.unit += 1;
        expect(parseUnit([unit], place)?.service).toMatchObject(expected);
      }
      if (environmentFile !== null) {
        counted.environmentFile += 1;
        expect(parseEnvironmentFile(environmentFile)).toEqual(environment);
      }
      if (task) {
        counted.task += 1;
        expect(parseTaskScript(task, "x")).toMatchObject(expected);
      }
    }
    if (openClawVersion === "2026.9.6")
      expect(counted).toEqual({ plist: 200, unit: 200, environmentFile: 200, task: 200 });
  }, 90_000);
});

/** Letters all three systems allow in a path; apostrophes are left out, for OpenClaw does not quote them for systemd. */
const letters = fc.constantFrom(..."abZ09-_.@+~ é漢🦞&%$!#;=(){}[],^`");
const text = fc
  .string({ unit: letters, minLength: 1, maxLength: 16 })
  .filter((one) => one.trim() === one);
const start: fc.Arbitrary<Start> = fc
  .record({
    folder: text,
    isWindows: fc.boolean(),
    environment: fc.dictionary(fc.constantFrom("HOME", "A_KEY", "B1"), text),
  })
  .map(({ folder, isWindows, environment }) => {
    const root = isWindows ? `C:\\${folder}\\` : `/${folder}/`;
    const script = isWindows ? "openclaw\\dist\\index.js" : "openclaw/dist/index.js";
    const node = isWindows ? "node.exe" : "bin/node";
    return {
      words: [`${root}${node}`, `${root}${script}`, "gateway", "--port", "18789"],
      environment,
    };
  });
