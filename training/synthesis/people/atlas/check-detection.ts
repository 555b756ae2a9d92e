/** `npx tsx training/synthesis/people/atlas/check-detection.ts`: how often BlazeFace finds each person of the cast in its atlas. */
import { join } from 'node:path';
import { readAtlasFile } from '../../../../electron/engine/camera/virtual/atlas/atlas-file.ts';
import type { AtlasArchive } from '../../../../electron/engine/camera/virtual/atlas/atlas-file.ts';
import type { AtlasView } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import { loadDetector } from '../../../../electron/engine/vision/detect/detector.ts';
import type { FaceDetector } from '../../../../electron/engine/vision/detect/detector.ts';
import type { ColorImage } from '../../../../electron/engine/vision/image/image.ts';
import { CAST } from '../cast.ts';
import { at } from '../render/math.ts';

/** The colour picture of a Kinect v2 on its depth grid. */
const KINECT = { width: 512, height: 424, fx: 365.5, cx: 254.9, cy: 205.4 } as const;
const LARGEST_YAW = 45;
const WALL = 118;

const assets = join(import.meta.dirname, '../../../../assets');
const detector = await loadDetector(assets);
if (!detector.ok) throw new Error(detector.problem.message);
for (const { id } of CAST) {
  const archive = await readAtlasFile(join(assets, 'people', `${id}.atlas`));
  if (archive.ok) await report(id, archive.value, detector.value);
  else console.log(archive.problem.message);
}
await detector.value.dispose();

async function report(id: string, atlas: AtlasArchive, finder: FaceDetector): Promise<void> {
  const missed: string[] = [];
  let weakest = 1;
  let total = 0;
  const torso = await atlas.readTorso();
  if (!torso.ok) throw new Error(torso.problem.message);
  for (const [i, { yaw, pitch }] of atlas.head.entries()) {
    if (Math.abs(yaw) > LARGEST_YAW) continue;
    const view = await atlas.readHead(i);
    if (!view.ok) throw new Error(view.problem.message);
    const image = pictureOf(atlas, [torso.value, view.value]);
    const [face] = await finder.detectFaces(image);
    total++;
    if (face === undefined) missed.push(`(${yaw.toFixed(0)}, ${pitch.toFixed(0)})`);
    else weakest = Math.min(weakest, face.score);
  }
  const share = ((100 * (total - missed.length)) / total).toFixed(1);
  console.log(`${id}: ${share} % of ${total}, weakest ${weakest.toFixed(2)}`, missed.join(' '));
}

/** The views over a plain wall, resampled to the Kinect's focal length, averaging the atlas pixels under each. */
function pictureOf(atlas: AtlasArchive, views: readonly AtlasView[]): ColorImage {
  const { intrinsics } = atlas.camera;
  const ratio = intrinsics.fx / KINECT.fx;
  const data = new Uint8Array(4 * KINECT.width * KINECT.height).fill(WALL);
  for (let y = 0; y < KINECT.height; y++) {
    for (let x = 0; x < KINECT.width; x++) {
      const u = intrinsics.cx + (x - KINECT.cx) * ratio;
      const v = intrinsics.cy + (y - KINECT.cy) * ratio;
      for (const view of views) blend(data, 4 * (y * KINECT.width + x), view, u, v);
    }
  }
  return { width: KINECT.width, height: KINECT.height, data };
}

function blend(data: Uint8Array, offset: number, view: AtlasView, u: number, v: number): void {
  const total = [0, 0, 0];
  let covered = 0;
  for (const [du, dv] of [
    [-0.4, -0.4],
    [0.4, -0.4],
    [-0.4, 0.4],
    [0.4, 0.4],
  ] as const) {
    const column = Math.round(u + du) - view.x0;
    const row = Math.round(v + dv) - view.y0;
    if (column < 0 || row < 0 || column >= view.width || row >= view.height) continue;
    const pixel = row * view.width + column;
    if (at(view.depth, pixel) === 0) continue;
    covered++;
    for (let c = 0; c < 3; c++) total[c] = at(total, c) + at(view.color, 3 * pixel + c);
  }
  for (let c = 0; c < 3; c++) {
    data[offset + c] = (at(total, c) + (4 - covered) * at(data, offset + c)) / 4;
  }
}
