/** Addresses and messages of D-Bus: ours are what the specification says, and nothing that comes in is guessed at. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  busAddressOf,
  busSocketsOf,
  lastingBusesOf,
} from "../../../main/core/resolver/bus-address.ts";
import { encodeCall } from "../../../main/core/resolver/bus-call.ts";
import { decodeMessage, messageLength } from "../../../main/core/resolver/bus-reply.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
/** Recorded from dbus-daemon 1.14.10: the answer to Hello, and the news that follows it. */
const helloReply = hex(`
  6c020101 09000000 01000000 3d000000 06017300 04000000 3a312e33 00000000 05017500 01000000
  08016700 01730000 07017300 14000000 6f72672e 66726565 6465736b 746f702e 44427573 00000000
  04000000 3a312e33 00`);
const nameAcquired = hex(`
  6c040101 09000000 02000000 8d000000 01016f00 15000000 2f6f7267 2f667265 65646573 6b746f70
  2f444275 73000000 02017300 14000000 6f72672e 66726565 6465736b 746f702e 44427573 00000000
  03017300 0c000000 4e616d65 41637175 69726564 00000000 06017300 04000000 3a312e33 00000000
  08016700 01730000 07017300 14000000 6f72672e 66726565 6465736b 746f702e 44427573 00000000
  04000000 3a312e33 00`);
/** Recorded from gnome-keyring 42.1: a collection is not locked. */
const notLocked = hex(`
  6c020101 08000000 06000000 2d000000 06017300 04000000 3a312e33 00000000 08016700 01760000
  05017500 02000000 07017300 04000000 3a312e31 00000000 01620000 00000000`);

describe("an address", () => {
  test("names the sockets on this machine, in their order, and nothing that starts a program or leaves it", () => {
    const list =
      "unixexec:path=/bin/sh;unix:path=/run/user/1000/bus,guid=0a;tcp:host=a,port=1;unix:abstract=/tmp/dbus-%41;unix:tmpdir=/tmp;launchd:env=X";
    expect(busSocketsOf(list)).toEqual([
      { address: "unix:path=/run/user/1000/bus,guid=0a", path: "/run/user/1000/bus" },
      { address: "unix:abstract=/tmp/dbus-%41", path: "\0/tmp/dbus-A" },
    ]);
  });

  test("is kept for later without what anybody could answer at by then", () => {
    expect(lastingBusesOf("unix:abstract=/tmp/dbus-x,guid=0a;tcp:host=a")).toBe("");
    expect(lastingBusesOf("unix:abstract=x;unix:path=/a%20b,guid=0a;unix:path=/c")).toBe(
      "unix:path=/a%20b,guid=0a;unix:path=/c",
    );
  });

  test("of a path leads back to it, whatever is in it", () => {
    const path = fc.stringMatching(/^\/[\x20-\x7e]{1,60}$/);
    fc.assert(
      fc.property(path, (one) => {
        const address = busAddressOf(one) ?? "";
        expect(busSocketsOf(address)).toEqual([{ address, path: one }]);
      }),
    );
    expect(busAddressOf("relative")).toBeNull();
  });

  test.each([
    "",
    ";;",
    "unix:",
    "unix:path=",
    "unix:path=relative",
    "unix:path=%zz",
    "unix:path=%00",
    "\0",
  ])("that is none leads nowhere: %j", (text) => {
    expect(busSocketsOf(text)).toEqual([]);
  });
});

describe("a message", () => {
  test("from a real bus is read whole", () => {
    expect(messageLength(helloReply.subarray(0, 15))).toBeNull();
    const both = Buffer.concat([helloReply, nameAcquired]);
    expect(messageLength(both)).toBe(helloReply.length);
    expect(decodeMessage(helloReply)).toEqual({ replyTo: 1, isError: false, body: [":1.3"] });
    expect(messageLength(nameAcquired)).toBe(nameAcquired.length);
    expect(decodeMessage(nameAcquired)).toEqual({ replyTo: null, isError: false, body: [] });
    expect(decodeMessage(notLocked)).toEqual({ replyTo: 2, isError: false, body: [false] });
  });

  test("cut or damaged anywhere is refused or read, and never hangs or reads past its end", () => {
    fc.assert(
      fc.property(
        fc.nat(helloReply.length - 1),
        fc.nat(255),
        fc.nat(helloReply.length),
        (at, byte, length) => {
          const damaged = helloReply.slice(0, length);
          if (at < length) damaged[at] = byte;
          try {
            if (messageLength(damaged) === damaged.length) decodeMessage(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("of ours has every part where the specification wants it", () => {
    const bytes = encodeCall({
      serial: 7,
      destination: "a.b",
      path: "/c",
      interface: "d.e",
      member: "F",
      args: ["default", { service: "Sluice", account: "p/aiGateway" }],
    });
    const text = Buffer.from(bytes).toString("latin1");
    expect(bytes.length % 4).toBe(0);
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(text).toContain("\x08\x01g\0\x06sa{ss}\0");
    expect(text).toContain("\x0b\0\0\0p/aiGateway\0");
    expect(() =>
      encodeCall({
        serial: 1,
        destination: "é",
        path: "/",
        interface: "a.b",
        member: "C",
        args: [],
      }),
    ).toThrow(RangeError);
  });
});
