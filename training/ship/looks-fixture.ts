import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { openFolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { LOOK_CHANNELS, lookFromAhead } from '../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/fusion/template.ts';
import { fuseFrames } from '../encoders/data/fused-frames.ts';

const LOOK = LOOK_CHANNELS * INPUT_SIZE ** 2;
const PEOPLE = ['ada', 'chidi', 'emi', 'henrik'];
const POSES = [
  { yaw: 2, pitch: -3, roll: 0 },
  { yaw: -24, pitch: 8, roll: 4 },
];

/** Frames of some of the virtual people, near the front and turned. */
export async function virtualFrames(assets: string): Promise<RgbdFrame[]> {
  const frames: RgbdFrame[] = [];
  for (const id of PEOPLE) {
    const person = orThrow(
      await VirtualPerson.create(orThrow(await openVirtualPerson(assets, id))),
    );
    const options = { sensor: 'kinect-v2', presentation: 'person' } as const;
    const camera = orThrow(await VirtualSensor.create(options, person, 7));
    for (const [i, pose] of POSES.entries()) {
      const at = { ...pose, x: 0, y: 0, distanceMm: 650 };
      frames.push(orThrow(await camera.capture(at, i, 33 * i)).frame);
    }
  }
  return frames;
}

/** Every `step`-th frame of a folder dataset. */
export async function datasetFrames(folder: string, step: number): Promise<RgbdFrame[]> {
  const dataset = orThrow(await openFolderDataset(folder));
  const frames: RgbdFrame[] = [];
  for (const [i, shot] of dataset.shots.entries()) {
    if (i % step === 0) frames.push(orThrow(await dataset.read(shot)));
  }
  return frames;
}

/** Both looks at every face that the live pipeline finds, each 4 × 112 × 112. */
export async function looksAt(
  frames: readonly RgbdFrame[],
  assets: string,
): Promise<Float32Array[]> {
  const faces = await fuseFrames(frames, assets);
  return faces.flatMap((face) => {
    if (face === null) return [];
    const ahead = new Float32Array(LOOK);
    lookFromAhead(face.fused, ahead);
    return [face.fused.slice(0, LOOK), ahead];
  });
}
