/** The words of the pages beside Home in Dutch. */
import type { PageWords } from "./en-pages.ts";
import { nlCaches } from "./nl-caches.ts";
import { nlChecks } from "./nl-checks.ts";
import { nlFirstRun } from "./nl-first-run.ts";
import { nlGateway } from "./nl-gateway.ts";
import { nlOpenClaw } from "./nl-openclaw.ts";
import { nlSettings } from "./nl-settings.ts";
import { nlUsage } from "./nl-usage.ts";

export const nlPages: PageWords = {
  openclaw: nlOpenClaw,
  firstRun: nlFirstRun,
  usage: nlUsage,
  checks: nlChecks,
  more: nlSettings,
  gateway: nlGateway,
  caches: nlCaches,
};
