/** The words of the pages beside Home in French. */
import type { PageWords } from "./en-pages.ts";
import { frCaches } from "./fr-caches.ts";
import { frChecks } from "./fr-checks.ts";
import { frFirstRun } from "./fr-first-run.ts";
import { frGateway } from "./fr-gateway.ts";
import { frOpenClaw } from "./fr-openclaw.ts";
import { frSettings } from "./fr-settings.ts";
import { frUsage } from "./fr-usage.ts";

export const frPages: PageWords = {
  openclaw: frOpenClaw,
  firstRun: frFirstRun,
  usage: frUsage,
  checks: frChecks,
  more: frSettings,
  gateway: frGateway,
  caches: frCaches,
};
