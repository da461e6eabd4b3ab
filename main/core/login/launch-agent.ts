/** Sluice as an agent of macOS's launchd: started with the desktop, and again when it ends badly. Unproven: no machine here runs macOS. */
import type { Program } from "./program.ts";
import { xmlText } from "./xml.ts";

export const agentLabel = "app.sluice.Sluice";

/** Only in a session with a screen (Aqua). At most one start in ten seconds, for ever: when to stop linking is Sluice's own budget's affair. */
export function launchAgent(program: Program): string {
  const words = [...program, "--hidden"].map((word) => `    <string>${xmlText(word)}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${agentLabel}</string>
  <key>AssociatedBundleIdentifiers</key>
  <string>${agentLabel}</string>
  <key>ProgramArguments</key>
  <array>
${words.join("\n")}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>LimitLoadToSessionType</key>
  <string>Aqua</string>
</dict>
</plist>
`;
}

/** False for an agent that says it is disabled; launchd's own list is asked besides. */
export const isLaunchAgentOn = (text: string): boolean =>
  text.includes(`<string>${agentLabel}</string>`) &&
  !/<key>Disabled<\/key>\s*<true\s*\/>/.test(text);

/** Whether `launchctl print-disabled` lists us: "=> disabled", before macOS 13 "=> true". */
export const isDisabledByLaunchd = (printed: string): boolean =>
  new RegExp(`"${agentLabel.replaceAll(".", "\\.")}"\\s*=>\\s*(?:disabled|true)`).test(printed);
