/** Everything Sluice will not touch: the answer is a code, and the file and the journal stay as they were. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { OpenClawView } from "../../../main/openclaw/openclaw.ts";
import { handWritten, plan, plansOfBoth, type Scratch, scratch, sonnet } from "./room.ts";

const cloudflare = (entry: string) =>
  `{ models: { providers: { "cloudflare-ai-gateway": ${entry} } } }`;

/** What link answers, and what read says beforehand. */
const cases: readonly (readonly [
  string,
  string | Uint8Array,
  string,
  OpenClawView["status"],
  string | undefined,
])[] = [
  ["an empty file", "", "config.broken", "unreadable", "config.broken"],
  ["only comments", "// nothing yet\n", "config.broken", "unreadable", "config.broken"],
  ["broken JSON5", "{ a: ", "config.broken", "unreadable", "config.broken"],
  ["a root that is a list", "[]", "config.broken", "unreadable", "config.broken"],
  ["a root that is null", "null", "config.broken", "unreadable", "config.broken"],
  [
    "Latin-1",
    Buffer.from("{ a: 'caf\u00e9' }", "latin1"),
    "config.unreadable",
    "unreadable",
    "config.unreadable",
  ],
  [
    "UTF-16",
    Buffer.from("\ufeff{}", "utf16le"),
    "config.unreadable",
    "unreadable",
    "config.unreadable",
  ],
  [
    "more than 4 MiB",
    `{ a: "${"x".repeat(4 * 1024 * 1024)}" }`,
    "config.tooLarge",
    "unreadable",
    "config.tooLarge",
  ],
  ["a number only JSON5 knows", "{ a: -.5 }", "config.cannotEdit", "found", "config.cannotEdit"],
  ["a literal as a bare key", "{ null: 1 }", "config.cannotEdit", "found", "config.cannotEdit"],
  [
    "an include at the root",
    `{ $include: "./base.json5" }`,
    "config.includes",
    "found",
    "config.includes",
  ],
  [
    "an include above our entry",
    `{ models: { providers: { $include: ["./p.json5"] } } }`,
    "config.includes",
    "found",
    "config.includes",
  ],
  [
    "an include at the model",
    `{ agents: { defaults: { model: { $include: "./m" } } } }`,
    "config.includes",
    "found",
    "config.includes",
  ],
  [
    "a list where our entries go",
    "{ models: { providers: [] } }",
    "config.cannotEdit",
    "found",
    undefined,
  ],
  ["nothing where our entries go", "{ models: null }", "config.cannotEdit", "found", undefined],
  [
    "a provider entry of the same name",
    cloudflare(`{ baseUrl: "https://gateway.ai.cloudflare.com/v1/a/b/anthropic" }`),
    "link.taken",
    "found",
    undefined,
  ],
  [
    "an entry of another program on loopback",
    cloudflare(`{ baseUrl: "http://127.0.0.1:8787/anthropic", api: "ollama" }`),
    "link.taken",
    "found",
    undefined,
  ],
  ["an entry that is no object", cloudflare("null"), "link.taken", "found", undefined],
];

describe("refused", () => {
  test.each(cases)("%s", async (_, text, code, status, codeRead) => {
    const home = scratch();
    home.write(text, 0o640);
    const openclaw = home.open();
    const view = await openclaw.read();
    expect([view.status, view.code]).toEqual([status, codeRead]);
    expect(await openclaw.link(plan())).toMatchObject({ ok: false, code });
    expect(readFileSync(home.config)).toEqual(Buffer.from(text));
    expect(home.mode()).toBe(0o640);
    expect(home.leftovers()).toEqual([]);
  });

  test("an include that is none of our business is no obstacle", async () => {
    const home = scratch();
    home.write(`{ channels: { $include: "./channels.json5" } }`);
    expect((await home.open().read()).code).toBeUndefined();
    expect(await home.open().link(plan())).toEqual({ ok: true });
  });

  test("a provider Sluice has no entry for, and a model no entry lists", async () => {
    const home = scratch();
    const openclaw = home.open();
    const entries = [{ slug: "google", models: [sonnet] }];
    expect(await openclaw.link(plan({ entries }))).toEqual({
      ok: false,
      code: "link.providerUnavailable",
      detail: "google",
    });
    const model = { provider: "openai", model: sonnet.id };
    expect(await openclaw.link(plan({ ...plansOfBoth, model }))).toMatchObject({
      code: "model.unknown",
    });
    expect(home.leftovers()).toEqual([]);
  });
});

