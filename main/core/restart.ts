/** How Sluice begins anew, in practice or out of it: with which switches, and by whose hand it outlives the end of this process. */
import { lastingProgram, type Program } from "./login/program.ts";
import { serviceName } from "./login/systemd-unit.ts";

/** "electron": its own way, which waits for this process to end · "command": to be started just before it ends, and waited for where it `returns`. */
export type Restart =
  | { readonly way: "electron"; readonly args: readonly string[] }
  | { readonly way: "command"; readonly command: Program; readonly returns: boolean };

/** Meant for one start: a key among them is not to be in another's list of processes. */
const passing =
  /^--(?:practice|no-practice|hidden|once|link|unlink|cloudflare-ai-gateway-[a-z-]+)(?:=.*)?$/s;
const folderSwitch = "--user-data-dir";
const practiceFolder = /[\\/]practice[\\/]?$/;

/**
 * @param given `argv` is the program and what follows it; `cgroup` the text of `/proc/self/cgroup`, "" where there is none
 */
export function restartOf(
  isPractice: boolean,
  given: {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly cgroup: string;
    /** Whether a folder is one of Sluice's own. */
    readonly isOwn: (folder: string) => boolean;
  },
): Restart {
  const [program = "", ...rest] = given.argv;
  const args = argumentsFor(isPractice, rest, given.isOwn);
  const outer = lastingProgram([program, ...args], given.env);
  // systemd ends whatever a service leaves behind; what it starts itself it lets live.
  if (outer && given.cgroup.includes(`/${serviceName}`))
    return {
      way: "command",
      command: ["systemd-run", ...transient, "--", ...outer],
      returns: true,
    };
  // Electron's helper runs from the folder that is unmounted with this process.
  if (outer && outer[0] !== program) return { way: "command", command: outer, returns: false };
  return { way: "electron", args };
}

/** What it starts later on, Sluice itself among it, must outlive it. */
const transient = [
  ...["--user", "--quiet", "--collect"],
  ...["--property=KillMode=process", "--property=Slice=app.slice"],
];

/** The same switches, in practice or out of it, with a data folder of that mode's own. */
export function argumentsFor(
  isPractice: boolean,
  args: readonly string[],
  isOwn: (folder: string) => boolean,
): readonly string[] {
  const folderFor = (folder: string) => (isPractice ? practiceIn(folder) : realOf(folder, isOwn));
  const kept: string[] = [];
  let next: "keep" | "drop" | "folder" = "keep";
  for (const arg of args) {
    if (next === "folder") kept.push(folderFor(arg));
    else if (next === "keep" && arg.startsWith(`${folderSwitch}=`))
      kept.push(`${folderSwitch}=${folderFor(arg.slice(folderSwitch.length + 1))}`);
    else if (next === "keep" && !passing.test(arg)) kept.push(arg);
    next = followUp(arg);
  }
  return isPractice ? [...kept, "--practice"] : kept;
}

/** What the word behind a switch is. */
function followUp(arg: string): "keep" | "drop" | "folder" {
  if (arg === folderSwitch) return "folder";
  return /^--cloudflare-ai-gateway-[a-z-]+$/.test(arg) ? "drop" : "keep";
}

/** Practice must not be played with the person's own profiles. */
const practiceIn = (folder: string): string =>
  practiceFolder.test(folder) ? folder : `${folder.replace(/[\\/]$/, "")}/practice`;

/** A folder that was given for practice alone has none around it that is Sluice's. */
function realOf(folder: string, isOwn: (folder: string) => boolean): string {
  const around = folder.replace(practiceFolder, "");
  return around !== folder && isOwn(around) ? around : folder;
}
