import { describe, expect, it } from 'vitest';
import { importedPackages } from './bundle-imports.ts';

describe('the packages that a bundle asks for', () => {
  it('are those it imports or requires, at the start or later', async () => {
    const code = `
      import sharp from "sharp";
      import { crc32 } from "node:zlib";
      import fs from "fs";
      import { app } from "electron";
      const zstd = require("@foxglove/wasm-zstd");
      const native = require("@img/sharp-wasm32/sharp.node");
      export const load = () => import("kinect2");
      export default [sharp, crc32, fs, app, zstd, native];
    `;
    expect([...(await importedPackages(code))].sort()).toEqual([
      '@foxglove/wasm-zstd',
      '@img/sharp-wasm32',
      'kinect2',
      'sharp',
    ]);
  });

  it('are not those that a text names', async () => {
    const code = 'export const schema = `\nimport "google/protobuf/timestamp.proto";\n`;';
    expect(await importedPackages(code)).toEqual([]);
  });
});
