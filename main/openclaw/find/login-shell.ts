/** What the person's own shell would start for a name: asked once, within a limit, whatever its rc files print or do. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Disk } from "./disk.ts";
import type { Run } from "./run.ts";

/** Absolute paths, as the shell names them; null where it knows none. */
export type ShellAnswer = { readonly openclaw: string | null; readonly node: string | null };

const limitMs = 5_000;
/** Kept from starting what asks, updates or takes the shell over, as shell-env does for the same purpose. */
const quiet = {
  DISABLE_AUTO_UPDATE: "true",
  ZSH_TMUX_AUTOSTART: "false",
  ZSH_TMUX_AUTOSTARTED: "true",
  TERM: "dumb",
};
/** Shells that take `-lic` and know `command -v` and `printf`; the others are not asked. */
const known = /^(?:ba|z|k|da|a|fi)?sh$/;

/** @returns nothing found where there is no such shell, it is not one that can be asked, or it does not end in time */
export async function askLoginShell(
  {
    env,
    platform,
  }: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly platform: NodeJS.Platform;
  },
  { disk, run }: { readonly disk: Disk; readonly run: Run },
): Promise<ShellAnswer> {
  const nothing = { openclaw: null, node: null };
  const shell = env.SHELL?.trim() || (platform === "darwin" ? "/bin/zsh" : "/bin/bash");
  const isKnown = path.posix.isAbsolute(shell) && known.test(path.posix.basename(shell));
  if (platform === "win32" || !isKnown || (await disk.look(shell))?.kind !== "file") return nothing;

  const mark = `sluice-${randomBytes(12).toString("hex")}`;
  const script = [
    `printf '%s\\n' ${mark}`,
    "command -v openclaw",
    `printf '%s\\n' ${mark}`,
    "command -v node",
    `printf '%s\\n' ${mark}`,
  ].join("; ");
  const printed = await run(shell, ["-lic", script], {
    env: { ...env, ...quiet },
    limitMs,
    isEnough: (bytes) => partsOf(bytes, mark).length > 3,
  });
  const [, openclaw = "", node = ""] = printed ? partsOf(printed, mark) : [];
  return { openclaw: absoluteIn(openclaw), node: absoluteIn(node) };
}

const partsOf = (printed: Uint8Array, mark: string) =>
  Buffer.from(printed).toString("utf8").split(`${mark}\n`);

/** An alias or a function is described in words; only a path on a line of its own is one. */
function absoluteIn(text: string): string | null {
  return (
    text
      .split("\n")
      .map((line) => line.trim())
      .find((line) => path.posix.isAbsolute(line)) ?? null
  );
}
