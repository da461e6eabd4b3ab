/** How far the first run got: kept, so that it goes on after a quit or a crash where it was. */
import type { Handlers } from "../../preload/contract/command.ts";
import { type SetupState, setupSteps } from "../../preload/contract/desk.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import { done, refuse } from "./reply.ts";
import type { Remembered } from "./settings-file.ts";

/** A set-up from before there was a first run needs none; practice has keys of its own and begins on Home. */
export function setupOf(
  { activeProfile, link, setup }: Pick<Remembered, "activeProfile" | "link" | "setup">,
  isPractice: boolean,
): SetupState {
  if (setup) return setup;
  const [step] = setupSteps;
  if (isPractice) return { status: "left", step, skipped: [] };
  return activeProfile !== null || link !== null
    ? { status: "done", step: "done", skipped: [] }
    : { status: "open", step, skipped: [] };
}

export function createFirstRunHandlers(
  { isPractice, settings }: Pick<Parts, "isPractice" | "settings">,
  conductor: Conductor,
): Pick<Handlers, "setup.end" | "setup.go"> {
  async function keep(setup: SetupState) {
    const code = await conductor.keep({
      setup: { ...setup, skipped: [...setup.skipped] },
    });
    conductor.publish();
    return code ? refuse(code) : done;
  }

  return {
    "setup.go"({ skip = false, step }) {
      const before = setupOf(settings.get(), isPractice);
      const skipped = new Set(before.skipped);
      if (skip) skipped.add(before.step);
      else skipped.delete(before.step);
      skipped.delete(step);
      return keep({
        status: "open",
        step,
        skipped: setupSteps.filter((each) => skipped.has(each)),
      });
    },
    "setup.end"({ isDone }) {
      const before = setupOf(settings.get(), isPractice);
      return keep({ ...before, status: isDone ? "done" : "left" });
    },
  };
}
