/** Portkey's gateway on this machine, with its provider set to Anthropic at another host. */
import { spawn } from "node:child_process";
import path from "node:path";
import { endWithParent } from "../child.ts";
import type { Target } from "../target.ts";
import { freePort, untilListening } from "./ground.ts";
import { installPeer } from "./install.ts";
import { farPath, providerKey } from "./keys.ts";

const version = "1.15.2";

export async function startPortkey(upstream: { readonly port: number }): Promise<Target> {
  const modules = await installPeer(`portkey-${version}`, {
    "@portkey-ai/gateway": version,
    // With newer ones it answers 500 to every stream: Portkey-AI/gateway issues 1389 and 1550.
    "@hono/node-server": "1.13.7",
    hono: "4.9.7",
  });
  const port = await freePort();
  const script = path.join(modules, "@portkey-ai/gateway/build/start-server.js");
  const child = spawn(process.execPath, [script, `--port=${port}`, "--headless"], {
    stdio: "ignore",
  });
  const close = endWithParent(child);
  await untilListening(port, close);
  const base = farPath.replace(/\/messages$/, "");
  return {
    name: "Portkey",
    version,
    port,
    path: "/v1/messages",
    headers: {
      "x-portkey-provider": "anthropic",
      "x-portkey-custom-host": `http://127.0.0.1:${upstream.port}${base}`,
      // It passes on the key it is given.
      "x-api-key": providerKey,
    },
    pids: [child.pid ?? 0],
    close,
  };
}
