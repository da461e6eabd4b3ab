/** Electron's NativeImage: the PNG as it was read; a file that is not there gives an empty one, as in Electron. */
import { existsSync, readFileSync } from "node:fs";
import { strict } from "./strict.ts";

export type NativeImage = ReturnType<typeof imageOf>;

function imageOf(png: Buffer, isNamedTemplate = false) {
  let isTemplate = isNamedTemplate;
  return strict("nativeImage", {
    isEmpty: (): boolean => png.length === 0,
    getSize: (): { width: number; height: number } =>
      png.length < 24
        ? { width: 0, height: 0 }
        : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) },
    toDataURL: (): string => `data:image/png;base64,${png.toString("base64")}`,
    setTemplateImage(option: boolean): void {
      isTemplate = option;
    },
    isTemplateImage: (): boolean => isTemplate,
  });
}

export const nativeImage = strict("nativeImage", {
  createEmpty: (): NativeImage => imageOf(Buffer.alloc(0)),
  createFromPath: (file: string): NativeImage =>
    imageOf(existsSync(file) ? readFileSync(file) : Buffer.alloc(0), /Template\.png$/.test(file)),
});
