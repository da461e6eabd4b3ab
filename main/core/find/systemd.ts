/** A systemd unit with its drop-ins, read as the service it defines. */
import { commandOf } from "./command.ts";
import { type ServiceDefinition, serviceOf } from "./service.ts";
import { systemdWords } from "./words.ts";

export type Unit = {
  readonly service: ServiceDefinition;
  /** In the order in which they are read; an optional one (`-`) may be missing. Patterns are as written. */
  readonly environmentFiles: readonly string[];
  /** Who it runs as; null in a unit of the user's own. */
  readonly user: string | null;
};

/**
 * Null when it is not the daemon's.
 * @param texts the unit, then its drop-ins in the order of their names
 * @param label the unit's name: `openclaw-gateway.service`
 */
export function parseUnit(
  texts: readonly string[],
  {
    file,
    label,
    homeDir,
  }: { readonly file: string; readonly label: string; readonly homeDir: string },
): Unit | null {
  const settings = texts.flatMap(settingsOf);
  const expand = (text: string) =>
    text.replace(/%([%hnN])/g, (_, letter: string) => {
      if (letter === "h") return homeDir;
      if (letter === "%") return "%";
      return letter === "n" ? label : label.replace(/\.service$/, "");
    });
  /** An empty value forgets the ones before it: that is how a drop-in replaces a list. */
  const all = (name: string) => {
    const values = settings.filter(([key]) => key === name).map(([, value]) => value);
    return values.slice(values.lastIndexOf("") + 1);
  };

  const unset = new Set(all("UnsetEnvironment").flatMap(systemdWords));
  const pairs = all("Environment")
    .flatMap(systemdWords)
    .map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const)
    .filter(([name, value]) => name !== "" && !unset.has(name) && !unset.has(`${name}=${value}`));
  const environmentFiles = all("EnvironmentFile")
    .map((path) => expand(path.replace(/^-/, "").trim()).replace(/\\(?=[*?[\]{}()!|+@\\])/g, ""))
    .filter((path) => path.startsWith("/"));
  const service = serviceOf(commandOf(programOf(all("ExecStart").at(-1) ?? "").map(expand)), {
    supervisor: "systemd",
    label,
    file,
    environment: Object.fromEntries(pairs.map(([name, value]) => [name, expand(value)])),
    environmentFile: environmentFiles[0] ?? null,
  });
  return service && { service, environmentFiles, user: all("User").at(-1) || null };
}

/** The words of `ExecStart` without the marks before the program; with `@` its second word is only a title. */
function programOf(value: string): readonly string[] {
  const marks = /^[@\-:+!|]*/.exec(value)?.[0] ?? "";
  const [program, ...rest] = systemdWords(value.slice(marks.length));
  if (program === undefined) return [];
  return [program, ...(marks.includes("@") ? rest.slice(1) : rest)];
}

/** The settings of `[Service]` in their order; a line that ends in a backslash goes on in the next that is no comment. */
function settingsOf(text: string): readonly (readonly [name: string, value: string])[] {
  const settings: (readonly [string, string])[] = [];
  let section = "";
  let begun = "";
  for (const physical of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    if (/^\s*[#;]/.test(physical)) continue;
    const line = begun + physical;
    if (line.endsWith("\\")) {
      begun = `${line.slice(0, -1)} `;
      continue;
    }
    begun = "";
    const trimmed = line.trim();
    const header = /^\[(.+)\]$/.exec(trimmed)?.[1];
    const equals = trimmed.indexOf("=");
    if (header !== undefined) section = header;
    else if (section === "Service" && equals > 0)
      settings.push([trimmed.slice(0, equals).trim(), trimmed.slice(equals + 1).trim()]);
  }
  return settings;
}
