/** The service definitions and shims that real programs wrote, and how they came to be. */
import { readFileSync } from "node:fs";
import path from "node:path";

const folder = path.join(import.meta.dirname, "../../openclaw-room/find/recorded");

/**
 * `2026.9.6/`, `2026.5.28/`: written by the generators in the dist of those versions of OpenClaw (buildGatewayInstallPlan,
 * then writeLaunchAgentPlist, buildSystemdUnit, buildTaskScript, buildHiddenLauncherScript, buildStartupLauncherScript),
 * for a person called ada on each system, with her paths in place of the machine's; `work.*` with a profile, `odd.service`
 * with paths as no one should have them, `*.cp850.cmd` as encodeWindowsLauncherScript writes on a Western Windows.
 * `shims/`: npm 10 (its cmd-shim), pnpm 10.34 and 12.21 (`pnpm add -g`), @zkochan/cmd-shim for pnpm's batch file, and the
 * two texts of OpenClaw's install-cli.sh and install.ps1 (2026.9.6).
 */
export const recordedBytes = (name: string): Uint8Array => readFileSync(path.join(folder, name));
export const recorded = (name: string): string => readFileSync(path.join(folder, name), "utf8");
