// node run-builder.mjs JSON: electron-builder with the project's own configuration; what it orders from tools that are not here is written down.
import { appendFileSync, readFileSync } from "node:fs";
import { Arch, build, Platform } from "electron-builder";

const { system, targets, archs, electronDist, output, orders } = JSON.parse(process.argv[2]);
const platform = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS }[system];

/** Each installer names its order in its own way. */
function orderOf(options) {
  if (!Array.isArray(options)) return { kind: "AppImage", ...options };
  const [first, second] = options;
  if (Array.isArray(first))
    return { kind: "fpm", args: first, desktop: readFileSync(second, "utf8") };
  return { kind: "nsis", defines: first, commands: second };
}

await build({
  projectDir: process.cwd(),
  targets: platform.createTarget(targets, ...archs.map((arch) => Arch[arch])),
  config: { electronDist, directories: { output } },
  effectiveOptionComputed(options) {
    const order = orderOf(options);
    appendFileSync(orders, `${JSON.stringify(order)}\n`);
    // True: enough, do not go on. An fpm of ours is there to hear the rest.
    return order.kind !== "fpm";
  },
});
