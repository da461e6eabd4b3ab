/** How Sluice begins anew: with the same switches but the one, never with a key among them, and by whoever outlives it. */
import { describe, expect, test } from "vitest";
import { argumentsFor, restartOf } from "../../main/core/restart.ts";

describe("the switches of the next one", () => {
  test.each<readonly [string, boolean, readonly string[], readonly string[]]>([
    ["into practice", true, [], ["--practice"]],
    ["out of it", false, ["--practice"], []],
    ["into it twice is into it once", true, ["--practice"], ["--practice"]],
    [
      "others stay, in their order",
      true,
      ["app", "--lang=nl", "-x"],
      ["app", "--lang=nl", "-x", "--practice"],
    ],
    ["what was meant for the start is over", false, ["--hidden", "--practice", "--link"], []],
    [
      "a data folder of one's own gets one for practice in it",
      ...([true, ["--user-data-dir=/d"], ["--user-data-dir=/d/practice", "--practice"]] as const),
    ],
    [
      "the same as two words",
      ...([
        true,
        ["--user-data-dir", "/d/"],
        ["--user-data-dir", "/d/practice", "--practice"],
      ] as const),
    ],
    [
      "and out of that again",
      ...([false, ["--practice", "--user-data-dir=/d/practice"], ["--user-data-dir=/d"]] as const),
    ],
    [
      "one that was practice's alone stays",
      ...([false, ["--practice", "--user-data-dir=/p"], ["--user-data-dir=/p"]] as const),
    ],
    [
      "not into somebody's folder around it",
      ...([
        false,
        ["--practice", "--user-data-dir=/home/anna/practice"],
        ["--user-data-dir=/home/anna/practice"],
      ] as const),
    ],
    [
      "a folder called like a switch is a folder",
      ...([false, ["--user-data-dir", "--hidden"], ["--user-data-dir", "--hidden"]] as const),
    ],
  ])("%s", (_, isPractice, args, next) => {
    expect(argumentsFor(isPractice, args, (folder) => folder === "/d")).toEqual(next);
  });

  test.each([
    ["--cloudflare-ai-gateway-api-key=sk-ant-canary"],
    ["--cloudflare-ai-gateway-api-key", "sk-ant-canary"],
  ])("a key among them is not passed on (%s)", (...args) => {
    expect(argumentsFor(true, ["app", ...args, "--lang=nl"], () => true)).toEqual([
      ...["app", "--lang=nl", "--practice"],
    ]);
  });
});

describe("who begins it", () => {
  const isOwn = () => true;
  const argv = ["/opt/Sluice/sluice", "--hidden"];
  const scope = "0::/user.slice/user-1000.slice/app.slice/app-sluice-77.scope\n";
  const service = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/sluice.service\n";

  test("Electron itself where it outlives this process", () => {
    for (const cgroup of ["", scope])
      expect(restartOf(true, { argv, env: {}, cgroup, isOwn })).toEqual({
        ...{ way: "electron", args: ["--practice"] },
      });
  });

  test("systemd where this is its service: it ends whatever a service leaves behind", () => {
    expect(restartOf(true, { argv, env: {}, cgroup: service, isOwn })).toEqual({
      way: "command",
      returns: true,
      command: [
        ...["systemd-run", "--user", "--quiet", "--collect"],
        ...["--property=KillMode=process", "--property=Slice=app.slice"],
        ...["--", "/opt/Sluice/sluice", "--practice"],
      ],
    });
  });

  test("the AppImage's own file, not the folder it is mounted at", () => {
    const env = { APPDIR: "/tmp/.mount_sl", APPIMAGE: "/home/anna/Sluice.AppImage" };
    const mounted = ["/tmp/.mount_sl/sluice", "--practice"];
    expect(restartOf(false, { argv: mounted, env, cgroup: scope, isOwn })).toEqual({
      ...{ way: "command", returns: false, command: ["/home/anna/Sluice.AppImage"] },
    });
    // One that another AppImage has left behind in the environment is not ours.
    expect(restartOf(false, { argv, env, cgroup: scope, isOwn })).toMatchObject({
      way: "electron",
    });
  });
});
