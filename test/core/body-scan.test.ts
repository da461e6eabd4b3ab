import fc from "fast-check";
import { expect, test } from "vitest";
import { BodyScan } from "../../main/core/body-scan.ts";
import { bytesOf } from "../support/bytes.ts";

function scan(text: string, ...cuts: number[]) {
  const body = new BodyScan();
  const bytes = bytesOf(text);
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  edges.sort((a, b) => a - b);
  for (let index = 1; index < edges.length; index++)
    body.push(bytes, edges[index - 1] ?? 0, edges[index] ?? 0);
  return body.facts();
}

test("tells the model, whether the answer is to be a stream, and whether there are tools", () => {
  const body = {
    model: "claude-sonnet-4-6",
    stream: true,
    tools: [{ name: "read" }],
    messages: [],
  };
  expect(scan(JSON.stringify(body))).toEqual({
    model: "claude-sonnet-4-6",
    isStream: true,
    hasTools: true,
  });
});

test.each([
  ["an empty list of tools", '{"tools":[ \n ]}', { hasTools: false }],
  ["null for tools", '{"tools":null}', { hasTools: false }],
  [
    "a list of tools longer than is kept",
    `{"tools":["${"x".repeat(70_000)}"]}`,
    { hasTools: true },
  ],
  ["stream false", '{"stream":false}', { isStream: false }],
  ["stream as a text", '{"stream":"true"}', { isStream: false }],
  ["the same keys inside a message", '{"messages":[{"model":"x","stream":true,"tools":[1]}]}', {}],
  ["no object", "[1]", {}],
  ["no JSON", "model=x&stream=true", {}],
  ["nothing", "", {}],
])("%s", (_what, text, facts) => {
  expect(scan(text)).toEqual({ model: null, isStream: false, hasTools: false, ...facts });
});

test("what has come of a body that was cut counts", () => {
  expect(scan('{"model":"m","stream":true,"messages":[{"role":"us')).toMatchObject({
    model: "m",
    isStream: true,
  });
});

test("reads any object as JSON.parse does, however it is cut", () => {
  const bodies = fc.record(
    {
      model: fc.stringMatching(/^[a-z0-9.:/-]{1,40}$/),
      stream: fc.oneof(fc.boolean(), fc.jsonValue()),
      tools: fc.oneof(fc.array(fc.jsonValue()), fc.constant(null)),
      messages: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(bodies, fc.array(fc.nat()), fc.constantFrom(undefined, 2), (body, cuts, indent) => {
      expect(scan(JSON.stringify(body, null, indent), ...cuts)).toEqual({
        model: body.model ?? null,
        isStream: body.stream === true,
        hasTools: Array.isArray(body.tools) && body.tools.length > 0,
      });
    }),
    { numRuns: 500 },
  );
});
