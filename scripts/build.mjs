// Three builds at once: main (ESM, with the router thread beside it, then the resolver, one file that is copied to where OpenClaw runs it),
// preload (one CommonJS file, a sandboxed preload cannot import), renderer.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
/** What of others is in the bundles: its licence has to travel with it. */
const bundled = new Set();
const noteBundled = {
  name: "note-bundled",
  generateBundle(_options, bundle) {
    for (const id of Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)) {
      const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
      if (name !== undefined) bundled.add(path.posix.basename(name));
    }
  },
};
/** Its index brings what nobody here asks for: mocks, WebSockets, event sources. Nothing of them runs unless it is called. */
const leanUndici = {
  name: "lean-undici",
  load: (id) =>
    /\/undici\/lib\/(?:mock|web\/(?:websocket|eventsource))\//.test(id)
      ? { code: "module.exports = {};", moduleType: "js" }
      : null,
};
const node = (
  name,
  input,
  format,
  extension,
  { isAlone = format === "cjs", emptyOutDir = true } = {},
) => ({
  configFile: false,
  root,
  logLevel: "warn",
  publicDir: false,
  resolve: { conditions: ["node"] },
  define: { SLUICE_VERSION: JSON.stringify(version) },
  plugins: [noteBundled, leanUndici],
  build: {
    ssr: true,
    target: "node24",
    outDir: `dist/${name}`,
    emptyOutDir,
    minify: false,
    rolldownOptions: {
      input,
      external: ["electron", "keytar", /^node:/],
      output: {
        // A third less to download and to read at a start; names stay as they are, for a log that tells where.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        format,
        entryFileNames: `[name].${extension}`,
        chunkFileNames: `[name]-[hash].${extension}`,
        ...(isAlone && { codeSplitting: false }),
      },
    },
  },
  ssr: { noExternal: true, external: ["electron", "keytar"] },
});

const alone = { isAlone: true, emptyOutDir: false };

// A test's environment must not make the window a development build.
process.env.NODE_ENV = "production";
const startedAt = performance.now();
await Promise.all([
  build(
    node(
      "main",
      {
        index: path.join(root, "main/index.ts"),
        headless: path.join(root, "main/headless.ts"),
        "traffic-thread": path.join(root, "main/app/traffic-thread.ts"),
      },
      "es",
      "js",
    ),
  ).then(() =>
    build(node("main", { resolver: path.join(root, "main/resolver.ts") }, "es", "js", alone)),
  ),
  build(node("preload", { index: path.join(root, "preload/index.ts") }, "cjs", "cjs")),
  build({
    configFile: false,
    root: path.join(root, "renderer"),
    base: "./",
    logLevel: "warn",
    plugins: [react(), noteBundled],
    build: {
      target: "chrome156",
      outDir: path.join(root, "dist/renderer"),
      emptyOutDir: true,
      // Each language and the pages beside Home are read when they are needed, by the platform's own import().
      modulePreload: false,
      // The content security policy allows no data: scripts or styles.
      assetsInlineLimit: 0,
    },
  }),
]);
writeFileSync(path.join(root, "dist/bundled.json"), JSON.stringify([...bundled].sort()));
console.log(`Built in ${Math.round(performance.now() - startedAt)} ms.`);
