/** Every state in the dark theme, in four languages. */
import { sweep } from "./states.ts";

sweep("dark");
