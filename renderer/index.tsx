/** The window's entry: hands the preload's bridge to the App. */
import { createRoot } from "react-dom/client";
import type { Bridge } from "../preload/contract/command.ts";
import { App } from "./App.tsx";

declare global {
  interface Window {
    /** Put there by the preload before any script runs. */
    readonly sluice: Bridge;
  }
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<App bridge={window.sluice} />);
