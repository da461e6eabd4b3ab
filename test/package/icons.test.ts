/** Every picture is the one its drawing gives, in every size a system asks for, and the states are told apart by shape. */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trayIcons } from "../../main/core/tray.ts";
import { trayPicture } from "../../main/shell/tray-picture.ts";
import { trayPictures } from "./contents.ts";
import { root } from "./pack.ts";
import { type Picture, readPictures } from "./pictures.ts";

const build = path.join(root, "build");
/** Another Chromium may round the edge of a curve otherwise. */
const tolerance = 24;

let drawn = "";
beforeAll(() => {
  drawn = mkdtempSync(path.join(os.tmpdir(), "sluice-icons-"));
  execFileSync(process.execPath, [path.join(root, "scripts/icons.mjs"), drawn]);
}, 60_000);
afterAll(() => rmSync(drawn, { recursive: true, force: true }));

const sizesOf = (file: string): number[] =>
  readPictures(path.join(build, file)).map(({ size }) => size);

/** The largest difference of a channel, where anything is visible. */
function distance({ size, rgba }: Picture, other: Picture): number {
  if (size !== other.size) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let at = 0; at < rgba.length; at += 1) {
    const difference = Math.abs((rgba[at] ?? 0) - (other.rgba[at] ?? 0));
    if (difference <= most) continue;
    const alphaAt = at | 3;
    if ((rgba[alphaAt] ?? 0) + (other.rgba[alphaAt] ?? 0) > tolerance) most = difference;
  }
  return most;
}

test("drawing again gives the pictures that are there, no more and no fewer", () => {
  const picturesIn = (folder: string) =>
    globSync("{icon,icons/*,tray/*}.{png,ico,icns}", { cwd: folder });
  const files = picturesIn(drawn).sort();
  expect(files.length).toBeGreaterThan(50);
  expect(picturesIn(build).sort()).toEqual(files);
  for (const file of files) {
    const before = readPictures(path.join(build, file));
    const after = readPictures(path.join(drawn, file));
    expect([file, before.map(({ kind }) => kind)]).toEqual([file, after.map(({ kind }) => kind)]);
    before.forEach((picture, index) => {
      const again = after[index];
      if (!again) throw new Error(`${file} has lost ${picture.kind}.`);
      expect([file, picture.kind, distance(picture, again) <= tolerance]).toEqual([
        file,
        picture.kind,
        true,
      ]);
    });
  }
});

test("the app's icon is there in the sizes of each system", () => {
  expect(sizesOf("icon.ico")).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  const apple = readPictures(path.join(build, "icon.icns")).map(({ kind, size }) => [kind, size]);
  expect(Object.fromEntries(apple)).toEqual({
    is32: 16,
    il32: 32,
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  });
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
    expect(sizesOf(`icons/${size}x${size}.png`)).toEqual([size]);
});

describe.each(["linux", "mac", "win"] as const)("the tray on %s", (system) => {
  test("has a file for every picture that can be asked for, and for sharper screens", () => {
    for (const file of trayPictures(system))
      expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
  });

  test("has them in the sizes its bar shows", () => {
    const plain = { linux: [22], mac: [16], win: [16, 20, 24, 32] }[system];
    for (const file of trayPictures(system)) {
      const sizes = sizesOf(path.relative("build", file));
      expect([file, sizes]).toEqual([
        file,
        file.includes("@2x") ? plain.map((it) => it * 2) : plain,
      ]);
    }
  });
});

test("the picture is black on a light bar, white on a dark one, and macOS's own affair there", () => {
  expect(trayPicture("paused", "linux", false)).toBe("paused-black.png");
  expect(trayPicture("paused", "linux", true)).toBe("paused-white.png");
  expect(trayPicture("paused", "win32", true)).toBe("paused-white.ico");
  for (const isBarDark of [true, false])
    expect(trayPicture("needs-you", "darwin", isBarDark)).toBe("needs-youTemplate.png");
});

describe.each(["Template.png", "-white.png", "-black.ico"])("among the tray's %s", (ending) => {
  const load = (icon: string): Picture[] => readPictures(path.join(build, `tray/${icon}${ending}`));

  test("there is one colour: a state is told by its shape", () => {
    const wanted = ending.startsWith("-white") ? 255 : 0;
    for (const { rgba } of trayIcons.flatMap(load))
      for (let at = 0; at < rgba.length; at += 4)
        if (rgba[at + 3] !== 0)
          expect([...rgba.subarray(at, at + 3)]).toEqual([wanted, wanted, wanted]);
  });

  test("any two differ in at least an eighth of what they cover together", () => {
    const pairs = trayIcons.flatMap((one, index) =>
      trayIcons.slice(index + 1).map((two) => [one, two] as const),
    );
    for (const [one, two] of pairs)
      load(one).forEach((a, index) => {
        const b = load(two)[index];
        let covered = 0;
        let different = 0;
        for (let at = 3; at < a.rgba.length; at += 4) {
          const [here = 0, there = 0] = [a.rgba[at], b?.rgba[at]];
          if (here > 127 || there > 127) covered += 1;
          if (Math.abs(here - there) > 127) different += 1;
        }
        expect([one, two, a.size, different / covered > 1 / 8]).toEqual([one, two, a.size, true]);
      });
  });

  test("straight edges are sharp: they stand on the pixel grid at every size", () => {
    // Slopes of 45 degrees pass through corners, so each of their pixels is covered by half.
    const softest = { paused: 0, "needs-you": 0, direct: 0.4 };
    for (const [icon, most] of Object.entries(softest))
      for (const { rgba, size } of load(icon)) {
        const alphas = rgba.filter((_, index) => index % 4 === 3);
        const soft = alphas.filter((alpha) => alpha > 0 && alpha < 255).length;
        const full = alphas.filter((alpha) => alpha === 255).length;
        expect([icon, size, soft / full <= most]).toEqual([icon, size, true]);
      }
  });
});
