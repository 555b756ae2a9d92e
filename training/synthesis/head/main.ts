/** `npx tsx training/synthesis/head/main.ts`: writes `assets/models/mean-head.json` from ICT-FaceKit. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { LANDMARKS_68 } from '../people/render/mesh.ts';
import { loadIctHead } from './ict-head.ts';
import { viewFromFront } from './frontal-view.ts';

const head = loadIctHead(0);
const landmarks = LANDMARKS_68.flatMap((vertex) => [
  ...head.positions.subarray(3 * vertex, 3 * vertex + 3),
]);
const file = join(import.meta.dirname, '../../../assets/models/mean-head.json');
writeFileSync(
  file,
  encodeMeanHead(
    viewFromFront(head).relief,
    landmarks,
    'ICT-FaceKit neutral head, MIT licence, USC Institute for Creative Technologies',
  ),
);
console.log(`wrote ${file}`);
