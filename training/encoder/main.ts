/** `npx tsx training/encoder/main.ts`: builds `assets/models/encoder.onnx` and its card. */
import { join } from 'node:path';
import { buildEncoder } from './build-encoder.ts';

await buildEncoder({
  assets: join(import.meta.dirname, '../../assets'),
  log: (line) => {
    console.log(line);
  },
});
