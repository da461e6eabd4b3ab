// node --import ./test/host/register.mjs dist/main/index.js: `electron` becomes the stand-in, nothing else changes.
import { registerHooks } from "node:module";

const standIn = new URL("./electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" || specifier === "electron/main"
      ? { url: standIn, format: "module-typescript", shortCircuit: true }
      : next(specifier, context),
});
