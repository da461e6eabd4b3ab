/** The batch file a Windows scheduled task starts, and the launchers that lead to it, read as the service they define. */
import { commandOf, type ServiceCommand } from "./command.ts";
import { type ServiceDefinition, serviceOf } from "./service.ts";
import { cmdWords } from "./words.ts";

/**
 * Null when it is not the daemon's. OpenClaw 2026.9.6 writes `@echo off`, `rem …`, `cd /d …`, `set "NAME=value"` lines
 * and one command ending in `--task-supervisor < NUL`; 2026.5.28 the command alone (schtasks-layout and cmd-argv in its dist).
 */
export function parseTaskScript(text: string, file: string): ServiceDefinition | null {
  const variables: [string, string][] = [];
  let command: ServiceCommand | null = null;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === "" || /^(?:@|rem\b|::|cd\b)/i.test(line)) continue;
    const assigned = /^set\s+(.*)$/i.exec(line)?.[1];
    const pair = assigned === undefined ? null : assignmentOf(assigned);
    if (pair) variables.push(pair);
    if (assigned !== undefined) continue;
    command = commandOf(wordsOf(line));
    // A person may have something called before it.
    if (command.isDaemon) break;
  }
  const environment = Object.fromEntries(variables);
  if (!command) return null;
  return serviceOf(command, {
    supervisor: "task",
    label: environment.OPENCLAW_WINDOWS_TASK_NAME ?? labelOf(environment.OPENCLAW_PROFILE),
    file,
    environment,
  });
}

/** Redirections close the line; a path with such a sign in it is quoted. */
const wordsOf = (line: string) =>
  cmdWords(line.replace(/\s(?:\d?>>?|<)\s*(?:&\d|"[^"]*"|[^\s"]+)(?=\s|$)/g, "")).map(unescapeWord);

/** The batch file a launcher of ours leads to: `gateway.vbs` beside it, or the entry in the Startup folder. */
export function scriptOfLauncher(text: string): string | null {
  const run = /\bshell\.Run\(("(?:[^"]|"")*")/i.exec(text)?.[1];
  if (run) return run.slice(1, -1).replaceAll('""', '"').replace(/^"|"$/g, "") || null;
  for (const line of text.split(/\r?\n/)) {
    if (!/^start\s/i.test(line.trim())) continue;
    const script = cmdWords(line).map(unescapeWord).at(-1) ?? "";
    if (/\.cmd$/i.test(script)) return script;
  }
  return null;
}

const labelOf = (profile: string | undefined) =>
  profile ? `OpenClaw Gateway (${profile})` : "OpenClaw Gateway";

/** In a batch file a percent sign is written twice; OpenClaw writes `^!` for an exclamation mark. */
const unescapeWord = (word: string) => word.replaceAll("^!", "!").replaceAll("%%", "%");

function assignmentOf(text: string): [string, string] | null {
  const isQuoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  const pair = isQuoted ? text.slice(1, -1) : text;
  const equals = pair.indexOf("=");
  if (equals <= 0) return null;
  const meant = (part: string) =>
    isQuoted ? part.replace(/\^([\^"!])|%%/g, (_, kept?: string) => kept ?? "%") : part;
  return [meant(pair.slice(0, equals)).trim(), meant(pair.slice(equals + 1))];
}
