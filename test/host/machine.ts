/** The machine underneath, and the one the app is told it runs on: `ELECTRON_HOST_PLATFORM` lets a test see the other systems' window. */

/** What the stand-in itself needs to know. */
export const realPlatform = process.platform;

const pretended = process.env.ELECTRON_HOST_PLATFORM;
if (pretended !== undefined) Object.defineProperty(process, "platform", { value: pretended });

/** What the app is told; read after the line above. */
export const platform: string = process.platform;
