/** The words of the pages beside Home in English; their shape is the one the other languages must fill. */
import { enCaches } from "./en-caches.ts";
import { enChecks } from "./en-checks.ts";
import { enFirstRun } from "./en-first-run.ts";
import { enGateway } from "./en-gateway.ts";
import { enOpenClaw } from "./en-openclaw.ts";
import { enSettings } from "./en-settings.ts";
import { enUsage } from "./en-usage.ts";

export const enPages = {
  openclaw: enOpenClaw,
  firstRun: enFirstRun,
  usage: enUsage,
  checks: enChecks,
  more: enSettings,
  gateway: enGateway,
  caches: enCaches,
};
export type PageWords = typeof enPages;
