// npm start: builds, then opens Sluice in Electron where it is or can be fetched, and on the Chromium stand-in elsewhere.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { electronBinary, installer } from "./electron.mjs";

const root = path.join(import.meta.dirname, "..");
const rest = process.argv.slice(2);

const built = spawnSync(process.execPath, [path.join(root, "scripts/build.mjs")], {
  stdio: "inherit",
});
if (built.status !== 0) process.exit(built.status ?? 1);

if (!electronBinary() && process.env.SLUICE_STAND_IN !== "1") {
  console.log("Fetching Electron (once) …");
  spawnSync(process.execPath, [installer], { stdio: "ignore", timeout: 600_000 });
}

function run(command, args, env) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const binary = electronBinary();
if (binary) {
  const asRoot = process.platform === "linux" && process.getuid?.() === 0;
  run(binary, [root, ...rest, ...(asRoot ? ["--no-sandbox"] : [])], {});
} else {
  const hasScreen =
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  console.log(
    `Electron cannot be fetched here: running on the Chromium stand-in${hasScreen ? "" : ", without a screen"}.`,
  );
  run(
    process.execPath,
    [
      "--import",
      path.join(root, "test/host/register.mjs"),
      path.join(root, "dist/main/index.js"),
      ...rest,
    ],
    hasScreen ? { ELECTRON_HOST_HEADED: "1" } : {},
  );
}
