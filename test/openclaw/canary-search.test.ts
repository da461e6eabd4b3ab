/** The search for secrets must find one in every spelling, or the tests that find nothing prove nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { createCanaries, findCanaries } from "../support/canary.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sluice-canary-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { anthropic } = createCanaries();
const secrets = { anthropic };
const bytes = Buffer.from(anthropic);
const hex = bytes.toString("hex");

const spelled: Record<string, string | Buffer> = {
  plain: `key=${anthropic};`,
  "one half": anthropic.slice(60),
  reversed: [...anthropic].toReversed().join(""),
  hex,
  "hex in capitals": hex.toUpperCase(),
  percent: hex.replace(/../g, "%$&"),
  base64: bytes.toString("base64"),
  "base64 after one character": Buffer.from(`:${anthropic}`).toString("base64"),
  "base64 after two characters": Buffer.from(`::${anthropic}:`).toString("base64"),
  base64url: bytes.toString("base64url"),
  utf16: Buffer.from(anthropic, "utf16le"),
  "utf16, the other order": Buffer.from(anthropic, "utf16le").swap16(),
  compressed: gzipSync(`{"key":"${anthropic}"}`),
};

test.each(Object.entries(spelled))("a secret is found in a file: %s", (name, content) => {
  const file = path.join(folder, "deep", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  expect(findCanaries({ secrets, folders: [folder] })).toEqual([
    { name: "anthropic", form: expect.any(String), where: file },
  ]);
  rmSync(file);
});

test("a secret is found in a database, where a long value is cut at the end of a page", () => {
  const file = path.join(folder, "some.sqlite");
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE kept (value TEXT)");
  const insert = database.prepare("INSERT INTO kept VALUES (?)");
  // Whatever the lengths of pages and heads are, one of these is cut in the middle of the secret.
  for (let before = 3900; before < 4200; before += 10)
    insert.run("x".repeat(before) + anthropic + "x".repeat(2_000));
  database.close();
  expect(findCanaries({ secrets, folders: [folder] }).map(({ where }) => where)).toEqual([file]);
  rmSync(file);
});

test("a secret is found in a text, and nothing is found where none is", () => {
  const texts = { reply: `{"secret":"${anthropic}"}`, log: "sk-ant-api03-…" };
  expect(findCanaries({ secrets, texts })).toEqual([
    { name: "anthropic", form: "plain", where: "reply" },
  ]);
  writeFileSync(path.join(folder, "innocent"), `tail ${anthropic.slice(-4)}, sk-ant-api03-`);
  expect(findCanaries({ secrets, folders: [folder] })).toEqual([]);
});

test("what the caller leaves out is not looked into", () => {
  const kept = path.join(folder, "keychain");
  mkdirSync(kept);
  writeFileSync(path.join(kept, "login.keyring"), anthropic);
  expect(findCanaries({ secrets, folders: [folder], except: [kept] })).toEqual([]);
});
