/** The screens of the first run, one after the other. */
import type { SetupStep } from "../../preload/contract/desk.ts";
import { setupSteps } from "../setup/steps.ts";

export const stepAfter = (step: SetupStep): SetupStep | null =>
  setupSteps[setupSteps.indexOf(step) + 1] ?? null;

export const stepBefore = (step: SetupStep): SetupStep | null =>
  setupSteps[setupSteps.indexOf(step) - 1] ?? null;
