/** The picture of a folder must see every kind of change, or what finds none proves nothing. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { changedBetween, type FolderPicture, pictureOf } from "./folder-picture.ts";

let folder = "";
let before: FolderPicture;
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-picture-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(at("deep/er"), { recursive: true });
  writeFileSync(at("deep/er/file"), "one");
  symlinkSync("file", at("deep/er/link"));
  before = pictureOf(folder);
});

test("left alone and read, nothing has changed", () => {
  pictureOf(folder);
  expect(changedBetween(before, pictureOf(folder))).toEqual([]);
});

const changes: Record<string, readonly [() => void, readonly string[]]> = {
  "a byte": [() => writeFileSync(at("deep/er/file"), "onf"), ["deep/er/file"]],
  "the time of writing alone": [() => utimesSync(at("deep/er/file"), 1, 1), ["deep/er/file"]],
  "a mode": [() => chmodSync(at("deep/er/file"), 0o640), ["deep/er/file"]],
  "a new file": [() => writeFileSync(at("deep/new"), ""), ["deep", "deep/new"]],
  "one gone again": [
    () => {
      writeFileSync(at("deep/new"), "");
      rmSync(at("deep/new"));
    },
    ["deep"],
  ],
  "another file with the same bytes": [
    () => {
      writeFileSync(at("deep/er/other"), "one");
      renameSync(at("deep/er/other"), at("deep/er/file"));
    },
    ["deep/er", "deep/er/file"],
  ],
};

test.each(Object.entries(changes))("seen: %s", (_, [change, seen]) => {
  change();
  expect(changedBetween(before, pictureOf(folder))).toEqual(seen);
});
