/** The Claude Code router, with its own pass-through for Anthropic and one model. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endWithParent } from "../child.ts";
import { model } from "../content.ts";
import type { Target } from "../target.ts";
import { freePort, untilListening } from "./ground.ts";
import { installPeer } from "./install.ts";
import { farPath, localKey, providerKey } from "./keys.ts";

const version = "2.0.0";

export async function startClaudeCodeRouter(upstream: { readonly port: number }): Promise<Target> {
  const name = "@musistudio/claude-code-router";
  const modules = await installPeer(`claude-code-router-${version}`, { [name]: version });
  const home = mkdtempSync(path.join(tmpdir(), "sluice-bench-ccr-"));
  const folder = path.join(home, ".claude-code-router");
  const port = await freePort();
  mkdirSync(folder);
  const provider = {
    name: "far",
    api_base_url: `http://127.0.0.1:${upstream.port}${farPath}`,
    api_key: providerKey,
    models: [model],
    transformer: { use: ["Anthropic"] },
  };
  writeFileSync(
    path.join(folder, "config.json"),
    JSON.stringify({
      LOG: false,
      HOST: "127.0.0.1",
      PORT: port,
      APIKEY: localKey,
      Providers: [provider],
      Router: { default: `far,${model}` },
    }),
  );
  const child = spawn(process.execPath, [path.join(modules, name, "dist/cli.js"), "start"], {
    stdio: "ignore",
    env: { PATH: process.env.PATH ?? "", HOME: home },
  });
  const end = endWithParent(child);
  await untilListening(port, end);
  return {
    name: "CCR",
    version,
    port,
    path: "/v1/messages",
    headers: { "x-api-key": localKey },
    pids: [child.pid ?? 0],
    async close() {
      await end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
