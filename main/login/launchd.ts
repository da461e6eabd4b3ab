/** Starts Sluice by macOS's launchd. Unproven: no machine here runs macOS. */
import path from "node:path";
import {
  agentLabel,
  isDisabledByLaunchd,
  isLaunchAgentOn,
  launchAgent,
} from "../core/login/launch-agent.ts";
import type { Program } from "../core/login/program.ts";
import type { Run } from "./run.ts";
import { failed, removeEntry, type Starter, textOf, writeEntry } from "./starter.ts";

const launchctl = "/bin/launchctl";

/** @param uid the person's, whose session ("gui/501") launchd is asked about */
export function createLaunchd(homeDir: string, uid: number, program: Program, run: Run): Starter {
  const file = path.join(homeDir, "Library/LaunchAgents", `${agentLabel}.plist`);

  async function isDisabled(): Promise<boolean> {
    const printed = await run(launchctl, ["print-disabled", `gui/${uid}`]);
    return printed?.code === 0 && isDisabledByLaunchd(printed.stdout);
  }

  return {
    supervisor: "launchd",
    async isOn() {
      const text = await textOf(file);
      return text !== null && isLaunchAgentOn(text) && !(await isDisabled());
    },
    isCurrent: async () => (await textOf(file)) === launchAgent(program),
    /** launchd reads the folder at login. Loading it now would start a second Sluice; unloading it would end this one, if it is the agent. */
    async turnOn() {
      const written = await writeEntry(file, launchAgent(program));
      if (!written.ok || !(await isDisabled())) return written;
      const enabled = await run(launchctl, ["enable", `gui/${uid}/${agentLabel}`]);
      if (enabled?.code === 0) return { ok: true };
      await removeEntry(file);
      return failed("launchctl enable");
    },
    turnOff: () => removeEntry(file),
  };
}
