/** Who could replace a program: told from owners and permissions on the way to it, on the systems people have. */
import { expect, test } from "vitest";
import {
  isOutOfReach,
  isRemoteOnWindows,
  type Step,
  selfOn,
} from "../../../main/core/find/trust.ts";

const kinds = { folder: 0o040000, file: 0o100000, link: 0o120000 };
const step = (kind: keyof typeof kinds, bits: number, uid: number, gid: number): Step => ({
  path: "/x",
  uid,
  gid,
  mode: kinds[kind] | bits,
});
const [ada, bob] = [1000, 1001];
const top = step("folder", 0o755, 0, 0);
const tmp = step("folder", 0o1777, 0, 0);
const home = step("folder", 0o755, ada, ada);
const program = step("file", 0o755, ada, ada);

test.each<[string, string, number, readonly Step[]]>([
  ["nvm in a home", "linux", ada, [top, home, program]],
  [
    "what is unpacked with a umask of 002",
    "linux",
    ada,
    [top, step("folder", 0o775, ada, ada), step("file", 0o775, ada, ada)],
  ],
  ["the system's own", "linux", ada, [top, step("file", 0o755, 0, 0)]],
  [
    "Debian's /usr/local, of root:staff",
    "linux",
    ada,
    [top, step("folder", 0o2775, 0, 50), step("file", 0o755, 0, 50)],
  ],
  ["a folder of the user's in /tmp", "linux", ada, [top, tmp, home, program]],
  [
    "root's tests in /tmp",
    "linux",
    0,
    [top, tmp, step("folder", 0o700, 0, 0), step("file", 0o755, 0, 0)],
  ],
  ["/nix/store", "linux", ada, [top, step("folder", 0o1775, 0, 30_000), step("file", 0o555, 0, 0)]],
  [
    "Homebrew's folders, of the user and admin",
    "darwin",
    501,
    [
      top,
      step("folder", 0o775, 501, 80),
      step("link", 0o755, 501, 80),
      step("folder", 0o775, 501, 80),
      step("file", 0o555, 501, 80),
    ],
  ],
  [
    "/Applications, of root and admin",
    "darwin",
    501,
    [top, step("folder", 0o775, 0, 80), step("file", 0o755, 501, 20)],
  ],
  [
    "a link of the user's, whose own bits mean nothing",
    "linux",
    ada,
    [top, home, step("link", 0o777, ada, ada), program],
  ],
])("%s is trusted", (_, platform, uid, steps) => {
  expect(isOutOfReach(steps, selfOn(platform, uid, platform === "darwin" ? 20 : uid))).toBe(true);
});

test.each<[string, string, readonly Step[]]>([
  ["nothing known", "linux", []],
  ["another user's file", "linux", [top, home, step("file", 0o755, bob, bob)]],
  [
    "another user's folder, though the file is ours",
    "linux",
    [top, step("folder", 0o755, bob, bob), program],
  ],
  ["another user's link", "linux", [top, tmp, step("link", 0o777, bob, bob), home, program]],
  ["another user's folder in /tmp", "linux", [top, tmp, step("folder", 0o755, bob, ada), program]],
  ["another user's sticky folder", "linux", [top, step("folder", 0o1777, bob, bob), program]],
  ["a folder anybody may write", "linux", [top, step("folder", 0o777, ada, ada), program]],
  ["root's folder anybody may write", "linux", [top, step("folder", 0o777, 0, 0), program]],
  ["a file anybody may write", "linux", [top, home, step("file", 0o757, ada, ada)]],
  ["a sticky file anybody may write", "linux", [top, home, step("file", 0o1777, ada, ada)]],
  [
    "our folder that another group may write",
    "linux",
    [top, step("folder", 0o775, ada, 100), program],
  ],
  ["our file that another group may write", "linux", [top, home, step("file", 0o775, ada, 100)]],
  ["root's file that a group may write", "linux", [top, step("file", 0o775, 0, 50)]],
  [
    "a folder that staff may write, which is everybody",
    "darwin",
    [top, step("folder", 0o775, ada, 20), program],
  ],
])("%s is not trusted", (_, platform, steps) => {
  expect(isOutOfReach(steps, selfOn(platform, ada, platform === "darwin" ? 20 : ada))).toBe(false);
});

test.each([
  "\\\\evil\\share\\openclaw",
  "//evil/share/openclaw",
  "\\/evil\\share",
  "/\\evil\\share",
  "\\\\?\\UNC\\evil\\share",
  "\\\\.\\pipe\\x",
  "\\??\\UNC\\evil\\share",
])("%s is another machine's or a device's", (given) => {
  expect(isRemoteOnWindows(given)).toBe(true);
});

test.each(["C:\\Users\\ada", "c:/Users//ada", "\\Users\\ada", "/Users/ada", ""])(
  "%s is on this machine",
  (given) => {
    expect(isRemoteOnWindows(given)).toBe(false);
  },
);
