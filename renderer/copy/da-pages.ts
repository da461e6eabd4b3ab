/** The words of the pages beside Home in Danish. */
import { daCaches } from "./da-caches.ts";
import { daChecks } from "./da-checks.ts";
import { daFirstRun } from "./da-first-run.ts";
import { daGateway } from "./da-gateway.ts";
import { daOpenClaw } from "./da-openclaw.ts";
import { daSettings } from "./da-settings.ts";
import { daUsage } from "./da-usage.ts";
import type { PageWords } from "./en-pages.ts";

export const daPages: PageWords = {
  openclaw: daOpenClaw,
  firstRun: daFirstRun,
  usage: daUsage,
  checks: daChecks,
  more: daSettings,
  gateway: daGateway,
  caches: daCaches,
};
