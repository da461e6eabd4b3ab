/** Where each manager is looked for, in which order, and what a person's .npmrc says. */
import { expect, test } from "vitest";
import { npmPrefixOf, placesIn } from "../../../main/core/find/places.ts";
import { installSources } from "../../../preload/contract/openclaw.ts";

const around = (
  platform: string,
  env: Record<string, string> = {},
  npmPrefix: string | null = null,
) =>
  placesIn({
    platform,
    homeDir: platform === "win32" ? "C:\\Users\\Ada" : "/home/ada",
    env,
    npmPrefix,
  });

test.each(["linux", "darwin", "win32"])(
  "on %s the managers come in the order in which they are believed",
  (platform) => {
    const ranks = around(platform).map(({ source }) => installSources.indexOf(source));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  },
);

test.each(["linux", "darwin", "win32"])(
  "on %s every path is absolute, whatever the variables hold",
  (platform) => {
    const names = [
      "NVM_DIR",
      "NVM_HOME",
      "PNPM_HOME",
      "APPDATA",
      "HOMEBREW_PREFIX",
      "ProgramFiles",
      "NPM_CONFIG_PREFIX",
    ];
    for (const value of ["", "relative", "../up", "~"]) {
      const places = around(
        platform,
        Object.fromEntries(names.map((name) => [name, value])),
        "relative",
      );
      const paths = places.flatMap((place) => [...place.paths, ...place.nodes]);
      expect(paths.filter((one) => !/^(?:\/|[A-Z]:\\)/.test(one))).toEqual([]);
    }
  },
);

test("the places that variables name are looked at before the usual ones", () => {
  const of = (source: string, env: Record<string, string>) =>
    around("linux", env).find((place) => place.source === source)?.paths[0];
  expect(of("nvm", { NVM_DIR: "/x/nvm" })).toBe("/x/nvm/versions/node/*/bin/openclaw");
  expect(of("npm", { NPM_CONFIG_PREFIX: "/x/npm" })).toBe("/x/npm/bin/openclaw");
  expect(of("pnpm", { PNPM_HOME: "/x/pnpm" })).toBe("/x/pnpm/bin/openclaw");
  const windows = around("win32", { appdata: "D:\\Roaming" }).find(
    ({ source }) => source === "npm",
  );
  expect(windows?.paths[0]).toBe("D:\\Roaming\\npm\\node_modules\\openclaw");
});

test.each<[string, string | null]>([
  ["prefix=/opt/npm", "/opt/npm"],
  ["prefix = ~/.npm-packages", "/home/ada/.npm-packages"],
  ['prefix="/my dir"', "/my dir"],
  [`prefix=\${HOME}/.npm`, "/home/ada/.npm"],
  [`prefix=\${XDG}/npm\n`, "/xdg/npm"],
  [`prefix=\${NOBODY}/npm`, null],
  ["; prefix=/a\n//registry/:_authToken=x\n", null],
  ["prefix=/first\r\nprefix=/last\r\n", "/last"],
  ["prefix=", null],
])("%j in .npmrc names %s", (npmrc, expected) => {
  expect(npmPrefixOf(npmrc, { homeDir: "/home/ada", env: { XDG: "/xdg" } })).toBe(expected);
});
