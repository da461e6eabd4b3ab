/** Where OpenClaw's configuration names a variable of the environment instead of a value. */
import { isObject, type Json, type JsonObject, type JsonPath } from "../json5-edit.ts";

export type Reference = {
  readonly name: string;
  readonly path: JsonPath;
  /** whole: the place is the variable and nothing else · bearer: "Bearer ${NAME}" · part: a piece of a longer text */
  readonly form: "whole" | "bearer" | "part";
};

const named = /(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g;

/** `${NAME}`, `$NAME` as a whole value, and `{source: "env", id: NAME}`; what stands in a list has `[]` in its path. */
export function referencesIn(config: JsonObject): readonly Reference[] {
  const found: Reference[] = [];
  const left: { value: Json; path: JsonPath }[] = [{ value: config, path: [] }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { path, value } = next;
    if (typeof value === "string") found.push(...inText(value, path));
    else if (Array.isArray(value))
      left.push(...value.map((one) => ({ value: one, path: [...path, "[]"] })));
    else if (isObject(value)) {
      if (value.source === "env" && typeof value.id === "string")
        found.push({ name: value.id, path, form: "whole" });
      else
        for (const [name, member] of Object.entries(value))
          left.push({ value: member, path: [...path, name] });
    }
  }
  return found;
}

function inText(text: string, path: JsonPath): Reference[] {
  const [, short] = /^\$([A-Z_][A-Z0-9_]*)$/.exec(text) ?? [];
  if (short !== undefined) return [{ name: short, path, form: "whole" }];
  return [...text.matchAll(named)].map(([whole, name = ""]) => {
    const isBearer = new RegExp(`^bearer\\s+\\$\\{${name}\\}$`, "i").test(text);
    return { name, path, form: whole === text ? "whole" : isBearer ? "bearer" : "part" };
  });
}