describe("what stands at the path is no plain file", () => {
  test("a symbolic link is read through and never replaced", async () => {
    const home = scratch();
    const real = path.join(home.folder, "dotfiles.json5");
    writeFileSync(real, handWritten);
    symlinkSync(real, home.config);
    const openclaw = home.open();
    expect(await openclaw.read()).toMatchObject({ status: "found", code: "config.symlink" });
    expect(await openclaw.link(plan())).toEqual({ ok: false, code: "config.symlink" });
    expect(await openclaw.unlink()).toEqual({ ok: false, code: "config.symlink" });
    expect(readFileSync(real, "utf8")).toBe(handWritten);
  });

  test("a symbolic link to nothing is not a missing file", async () => {
    const home = scratch();
    symlinkSync(path.join(home.folder, "gone"), home.config);
    expect(await home.open().read()).toMatchObject({
      status: "unreadable",
      code: "config.symlink",
    });
    expect(await home.open().link(plan())).toMatchObject({ code: "config.symlink" });
  });

  test("a symbolic link to the folder is fine", async () => {
    const home = scratch({ isBare: true });
    mkdirSync(path.join(home.folder, "elsewhere"));
    symlinkSync(path.join(home.folder, "elsewhere"), path.dirname(home.config));
    home.write(handWritten);
    expect(await home.open().link(plan())).toEqual({ ok: true });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(readFileSync(path.join(home.folder, "elsewhere/openclaw.json"), "utf8")).toBe(
      handWritten,
    );
  });

  test("a folder of that name", async () => {
    const home = scratch();
    mkdirSync(home.config);
    expect(await home.open().read()).toMatchObject({
      status: "unreadable",
      code: "config.unreadable",
    });
    expect(await home.open().link(plan())).toMatchObject({ code: "config.unreadable" });
  });

  test("a file where the folder should be", async () => {
    const home = scratch({ isBare: true });
    writeFileSync(path.dirname(home.config), "");
    expect(await home.open().link(plan())).toMatchObject({ ok: false, code: "config.unreadable" });
  });
});

/** Runs as nobody, for whom permissions count. Root is the only user who can change back. */
async function unprivileged<T>(home: Scratch, job: () => Promise<T>): Promise<T> {
  const { seteuid, getuid } = process;
  if (!seteuid || getuid?.() !== 0) return job();
  for (const name of ["", ...readdirSync(home.folder, { recursive: true, encoding: "utf8" })])
    chownSync(path.join(home.folder, name), 65_534, 65_534);
  seteuid(65_534);
  try {
    return await job();
  } finally {
    seteuid(0);
  }
}

describe.skipIf(process.platform === "win32")("write protection", () => {
  test("a read-only file is not renamed over", async () => {
    const home = scratch();
    home.write(handWritten, 0o444);
    expect(await home.open().link(plan())).toMatchObject({ ok: false, code: "disk.readOnly" });
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o444);
    expect(home.leftovers()).toEqual([]);
  });

  test("a read-only folder keeps its file, on the way in and on the way out", async () => {
    const home = scratch();
    home.write(handWritten, 0o600);
    mkdirSync(home.journal, { recursive: true });
    const folder = path.dirname(home.config);
    await unprivileged(home, async () => {
      chmodSync(folder, 0o500);
      const openclaw = home.open();
      expect(await openclaw.link(plan())).toMatchObject({ ok: false, code: "disk.readOnly" });
      expect(home.text()).toBe(handWritten);
      expect(home.leftovers()).toEqual([]);
      chmodSync(folder, 0o700);
      expect(await openclaw.link(plan())).toEqual({ ok: true });
      const linked = home.text();
      chmodSync(folder, 0o500);
      expect(await openclaw.unlink()).toMatchObject({ ok: false, code: "disk.readOnly" });
      expect(home.text()).toBe(linked);
      expect((await openclaw.read()).link?.applied).toBe(true);
      chmodSync(folder, 0o700);
      expect(await openclaw.unlink()).toEqual({ ok: true });
      expect(home.text()).toBe(handWritten);
    });
  });

  test("a journal that cannot be written means no link at all", async () => {
    const home = scratch();
    home.write(handWritten);
    mkdirSync(home.journal, { recursive: true });
    await unprivileged(home, async () => {
      rmSync(home.journal, { recursive: true });
      chmodSync(path.dirname(home.journal), 0o500);
      expect(await home.open().link(plan())).toMatchObject({ ok: false });
      chmodSync(path.dirname(home.journal), 0o700);
    });
    expect(home.text()).toBe(handWritten);
    expect(existsSync(home.journal)).toBe(false);
  });

  test("another user's file keeps its owner", async () => {
    const home = scratch();
    home.write(handWritten, 0o644);
    await unprivileged(home, async () => {
      if (process.geteuid?.() !== 65_534) return;
      process.seteuid?.(0);
      chownSync(home.config, 65_533, 65_533);
      process.seteuid?.(65_534);
      expect(await home.open().link(plan())).toMatchObject({ ok: false, code: "disk.readOnly" });
      expect(statSync(home.config).uid).toBe(65_533);
    });
    expect(home.text()).toBe(handWritten);
  });

  test("a file that may not be read is not taken for a missing one", async () => {
    const home = scratch();
    home.write(handWritten, 0o000);
    await unprivileged(home, async () => {
      expect(await home.open().read()).toMatchObject({ code: "config.unreadable" });
      expect(await home.open().link(plan())).toMatchObject({ code: "config.unreadable" });
    });
  });
});
