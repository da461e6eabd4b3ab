/** Every state in the light theme, in four languages. */
import { sweep } from "./states.ts";

sweep("light");
