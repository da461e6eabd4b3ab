/** Where the daemon's files are: on this disk, in a container, in a Linux inside Windows, on another machine. */
import type { DaemonState } from "../../../preload/contract/openclaw.ts";

export type PlaceHints = {
  readonly platform: string;
  /** The configuration file Sluice would edit. */
  readonly configPath: string;
  /** What the daemon says of itself; null when it cannot be asked, or says nothing. */
  readonly told: { readonly configPath: string | null; readonly stateDir: string | null } | null;
  /** Whether a folder of that name is on this disk; null when that was not looked at. */
  readonly isStateDirHere: boolean | null;
  /** The program that listens on the port, as the system calls it; null when it may not be known. */
  readonly listener: string | null;
  /** `gateway.mode: "remote"`: OpenClaw here is a client of another machine's daemon. */
  readonly isRemote: boolean;
};

/** Programs that hand a port of this machine into a container. */
const forwarders =
  /^(docker-proxy|rootlessport|rootlesskit|slirp4netns|pasta|gvproxy|vpnkit|com\.docker|conmon|containerd|podman|limactl|colima)/;
const wslForwarders = /^(wslrelay|wslhost|wslservice)/;
/** Where OpenClaw's own images keep their state (docs/install/docker-vm-runtime.md). */
const imagePaths = /^\/(home\/node|app|data)\//;

/**
 * "here" only when the daemon works with the very file Sluice edits. One that cannot be asked is taken to be here: its
 * file is the only one that is known.
 */
export function placeOf(hints: PlaceHints): DaemonState["place"] {
  const { platform, told, listener } = hints;
  if (hints.isRemote) return "elsewhere";
  // A path in a container can read just like ours: the program behind the port is asked first.
  if (listener && forwarders.test(listener)) return "container";
  if (listener && wslForwarders.test(listener)) return "wsl";
  if (told === null || told.configPath === null) return "here";
  if (isSamePath(told.configPath, hints.configPath, platform)) return "here";
  const isPosix = told.configPath.startsWith("/");
  if (isPosix && imagePaths.test(told.configPath)) return "container";
  if (platform === "win32") return isPosix ? "wsl" : "elsewhere";
  // Another profile, or another user's, is on this disk; a folder that is not cannot be.
  if (hints.isStateDirHere !== false) return "elsewhere";
  return isPosix ? "container" : "elsewhere";
}

/** Both are absolute and normal; Windows and macOS do not tell letters' case apart. */
function isSamePath(one: string, other: string, platform: string): boolean {
  const plain = (path: string) => {
    const slashed = platform === "win32" ? path.replaceAll("\\", "/") : path;
    const isCaseless = platform === "win32" || platform === "darwin";
    return isCaseless ? slashed.toLowerCase() : slashed;
  };
  return plain(one) === plain(other);
}
