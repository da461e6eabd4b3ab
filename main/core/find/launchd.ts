/** A LaunchAgent's property list, read as the service it defines. */
import { commandOf } from "./command.ts";
import { type PlistValue, parsePlist } from "./plist.ts";
import { type ServiceDefinition, serviceOf } from "./service.ts";

/**
 * Null when it is not the daemon's. OpenClaw 2026.9.6 writes `ProgramArguments` = `/bin/sh <wrapper> <environment file>
 * <node> [--max-old-space-size=…] <dist/index.js> gateway --port N`, 2026.5.28 the same without `/bin/sh`, older ones
 * `<node> <dist/index.js> …` with `EnvironmentVariables` (launchd-plist and launchd-service-files in its dist).
 */
export function parseLaunchAgent(text: string, file: string): ServiceDefinition | null {
  const list = dictOf(parsePlist(text.replace(/^\uFEFF/, "")));
  const words = isList(list.ProgramArguments) ? list.ProgramArguments.filter(isText) : [];
  // What `Program` names is started; the first argument is then only its title.
  const program = isText(list.Program) ? [list.Program, ...words.slice(1)] : words;
  const variables = Object.entries(dictOf(list.EnvironmentVariables)).filter(
    (pair): pair is [string, string] => isText(pair[1]),
  );
  return serviceOf(commandOf(program), {
    supervisor: "launchd",
    label: isText(list.Label) ? list.Label : (/([^/]+)\.plist$/.exec(file)?.[1] ?? ""),
    file,
    environment: Object.fromEntries(variables),
  });
}

const isText = (value: unknown): value is string => typeof value === "string";

function dictOf(value: PlistValue | null | undefined): { readonly [key: string]: PlistValue } {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

const isList = (value: PlistValue | undefined): value is readonly PlistValue[] =>
  Array.isArray(value);
