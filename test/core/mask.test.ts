/** What goes to somebody else names nobody: no account, no machine, no home, whatever they are called and wherever they stand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMask } from "../../main/core/mask.ts";

const account = "0123456789abcdef0123456789abcdef";
const mask = createMask({
  ids: [account, "my-gateway", "demo"],
  names: ["Anna Ärlig", "anna", "h"],
  homes: ["/home/anna", "C:\\Users\\Anna"],
});

describe("what stands in a text", () => {
  test.each([
    ["an account's id keeps four characters", `v1/${account}/x`, "v1/••••cdef/x"],
    ["in capitals as well", account.toUpperCase(), "••••cdef"],
    ["in the midst of other letters", `x${account}y`, "x••••cdefy"],
    ["a gateway's id keeps none", "/my-gateway/anthropic", "/••••/anthropic"],
    [
      "a short one goes where it stands alone",
      "demo, demolition /demo/",
      "••••, demolition /••••/",
    ],
    ["a home becomes a tilde", "/home/anna/.openclaw", "~/.openclaw"],
    ["in the address of a file", "file:///home/anna/x", "file://~/x"],
    ["escaped for JSON", '"C:\\\\Users\\\\Anna\\\\x"', '"~\\\\x"'],
    ["in another's home the name goes", "/srv/anna/x /srv/annabel", "/srv/••••/x /srv/annabel"],
    ["a name with letters of its own", "for Anna Ärlig:", "for ••••:"],
    ["percent-encoded", "Anna%20%C3%84rlig", "••••"],
    ["a name of one letter goes where it stands alone", "h ah h:1", "•••• ah ••••:1"],
    ["behind a line end in JSON", '"\\ndemo\\n"', '"\\n••••\\n"'],
    ["behind an encoded slash", "%2Fdemo%2F", "%2F••••%2F"],
    ["what has none of them stays", "link.made on 2026-11-22", "link.made on 2026-11-22"],
  ])("%s", (_, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test("base64 of a long one goes", () => {
    const text = Buffer.from(`x:${account}`).toString("base64");
    expect(mask(text)).toContain("••••");
  });
});

const idPart = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const edge = fc.constantFrom("", " ", "/", '"', "\\", "%", ":", "=", "•", "{", "\n");

/** Every place where it stands alone; a long one anywhere. */
function isIn(text: string, id: string): boolean {
  const [before, behind] = ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"];
  const isParted = (edge: string | undefined) => /[-_]/.test(edge ?? "");
  const pattern =
    id.length < 8
      ? `${isParted(id[0]) ? "" : before}${id}${isParted(id.at(-1)) ? "" : behind}`
      : id;
  return new RegExp(pattern, "iu").test(text);
}

test("whatever an id is, it is in no line afterwards", () => {
  const line = fc
    .array(fc.oneof(fc.string(), edge, fc.constant(null)), { minLength: 1, maxLength: 12 })
    .filter((parts) => parts.includes(null));
  fc.assert(
    fc.property(idPart, idPart, line, fc.boolean(), (id, other, parts, isJson) => {
      const plain = parts.map((part) => part ?? id).join("");
      const text = isJson ? JSON.stringify({ at: plain, path: `/v1/${id}/${other}` }) : plain;
      const masked = createMask({ ids: [id, other], names: [], homes: [] })(text);
      expect(isIn(masked, id)).toBe(false);
      expect(isIn(masked, other)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test("nothing to hide hides nothing", () => {
  const none = createMask({ ids: [""], names: [""], homes: ["", "/"] });
  fc.assert(fc.property(fc.string(), (text) => none(text) === text));
});
