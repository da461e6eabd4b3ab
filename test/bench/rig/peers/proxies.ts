/** Two proxy libraries from npm, as somebody would use them who wants a router in an afternoon. */
import { startChild } from "../child.ts";
import type { Target } from "../target.ts";
import { installPeer } from "./install.ts";
import { localKey } from "./keys.ts";
import type { ProxyAsk } from "./proxy.process.ts";

type Far = { readonly port: number };

export const startHttpProxy3 = (far: Far): Promise<Target> => start(far, "http-proxy-3", "2.0.1");
export const startFastProxy = (far: Far): Promise<Target> => start(far, "fast-proxy", "2.2.0");

async function start(far: Far, library: ProxyAsk["library"], version: string): Promise<Target> {
  const modules = await installPeer(`${library}-${version}`, { [library]: version });
  const child = startChild("peers/proxy.process.ts");
  try {
    const ask: ProxyAsk = { library, modules, upstreamPort: far.port };
    const port = await child.ask<number>(ask);
    return {
      name: library,
      version,
      port,
      path: "/anthropic/v1/messages",
      headers: { "x-api-key": localKey },
      pids: [child.pid],
      close: child.close,
    };
  } catch (error) {
    await child.close();
    throw error;
  }
}
