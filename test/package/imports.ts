/** What a script imports or requires, wherever it says so, read from its syntax. */
import { parseAst } from "vite";

type Node = { readonly type: string; readonly [key: string]: unknown };

/** `__require` is what the bundler makes of a CommonJS module's own. */
const requires = ["require", "__require"];

export function importsOf(code: string): string[] {
  const found = new Set<string>();
  const note = (source: unknown): void => {
    const { value } = (source ?? {}) as { readonly value?: unknown };
    if (typeof value === "string") found.add(value);
  };
  const visit = (node: Node): void => {
    if (/^(Import|Export\w*)Declaration$|^ImportExpression$/.test(node.type)) note(node.source);
    if (node.type === "CallExpression") {
      const { name = "" } = node.callee as { readonly name?: string };
      if (requires.includes(name)) note((node.arguments as readonly unknown[])[0]);
    }
    for (const below of Object.values(node).flat()) if (isNode(below)) visit(below);
  };
  visit(parseAst(code) as unknown as Node);
  return [...found];
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;
