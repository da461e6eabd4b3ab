/** `.env` texts by example: what OpenClaw reads in them, and exactly which bytes a change touches. */
import { describe, expect, test } from "vitest";
import { editAllInDotEnv, editDotEnv, parseDotEnv } from "../../../main/core/environment/dotenv.ts";

const reference = ["$", "{B}"].join("");

const edit = (text: string, name: string, value: string | null) => {
  const edited = editDotEnv(text, name, value);
  return edited.ok ? edited.text : edited.code;
};

describe("reading", () => {
  test.each([
    ["plain", "A=1", "1"],
    ["exported", "export A=1", "1"],
    ["with a colon", "A: 1", "1"],
    ["blanks around it", "  A =  1  ", "1"],
    ["a comment behind it", "A=1 # one", "1"],
    ["a hash inside it, unquoted", "A=x#y", "x"],
    ["a hash inside quotes", "A='x#y'", "x#y"],
    ["double quotes with a line end spelled out", String.raw`A="x\ny"`, "x\ny"],
    ["single quotes with a line end spelled out", String.raw`A='x\ny'`, String.raw`x\ny`],
    ["a real line end in quotes", "A='x\r\ny'", "x\ny"],
    ["nothing", "A=", ""],
    ["a reference, which stays one", `A=${reference}`, reference],
    ["Windows line ends", "B=0\r\nA=1\r\n", "1"],
    ["a mark at the start of the file", "\uFEFFA=1", "1"],
    ["twice: the last one counts", "A=0\nA=1\n", "1"],
  ])("%s", (_, text, value) => {
    expect(parseDotEnv(text).get("A")).toBe(value);
  });

  test.each([
    ["blank lines", "\n".repeat(200_000)],
    ["blank lines of Windows", "\r\n".repeat(100_000)],
    ["lines of Windows", "B=1\r\n".repeat(40_000)],
  ])("200 KB of %s are read, and changed, in one go", { timeout: 5_000 }, (_, many) => {
    const text = `C=3\r\n${many}A=1\n${many}`;
    expect(parseDotEnv(text).get("A")).toBe("1");
    expect(edit(text, "A", "new")).toBe(text.replace("A=1", "A=new"));
  });

  test("a name no shell could export is not there", () => {
    expect([...parseDotEnv("a-b=1\nx.y=2\n1A=3\n")]).toEqual([]);
  });
});

describe("setting", () => {
  test.each([
    ["a new one goes to the end", "# mine\nB=1\n", "# mine\nB=1\nA=new\n"],
    ["the file's own line ends are used", "B=1\r\n", "B=1\r\nA=new\r\n"],
    ["a last line without an end keeps none", "B=1", "B=1\nA=new"],
    ["an empty file", "", "A=new\n"],
    ["the value alone is replaced", "export A = old # why\nB=1\n", "export A = new # why\nB=1\n"],
    ["Windows line ends stay whole", "B=1\r\nA=1\r\nC=1\r\n", "B=1\r\nA=new\r\nC=1\r\n"],
    ["quotes are kept", "A='old'\n", "A='new'\n"],
    ["of namesakes the last one is changed", "A=1\nA=2\n", "A=1\nA=new\n"],
    ["an empty one is filled", "A= # later\n", "A=new# later\n"],
    ["an empty one with a colon is filled", "A: \nB=1\n", "A: new \nB=1\n"],
    ["several lines become one", 'A="x\ny"\nB=1\n', 'A="new"\nB=1\n'],
  ])("%s", (_, before, after) => {
    expect(edit(before, "A", "new")).toBe(after);
  });

  test.each([
    ["with blanks", "a b", "A='a b'\n"],
    ["with an apostrophe", "it's", 'A="it\'s"\n'],
    ["with both quotes", `'"`, "A=`'\"`\n"],
    ["empty", "", "A=''\n"],
    ["a key as it is", "sk-ant-api03-AbC_9", "A=sk-ant-api03-AbC_9\n"],
  ])("a value %s is written so that it is read back", (_, value, text) => {
    expect(edit("", "A", value)).toBe(text);
    expect(parseDotEnv(text).get("A")).toBe(value);
  });

  test.each([
    ["a line end", "a\nb"],
    ["every kind of quote", "'\"`"],
  ])("a value with %s is refused", (_, value) => {
    expect(edit("B=1\n", "A", value)).toBe("config.cannotEdit");
  });

  test("a definition torn over two lines is left alone, for its pieces would mean something else", () => {
    expect(edit("A\nA=1\n=", "A", null)).toBe("config.cannotEdit");
  });

  test("a name that is none is refused", () => {
    expect(edit("", "A B", "1")).toBe("config.cannotEdit");
  });
});

describe("removing", () => {
  test.each([
    ["the line goes with its comment", "B=1\nA=1 # mine\nC=1\n", "B=1\nC=1\n"],
    ["every namesake goes", "A=1\nB=1\nexport A=2\n", "B=1\n"],
    ["the comment above it stays", "# about A\nA=1\n", "# about A\n"],
    ["all lines of a long value go", "A='x\ny'\nB=1\n", "B=1\n"],
    ["the mark at the start stays", "\uFEFFA=1\r\nB=1\r\n", "\uFEFFB=1\r\n"],
    ["what is not there changes nothing", "B=1", "B=1"],
  ])("%s", (_, before, after) => {
    expect(edit(before, "A", null)).toBe(after);
  });
});

test("several changes are made together or not at all", () => {
  expect(editAllInDotEnv("A=1\n", { A: null, B: "2", C: "3" })).toEqual({
    ok: true,
    text: "B=2\nC=3\n",
  });
  expect(editAllInDotEnv("A=1\n", { A: null, B: "a\nb" })).toEqual({
    ok: false,
    code: "config.cannotEdit",
  });
});
