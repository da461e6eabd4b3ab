/** Whatever an aiGateway holds and whatever is changed of it: nothing else differs afterwards, to the last digit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, hasAll, isUnchanged, linesOf } from "../../../main/core/ai-gateway/change.ts";
import { isSame } from "../../../main/core/ai-gateway/object.ts";
import { settingsOf } from "../../../main/core/ai-gateway/settings.ts";
import type { AiGatewayChange } from "../../../preload/contract/ai-gateway.ts";
import { change, type Json, json, members, object, readOnly, required } from "./objects.ts";

const runs = { numRuns: 300 };
const names = Object.keys(members) as (keyof AiGatewayChange)[];
/** As Cloudflare has it after a PUT of that body: replaced, but for what it alone writes. */
const after = (before: Json, body: Json): Json => ({
  ...Object.fromEntries(Object.entries(before).filter(([name]) => readOnly.includes(name))),
  ...body,
});
/** Each member as the text that goes over the wire. */
const texts = (value: Json): ReadonlyMap<string, string> =>
  new Map(Object.entries(value).map(([name, inner]) => [name, JSON.stringify(inner)]));

test("a PUT has every member as it was, known or not, but those the change means", () => {
  fc.assert(
    fc.property(object, change, (before, asked) => {
      const lines = linesOf(before, asked);
      const meant = lines.flatMap(({ name }) => members[name]);
      const [was, is] = [texts(before), texts(bodyOf(before, asked))];
      for (const [name, text] of was)
        if (readOnly.includes(name)) expect(is.has(name)).toBe(false);
        else if (!meant.includes(name)) expect([name, is.get(name)]).toEqual([name, text]);
      for (const [name, text] of is)
        if (!was.has(name) && !meant.includes(name)) {
          expect(required).toContain(name);
          expect(text).toBe("null");
        }
      for (const name of required) expect(is.has(name)).toBe(true);
    }),
    runs,
  );
});

test("what is asked stands afterwards, and what is not asked reads as before", () => {
  fc.assert(
    fc.property(object, change, (before, asked) => {
      const lines = linesOf(before, asked);
      const written = after(before, bodyOf(before, asked));
      const [was, is] = [settingsOf(before), settingsOf(written)];
      for (const name of names) {
        const line = lines.find((one) => one.name === name);
        if (line) expect(was[name]).toEqual(line.before);
        expect(inOrder(is[name])).toEqual(inOrder(line ? asked[name] : was[name]));
      }
      expect(is.otherSpendRules).toBe(was.otherSpendRules);
      expect(is.alsoSet).toEqual(was.alsoSet);
      expect(hasAll(written, lines)).toBe(true);
      // What is there already is no change: no line, and nothing to write.
      expect(linesOf(written, asked)).toEqual([]);
      expect(hasAll(before, lines)).toBe(lines.length === 0);
    }),
    runs,
  );
});

test("each line has two sides that differ, and nothing unreadable is ever written over", () => {
  fc.assert(
    fc.property(object, change, (before, asked) => {
      const settings = settingsOf(before);
      for (const line of linesOf(before, asked)) {
        expect(line.before).not.toBe("unreadable");
        expect(inOrder(line.after)).not.toEqual(inOrder(line.before));
      }
      const body = bodyOf(before, asked);
      for (const name of names.filter((one) => settings[one] === "unreadable"))
        for (const member of members[name])
          if (Object.hasOwn(before, member))
            expect(JSON.stringify(body[member])).toBe(JSON.stringify(before[member]));
    }),
    runs,
  );
});

test("rules of the dashboard, and those that stay, keep every member and their order", () => {
  fc.assert(
    fc.property(object, change, (before, asked) => {
      const body = bodyOf(before, asked);
      const [was, is] = [rulesOf(before), rulesOf(body)];
      const simple = settingsOf(before).spendLimits;
      if (!Array.isArray(was) || simple === "unreadable") return;
      const others = was.filter((rule) => isOther(rule));
      const texts = is.map((rule) => JSON.stringify(rule));
      let at = -1;
      for (const rule of others) {
        at = texts.indexOf(JSON.stringify(rule), at + 1);
        expect(at).toBeGreaterThanOrEqual(0);
      }
      expect(others).toHaveLength(settingsOf(before).otherSpendRules);
      const kept = asked.spendLimits ?? simple;
      expect(is).toHaveLength(others.length + kept.length);
    }),
    runs,
  );
});

test("no secret of an aiGateway is in its settings, nor in what is shown of a change", () => {
  fc.assert(
    fc.property(object, change, (before, asked) => {
      const told = JSON.stringify([settingsOf(before), linesOf(before, asked)]);
      expect(told).not.toContain("CANARY");
    }),
    runs,
  );
});

test("two aiGateways are the same whatever the order of their members, and when they were written says nothing", () => {
  fc.assert(
    fc.property(object, json, fc.string(), (one, value, at) => {
      const turned = Object.fromEntries(Object.entries(one).toReversed());
      expect(isUnchanged(one, { ...turned, modified_at: at })).toBe(true);
      if (!isSame(one.guardrails, value) && value !== undefined)
        expect(isUnchanged(one, { ...turned, guardrails: value })).toBe(false);
      const { id: _, ...without } = one;
      expect(isUnchanged(one, without)).toBe(false);
    }),
    runs,
  );
});

const inOrder = (value: unknown): unknown =>
  Array.isArray(value) ? value.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : value;
const textOf = (value: object): string => JSON.stringify(Object.entries(value).toSorted());

function rulesOf(value: Json): readonly unknown[] {
  const limits = value.spend_limits;
  const rules = typeof limits === "object" && limits !== null && "rules" in limits && limits.rules;
  return Array.isArray(rules) ? rules : [];
}

/** By itself no rule that is for everything. */
const isOther = (rule: unknown): boolean =>
  settingsOf({ spend_limits: { enabled: true, rules: [rule] } }).otherSpendRules === 1;
