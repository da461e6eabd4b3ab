/** Held against Node's own reading of addresses and networks. */
import { BlockList, isIP, SocketAddress } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOfAddress, hasAddress, isLoopback } from "../../main/core/network-address.ts";

const v4 = fc.ipV4();
const v6 = fc.ipV6();
const address = fc.oneof(v4, v6);

const familyOf = (text: string) => (isIP(text) === 6 ? "ipv6" : "ipv4");

/** As the kernel's own library writes it: one spelling for each address. */
const spelled = (text: string) =>
  new SocketAddress({ address: text, family: familyOf(text) }).address;

describe("an address", () => {
  test("is read exactly where Node reads one", () => {
    const piece = fc.constantFrom(
      ":",
      "::",
      ".",
      "0",
      "1",
      "ff",
      "255",
      "256",
      "00ff",
      "g",
      "1.2.3.4",
      "",
    );
    const odd = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.oneof(address, odd), (text) => {
        expect(bytesOfAddress(text) !== null).toBe(isIP(text) !== 0);
      }),
      { numRuns: 20_000 },
    );
  });

  test("is the same however it is written", () => {
    fc.assert(
      fc.property(v6, (text) => {
        const bytes = bytesOfAddress(text);
        expect(bytesOfAddress(spelled(text))).toEqual(bytes);
        expect(bytesOfAddress(text.toUpperCase())).toEqual(bytes);
      }),
    );
    expect(bytesOfAddress("::ffff:10.1.2.3")).toEqual([10, 1, 2, 3]);
    expect(bytesOfAddress("::ffff:a01:203")).toEqual([10, 1, 2, 3]);
  });
});

describe("a network", () => {
  test.each([
    ["IPv4", v4, 32],
    ["IPv6", v6, 128],
  ] as const)("of %s holds what Node says it holds", (_family, addresses, most) => {
    fc.assert(
      fc.property(addresses, addresses, fc.integer({ min: 0, max: most }), (base, other, bits) => {
        const isMapped = (text: string) => text.includes(":") && bytesOfAddress(text)?.length === 4;
        fc.pre(!isMapped(base) && !isMapped(other));
        const list = new BlockList();
        list.addSubnet(base, bits, familyOf(base));
        for (const host of [base, other])
          expect(hasAddress(`${base}/${bits}`, host)).toBe(list.check(host, familyOf(host)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("of one family holds none of the other, and an embedded address is of the embedded family", () => {
    expect(hasAddress("0.0.0.0/0", "2001:db8::1")).toBe(false);
    expect(hasAddress("::/0", "10.0.0.1")).toBe(false);
    expect(hasAddress("10.0.0.0/8", "::ffff:10.9.9.9")).toBe(true);
    expect(hasAddress("::ffff:10.0.0.0/104", "10.9.9.9")).toBe(true);
    expect(hasAddress("::ffff:10.0.0.0/104", "11.0.0.0")).toBe(false);
  });

  test.each([
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.0.0/8",
    "fd00::/129",
    "x/8",
    "/8",
    "",
  ])("%j holds nothing", (text) => {
    for (const host of ["10.0.0.0", "fd00::", "0.0.0.0", "::"])
      expect(hasAddress(text, host)).toBe(false);
  });
});

test.each([
  ["127.0.0.1", true],
  ["127.9.8.7", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["localhost", true],
  ["LocalHost.", true],
  ["x.localhost", true],
  ["128.0.0.1", false],
  ["::2", false],
  ["localhost.corp.example", false],
  ["notlocalhost", false],
  ["127.0.0.1.nip.io", false],
])("%s is this machine: %j", (host, isOwn) => {
  expect(isLoopback(host)).toBe(isOwn);
});
