/** Listening to a real session bus: word comes when a name comes or goes, and of no other. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { socketOf, watchName } from "../../main/shell/session-bus.ts";
import { needTools } from "../support/tools.ts";

test.each([
  ["unix:path=/run/user/1000/bus", "/run/user/1000/bus"],
  ["unix:path=/tmp/a%20b,guid=0123", "/tmp/a b"],
  ["unix:abstract=/tmp/dbus-x,guid=0123", "\0/tmp/dbus-x"],
  ["unix:guid=0123,path=/bus", "/bus"],
  ["tcp:host=localhost,port=1;unix:path=/bus", "/bus"],
  ["tcp:host=localhost,port=1", null],
  ["unix:path=/%zz", null],
  ["autolaunch:", null],
  ["", null],
])("the socket in %j is %j", (address, socket) => {
  expect(socketOf(address)).toBe(socket);
});

const canRun = needTools({ names: ["dbus-daemon", "gdbus"], install: "apt-get install dbus" });

describe.skipIf(!canRun)("a name", () => {
  const { DBUS_SESSION_BUS_ADDRESS: before } = process.env;
  let daemon: ChildProcess | null = null;
  let stop = (): void => {};

  async function startBus(): Promise<void> {
    daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [address] = await once(daemon.stdout?.setEncoding("utf8") ?? daemon, "data");
    process.env.DBUS_SESSION_BUS_ADDRESS = String(address).trim();
  }
  /** Takes the name, and loses it with its own end. */
  const comeAndGo = (name: string): void =>
    void execFileSync("gdbus", [
      ...["call", "--session", "--dest=org.freedesktop.DBus"],
      ...["--object-path=/org/freedesktop/DBus", "--method=org.freedesktop.DBus.RequestName"],
      ...[name, "0"],
    ]);
  afterEach(async () => {
    stop();
    if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    else process.env.DBUS_SESSION_BUS_ADDRESS = before;
    const gone = daemon && once(daemon, "exit");
    daemon?.kill();
    await gone;
    daemon = null;
  });

  test("that comes and goes is told of, another is not", async () => {
    await startBus();
    const told = vi.fn();
    stop = watchName("org.example.Bar", told);
    // It listens from some moment on: until then a name may come and go unheard.
    await expect
      .poll(() => {
        comeAndGo("org.example.Bar");
        return told.mock.calls.length;
      })
      .toBeGreaterThan(0);
    const { length } = told.mock.calls;
    comeAndGo("org.example.Other");
    comeAndGo("org.example.Bar");
    await expect.poll(() => told.mock.calls.length).toBeGreaterThan(length);
    stop();
    const { length: last } = told.mock.calls;
    comeAndGo("org.example.Bar");
    expect(told.mock.calls.length).toBe(last);
  });

  test("on a bus that is not there is none, and nothing fails", async () => {
    process.env.DBUS_SESSION_BUS_ADDRESS = "unix:path=/nowhere/bus";
    stop = watchName("org.example.Bar", () => {
      throw new Error("nobody can have said that");
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
