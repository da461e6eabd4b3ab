/** What one look at the daemon's hashes proves about a write. */
import { expect, test } from "vitest";
import { configReplyOf } from "../../../main/core/daemon/replies.ts";
import { isInForce, markOf, progressOf } from "../../../main/core/daemon/taken-in.ts";

const reply = (payload: object) => {
  const read = configReplyOf(payload);
  if (!read) throw new Error("no reply");
  return read;
};
const told = (hash: string, revision: string | null, applied: string | null, valid = true) =>
  reply({ hash, configRevisionHash: revision, appliedConfigHash: applied, valid });

test.each([
  ["the old bytes", told("a", "1", "1"), "unseen"],
  ["the old bytes, invalid already before", told("a", null, "1", false), "unseen"],
  ["new bytes, still to come", told("b", "2", "1"), "pending"],
  ["new bytes, in force", told("b", "2", "2"), "applied"],
  ["new bytes that mean the same", told("b", "1", "1"), "applied"],
  ["new bytes that mean nothing", told("b", null, "1", false), "rejected"],
  ["new bytes, nothing in force yet", told("b", "2", null), "pending"],
  ["neither", told("b", null, null), "pending"],
  ["a version that keeps quiet", reply({ hash: "b", valid: true }), "silent"],
  ["a version that keeps quiet, invalid", reply({ hash: "b", valid: false }), "rejected"],
])("%s", (_, seen, progress) => {
  expect(progressOf(seen, "a", true)).toBe(progress);
  expect(progressOf(seen, "a", false)).toBe(progress);
});

test("without a mark nothing is believed before the daemon had time to look", () => {
  expect(progressOf(told("b", "2", "2"), null, false)).toBe("unseen");
  expect(progressOf(told("b", "2", "2"), null, true)).toBe("applied");
});

test("the mark is the hash of the bytes; a reply without one is no mark", () => {
  expect(markOf(told("a", "1", "1"))).toBe("a");
  expect(markOf(reply({ valid: true }))).toBeNull();
});

test("in force is said only by a daemon that says so", () => {
  expect(isInForce(told("a", "1", "1"))).toBe(true);
  expect(isInForce(told("a", "2", "1"))).toBe(false);
  expect(isInForce(told("a", null, "1", false))).toBe(false);
  expect(isInForce(reply({ hash: "a" }))).toBeNull();
  expect(isInForce(null)).toBeNull();
});
