/** Window managers that start nothing at login but what stands in their own configuration, and the line to write there. */
import type { LoginState } from "../../../preload/contract/openclaw.ts";
import type { Program } from "./program.ts";

type ByHand = NonNullable<LoginState["byHand"]>;

/** `sign`: a variable each of them gives to whatever it starts, also where nothing names the desktop. */
const managers = [
  { desktop: "sway", sign: "SWAYSOCK", word: "exec" },
  { desktop: "i3", sign: "I3SOCK", word: "exec --no-startup-id" },
  { desktop: "Hyprland", sign: "HYPRLAND_INSTANCE_SIGNATURE", word: "exec-once =" },
] as const;

/** Null on desktops that have a list of programs to start, and for a program that will not be there tomorrow. */
export function byHandOf(
  env: Readonly<Record<string, string | undefined>>,
  program: Program | null,
): ByHand | null {
  const named = (env.XDG_CURRENT_DESKTOP ?? "").toLowerCase();
  const found = managers.find(({ desktop, sign }) =>
    named === "" ? Boolean(env[sign]) : named.split(":").includes(desktop.toLowerCase()),
  );
  if (!found || !program) return null;
  return {
    desktop: found.desktop,
    line: `${found.word} ${[...program, "--hidden"].map(shellWord).join(" ")}`,
  };
}

/** All of them hand the line to a shell. */
const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:=@+,%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
