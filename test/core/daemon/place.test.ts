/** Where the daemon's files are, from what it says of itself and what the system says of its port. */
import { expect, test } from "vitest";
import { type PlaceHints, placeOf } from "../../../main/core/daemon/place.ts";

const here: PlaceHints = {
  platform: "linux",
  configPath: "/home/ann/.openclaw/openclaw.json",
  told: { configPath: "/home/ann/.openclaw/openclaw.json", stateDir: "/home/ann/.openclaw" },
  isStateDirHere: true,
  listener: "openclaw-gatewa",
  isRemote: false,
};
const told = (configPath: string, isStateDirHere: boolean): Partial<PlaceHints> => ({
  told: { configPath, stateDir: configPath.replace(/[\\/][^\\/]*$/, "") },
  isStateDirHere,
});
const windows: Partial<PlaceHints> = {
  platform: "win32",
  configPath: "C:\\Users\\Ann\\.openclaw\\openclaw.json",
  listener: null,
};

test.each<[string, Partial<PlaceHints>, string]>([
  ["our own file", {}, "here"],
  ["nothing said", { told: null, listener: null }, "here"],
  ["an old version that does not say", { told: { configPath: null, stateDir: null } }, "here"],
  [
    "another profile on this disk",
    told("/home/ann/.openclaw-work/openclaw.json", true),
    "elsewhere",
  ],
  ["the image's own folder", told("/home/node/.openclaw/openclaw.json", false), "container"],
  [
    "the image's folder where a user is called node",
    told("/home/node/.openclaw/openclaw.json", true),
    "container",
  ],
  ["a folder that is not on this disk", told("/srv/claw/openclaw.json", false), "container"],
  ["the same path behind Docker's proxy", { listener: "docker-proxy" }, "container"],
  ["rootless Podman", { listener: "rootlessport" }, "container"],
  ["a client of another machine", { isRemote: true }, "elsewhere"],
  [
    "macOS and a Linux path",
    { platform: "darwin", ...told("/root/.openclaw/openclaw.json", false) },
    "container",
  ],
  [
    "macOS and other letters' case",
    { platform: "darwin", ...told("/home/Ann/.openclaw/openclaw.json", true) },
    "here",
  ],
  ["Linux and other letters' case", told("/home/Ann/.openclaw/openclaw.json", false), "container"],
  [
    "Windows, the same file",
    { ...windows, ...told("c:/Users/ann/.openclaw/openclaw.json", true) },
    "here",
  ],
  [
    "Windows, another user's",
    { ...windows, ...told("C:\\Users\\Bob\\.openclaw\\openclaw.json", true) },
    "elsewhere",
  ],
  [
    "Windows and a Linux inside it",
    { ...windows, ...told("/home/ann/.openclaw/openclaw.json", false) },
    "wsl",
  ],
  [
    "Windows and a container",
    { ...windows, ...told("/home/node/.openclaw/openclaw.json", false) },
    "container",
  ],
  ["Windows, nothing said, WSL's relay", { ...windows, told: null, listener: "wslrelay" }, "wsl"],
])("%s", (_, hints, place) => {
  expect(placeOf({ ...here, ...hints })).toBe(place);
});
