/** Where OpenClaw's daemon listens, by OpenClaw's own order. */
import { expect, test } from "vitest";
import { portsOf } from "../../../main/core/daemon/port.ts";

const none = { servicePort: null, layers: [], profile: null, config: null };

test("the command line beats the environment, that the configuration, that the default", () => {
  const ports = portsOf({
    servicePort: 1_001,
    layers: [{ OPENCLAW_GATEWAY_PORT: "1002" }, { OPENCLAW_GATEWAY_PORT: "1003" }],
    profile: null,
    config: { gateway: { port: 1_004 } },
  });
  expect(ports).toEqual([1_001, 1_002, 1_003, 1_004, 18_789]);
  expect(portsOf(none)).toEqual([18_789]);
  expect(portsOf({ ...none, servicePort: 18_789, config: { gateway: { port: 18_789 } } })).toEqual([
    18_789,
  ]);
});

test.each([
  ["19001", 19_001],
  [" 19001 ", 19_001],
  ["127.0.0.1:19001", 19_001],
  ["[::1]:19001", 19_001],
  ["::1", null],
  ["http://x:1:2", null],
  ["0", null],
  ["65536", null],
  ["-1", null],
  ["19001.5", null],
  ["", null],
])("a variable that says %j", (text, port) => {
  const ports = portsOf({ ...none, layers: [{ OPENCLAW_GATEWAY_PORT: text }] });
  expect(ports).toEqual(port === null ? [18_789] : [port, 18_789]);
});

test("a configuration that says nonsense is passed over", () => {
  for (const port of ["18790", 0, 1.5, 70_000, null])
    expect(portsOf({ ...none, config: { gateway: { port } } })).toEqual([18_789]);
});

// As OpenClaw 2026.9.6 computes them: resolveGatewayPort({}, { OPENCLAW_PROFILE }).
test.each([
  ["work", 41_984],
  ["Work", 28_704],
  ["my_profile-2", 42_706],
  ["default", 18_789],
  ["Default", 18_789],
  ["not a name", 18_789],
])("the port of the profile %j", (profile, port) => {
  expect(portsOf({ ...none, profile })[0]).toBe(port);
  expect(portsOf({ ...none, layers: [{ OPENCLAW_PROFILE: profile }] })[0]).toBe(port);
});
