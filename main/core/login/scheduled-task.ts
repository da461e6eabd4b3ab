/** Sluice as a task of Windows' scheduler: started when this person logs on, and again a minute after it failed. Unproven: no machine here runs Windows. */
import type { Program } from "./program.ts";
import { textOfXml, xmlText } from "./xml.ts";

/** Tasks of all people of a machine share one list. @param user the plain name, without its domain */
export const taskName = (user: string): string => `Sluice (${user})`;

/**
 * For one person only, by name: without it Windows would take this for a task of everybody's, which only an administrator may
 * make. No limit in time (the scheduler's own is three days), not only on mains power, at the priority of ordinary programs.
 * Whether Windows counts a crash as a failure here is said differently by different sources.
 * @param user "DOMAIN\\name"
 */
export function taskXml(program: Program, user: string): string {
  const [command, ...args] = [...program, "--hidden"];
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Sluice</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${xmlText(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>false</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>3</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(command)}</Command>
      <Arguments>${xmlText(args.map(windowsWord).join(" "))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

export type FoundTask = {
  readonly isOn: boolean;
  readonly command: string;
  readonly args: string;
};

/** What `schtasks /Query /XML` prints: the task as Windows keeps it, which is not the text it was made from. Null when it is none. */
export function readTask(printed: string): FoundTask | null {
  const xml = printed.replaceAll("\0", "");
  const command = /<Command>([^<]*)<\/Command>/.exec(xml)?.[1];
  if (command === undefined) return null;
  const [, settings = ""] = /<Settings>([\s\S]*?)<\/Settings>/.exec(xml) ?? [];
  const [, triggers = ""] = /<Triggers>([\s\S]*?)<\/Triggers>/.exec(xml) ?? [];
  const isOff = (part: string): boolean => /<Enabled>\s*false\s*<\/Enabled>/.test(part);
  return {
    isOn: triggers.includes("<LogonTrigger") && !isOff(settings) && !isOff(triggers),
    command: textOfXml(command),
    args: textOfXml(/<Arguments>([^<]*)<\/Arguments>/.exec(xml)?.[1] ?? ""),
  };
}

/** Windows prints in the letters of its console: what is not ASCII comes back as something else, and is not compared. */
export function isTaskFor(found: FoundTask, program: Program): boolean {
  const [command, ...args] = [...program, "--hidden"];
  const wanted = args.map(windowsWord).join(" ");
  return plain(unquoted(found.command)) === plain(command) && plain(found.args) === plain(wanted);
}

const plain = (text: string): string => text.replace(/(?:[^\x20-\x7e]|\?)+/g, "?").toLowerCase();
const unquoted = (text: string): string => /^"(.*)"$/.exec(text)?.[1] ?? text;

/** As the C runtime takes a command line apart: backslashes count only before a quote. */
function windowsWord(text: string): string {
  if (/^[^\s"]+$/.test(text)) return text;
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}
