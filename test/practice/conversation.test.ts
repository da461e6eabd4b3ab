/** What the practice provider says, whatever it was told. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newest, pieces, planReply, turn } from "../../main/practice/conversation.ts";

/** What a split could break: line ends, wide characters, halves of one. */
const words = fc.string({
  unit: fc.constantFrom(
    "a",
    "bc ",
    "\n",
    "\r\n",
    "é",
    "💶",
    "👩‍🚀",
    "\u2028",
    "\ud83d",
    "TOOLTEST:",
  ),
  maxLength: 300,
});
const asked = { said: null, toolResult: null, tools: [], limit: null };

test("the pieces of a stream are the text again, line ends and emoji included", () => {
  fc.assert(
    fc.property(words, (text) => {
      const parts = pieces(text);
      expect(parts.join("")).toBe(text);
      expect(parts.every((part) => part.isWellFormed())).toBe(text.isWellFormed());
    }),
  );
});

test("no answer is empty, longer than a glance, or over its limit", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 300 }), (said, limit) => {
      const plan = planReply({ ...asked, said, limit });
      if (plan.kind === "tool") throw new Error("no tools were offered");
      expect(plan.text.length).toBeGreaterThan(0);
      expect(plan.text.length).toBeLessThan(400);
      expect(plan.tokensOut).toBeLessThanOrEqual(limit);
    }),
  );
});

const notes =
  "<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>\nActive exec sessions:\nnone\n<<<END_OPENCLAW_INTERNAL_CONTEXT>>>";

test("what the person wrote is found among OpenClaw's notes and under its time stamp", () => {
  expect(newest(["[Sat 2026-11-21 12:51 UTC] hello", null, notes])).toBe("hello");
  expect(newest(["older", `${notes}\nnewer`])).toBe("newer");
  expect(newest(["TOOLTEST:ls", "(sent by phone)"])).toBe("TOOLTEST:ls");
  expect(newest([notes, null])).toBeNull();
});

test("only what came after the model's last word counts", () => {
  const messages = [{ role: "user" }, { role: "assistant" }, { role: "tool" }, { role: "user" }];
  expect(turn(messages, ({ role }) => role === "assistant")).toEqual(messages.slice(2));
  expect(turn(messages, () => false)).toEqual(messages);
});

test("a tool's answer is repeated as far as it fits", () => {
  const plan = planReply({ ...asked, toolResult: "x".repeat(5000) });
  expect(plan.kind === "text" && plan.text).toBe(`TOOLRESULT ${"x".repeat(1500)}`);
});
