/** No target at all: the client speaks to the far end. What every other one is compared with. */
import type { StartTarget } from "../target.ts";
import { farPath, providerKey } from "./keys.ts";

export const startDirect: StartTarget = async ({ port }) => ({
  name: "direct",
  port,
  path: farPath,
  headers: { "x-api-key": providerKey },
  pids: [],
  close: async () => undefined,
});
