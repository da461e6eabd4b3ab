/** `.env` files as people and programs write them, odd ones included, for tests that need thousands. */
import fc from "fast-check";

const name = fc.constantFrom(
  "A",
  "B_KEY",
  "ANTHROPIC_API_KEY",
  "NO_PROXY",
  "SLUICE_X",
  "a-b",
  "x.y",
);
const plain = fc.constantFrom(
  "1",
  "sk-ant-api03-aaaa",
  "with space",
  "a=b=c",
  "$HOME/x",
  ["$", "{OTHER}"].join(""),
  "it's",
  'say "hi"',
  "`tick`",
  "back\\slash\\n",
  "",
  "  padded  ",
  "äöü€😀",
  "#no",
  "v # comment",
);
const quoted = fc
  .tuple(fc.constantFrom("'", '"', "`"), plain)
  .map(([quote, text]) => quote + text + quote);
const multiline = fc
  .tuple(fc.constantFrom("'", '"', "`"), fc.constantFrom("\n", "\r\n"))
  .map(([quote, end]) => `${quote}one${end}B_KEY=inside${end}two${quote}`);
const value = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 3, arbitrary: quoted },
  multiline,
);
const sign = fc.constantFrom("=", "=", "=", " = ", "= ", ": ");
const start = fc.constantFrom("", "", "export ", "  ", "\texport\t");
const tail = fc.constantFrom("", "", "", " # why", "  ", "\t#x");
const definition = fc.tuple(start, name, sign, value, tail).map((parts) => parts.join(""));
const other = fc.constantFrom(
  "",
  "   ",
  "# a comment",
  "#A=1",
  "not a definition",
  "=",
  "export",
  'OPEN="never closed',
  "it's open",
  "A",
);
const line = fc.oneof({ weight: 5, arbitrary: definition }, { weight: 2, arbitrary: other });

/** Whole files: any line ends, with or without the last one, with or without a mark at the start. */
export const dotEnvFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "", "", "\uFEFF"),
    fc.array(line, { maxLength: 8 }),
    fc.constantFrom("\n", "\n", "\r\n", "\r"),
    fc.boolean(),
  )
  .map(
    ([mark, lines, end, isOpen]) =>
      mark + lines.join(end) + (isOpen || lines.length === 0 ? "" : end),
  );

export const dotEnvName = fc.constantFrom("A", "B_KEY", "ANTHROPIC_API_KEY", "NEW_ONE", "SLUICE_X");

/** What people set: keys, lists of hosts, anything printable. */
export const dotEnvValue: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^sk-[A-Za-z0-9_-]{20,60}$/),
  fc.constantFrom(
    "127.0.0.1,localhost",
    "Bearer abc def",
    "*.corp, 10.0.0.0/8",
    "it's",
    'a"b',
    "",
    "x\\",
    "\\n",
  ),
  fc.stringMatching(/^[\x20-\x7e]{0,30}$/).map((text) => text.trim()),
);
