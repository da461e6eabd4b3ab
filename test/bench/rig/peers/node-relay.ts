/** The floor: bytes from one socket to the other in Node, and nothing of them read. */
import { startChild } from "../child.ts";
import type { Target } from "../target.ts";
import { farPath, providerKey } from "./keys.ts";

export async function startNodeRelay(upstream: { readonly port: number }): Promise<Target> {
  const child = startChild("peers/node-relay.process.ts");
  const port = await child.ask<number>({ upstreamPort: upstream.port });
  return {
    name: "Node relay",
    port,
    path: farPath,
    headers: { "x-api-key": providerKey },
    pids: [child.pid],
    close: child.close,
  };
}
