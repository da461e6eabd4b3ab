/** Full and frozen disks, real ones: a refusal with its code, and the files as they were. */
import { mkdirSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasSmallDisk, type SmallDisk, smallDisk } from "../../support/disk.ts";
import { handWritten, plan, type Scratch, scratch } from "./room.ts";

const padded = `${handWritten}// ${"x".repeat(16_000)}\n`;

/** A home in which one folder is a disk of 128 KiB of its own. */
async function homeOn(place: "openclaw" | "journal"): Promise<{ home: Scratch; disk: SmallDisk }> {
  const home = scratch({ isBare: true });
  const disk = await smallDisk(128 * 1024);
  onTestFinished(() => disk.close());
  const at = place === "openclaw" ? path.dirname(home.config) : home.journal;
  mkdirSync(path.dirname(at), { recursive: true });
  symlinkSync(disk.path, at);
  if (place === "journal") mkdirSync(path.dirname(home.config));
  home.write(padded);
  return { home, disk };
}

/** Leaves not one free block; returns the way to free them again. */
function fill(disk: SmallDisk): () => void {
  const filler = path.join(disk.path, "filler");
  const { bavail, bsize } = statfsSync(disk.path);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  expect(statfsSync(disk.path).bavail).toBe(0);
  return () => rmSync(filler);
}

const withoutFiller = (home: Scratch) => home.leftovers().filter((name) => name !== "filler");

describe.skipIf(!hasSmallDisk())("a disk that is full", () => {
  test("under OpenClaw's file: no link, the file as it was, nothing left over", async () => {
    const { home, disk } = await homeOn("openclaw");
    const free = fill(disk);
    expect(await home.open().link(plan())).toMatchObject({ ok: false, code: "disk.full" });
    expect(home.text()).toBe(padded);
    expect(withoutFiller(home)).toEqual([]);
    free();
    expect(await home.open().link(plan())).toEqual({ ok: true });
  });

  test("under OpenClaw's file: the link stays whole until there is room to take it back", async () => {
    const { home, disk } = await homeOn("openclaw");
    const openclaw = home.open();
    await openclaw.link(plan());
    const linked = home.text();
    const free = fill(disk);
    expect(await openclaw.unlink()).toMatchObject({ ok: false, code: "disk.full" });
    expect(home.text()).toBe(linked);
    expect((await openclaw.read()).link?.applied).toBe(true);
    free();
    // It was refused, so it is not done behind the person's back at the next start.
    expect(await home.open().repair()).toEqual({ repaired: "none" });
    expect(home.text()).toBe(linked);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(padded);
    expect(home.leftovers()).toEqual([]);
  });

  test("under OpenClaw's file: a file we made can still be deleted", async () => {
    const { home, disk } = await homeOn("openclaw");
    rmSync(home.config);
    const openclaw = home.open();
    await openclaw.link(plan());
    fill(disk);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBeNull();
  });

  test("under the journal: no link, for there would be no way back", async () => {
    const { home, disk } = await homeOn("journal");
    fill(disk);
    expect(await home.open().link(plan())).toMatchObject({ ok: false, code: "disk.full" });
    expect(home.text()).toBe(padded);
    expect(withoutFiller(home)).toEqual([]);
  });

  test("under the journal: a link that stands can be taken back", async () => {
    const { home, disk } = await homeOn("journal");
    await home.open().link(plan());
    fill(disk);
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(padded);
    expect(withoutFiller(home)).toEqual([]);
  });
});

describe.skipIf(!hasSmallDisk())("a disk that is frozen", () => {
  test("under OpenClaw's file: refused both ways", async () => {
    const { home, disk } = await homeOn("openclaw");
    await home.open().link(plan());
    const linked = home.text();
    await disk.freeze();
    expect(await home.open().unlink()).toMatchObject({ ok: false, code: "disk.readOnly" });
    expect(await home.open().link(plan({ port: 30_001 }))).toMatchObject({ code: "disk.readOnly" });
    expect(home.text()).toBe(linked);
    expect(await home.open().read()).toMatchObject({ port: 21_417, link: { applied: true } });
  });
});
