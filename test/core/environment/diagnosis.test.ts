/** What the daemon's environment lacks, told from any configuration. */
import { expect, test } from "vitest";
import { diagnose } from "../../../main/core/environment/diagnosis.ts";
import type { Reading } from "../../../main/core/environment/layers.ts";
import { parseJson5 } from "../../../main/core/json5-edit.ts";

const nothing: Reading = {
  running: null,
  service: null,
  dotenv: new Map(),
  config: new Map(),
  shell: null,
  isShellOn: false,
  managed: new Set(),
};

test("providers with the names of what every object has need nothing, and hide no need of others", () => {
  const odd = ["constructor/x", "__proto__/x", "toString/x", "hasOwnProperty/x"];
  for (const primary of odd) {
    const model = { primary, fallbacks: ["openai/gpt-5.5", ...odd] };
    const config = parseJson5(JSON.stringify({ agents: { defaults: { model } } }));
    const { missing } = diagnose(nothing, config, false);
    expect(missing).toMatchObject([{ names: ["OPENAI_API_KEY", "CODEX_API_KEY"] }]);
  }
});
