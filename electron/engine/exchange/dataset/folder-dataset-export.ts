import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CameraModel } from '../../../contract/frame.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { writeColorPicture, writeDepthPicture } from '../pictures/pictures.ts';
import { createFrameRegistration } from '../registered-frame.ts';
import type { FrameSink, ShotLabel } from '../frame-source.ts';
import { isDatasetName } from './folder-dataset.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../files/private-files.ts';

/** Limits of the reader in `folder-dataset.ts`. */
const MOST_SHOTS = 10_000;

interface Camera {
  readonly model: CameraModel;
  readonly width: number;
  readonly height: number;
}

/**
 * Writes a folder dataset (`./folder-dataset.ts`): registered colour, depth and infrared of each frame as PNG, lossless.
 * Frames without a label become probe shots of one person, `session`, except the first, which is the gallery shot;
 * times are not kept. All frames must have the same size.
 */
export async function createFolderDataset(
  folder: string,
  sensor: SensorModel,
): Promise<Result<FrameSink>> {
  const begun = await beginOutput(folder, 'folder');
  if (!begun.ok) return begun;
  const { path, output, finish, discard } = begun.value;
  const register = createFrameRegistration(sensor);
  const people = new Map<string, Record<ShotLabel['role'], string[]>>();
  let camera: Camera | null = null;
  let frames = 0;
  const refuse = (reason: string) =>
    fail('files-unwritable', `Frame ${frames} cannot be written to ${output}: ${reason}.`);
  return succeed({
    async write(sensorFrame) {
      const registered = register(sensorFrame);
      if (!registered.ok) return registered;
      const frame = registered.value;
      const { width, height } = frame;
      const label = sensorFrame.label ?? unlabelled(frames);
      if (![label.person, label.shot].every(isDatasetName)) {
        return refuse(`“${label.person}/${label.shot}” cannot be a file name`);
      }
      camera ??= { model: frame.camera, width, height };
      if (camera.width !== width || camera.height !== height) {
        return refuse(
          `it is ${width}×${height}, those before are ${camera.width}×${camera.height}`,
        );
      }
      const shots = people.get(label.person) ?? { gallery: [], probe: [] };
      if (shots[label.role].length >= MOST_SHOTS) {
        return refuse(
          `a person of a dataset has at most ${MOST_SHOTS} shots of a kind. Take fewer`,
        );
      }
      try {
        if (!people.has(label.person)) await mkdir(join(path, label.person), PRIVATE_FOLDER);
      } catch (error) {
        return unwritable(output, error);
      }
      people.set(label.person, shots);
      const file = (kind: string) => join(path, label.person, `${label.shot}.${kind}.png`);
      const color = { width, height, data: frame.color };
      const written = await writeColorPicture(file('color'), color, {
        alpha: hasHoles(frame.color),
      });
      if (!written.ok) return written;
      const depth = await writeDepthPicture(file('depth'), { width, height, data: frame.depth });
      if (!depth.ok) return depth;
      if (frame.infrared !== undefined) {
        const infrared = { width, height, data: frame.infrared };
        const beside = await writeDepthPicture(file('ir'), infrared);
        if (!beside.ok) return beside;
      }
      shots[label.role].push(label.shot);
      frames++;
      return succeed(undefined);
    },
    async finish() {
      try {
        const description = describe(basename(output), camera, people);
        const text = `${JSON.stringify(description, null, 1)}\n`;
        await writeFile(join(path, 'dataset.json'), text, PRIVATE_FILE);
      } catch (error) {
        await discard();
        return unwritable(output, error);
      }
      const finished = await finish();
      if (finished.ok) return succeed({ output, frames, losses: [] });
      await discard();
      return finished;
    },
    discard,
  });
}

function unlabelled(index: number): ShotLabel {
  const role = index === 0 ? 'gallery' : 'probe';
  return { person: 'session', shot: String(index).padStart(6, '0'), role };
}

function hasHoles(rgba: Uint8Array): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return true;
  return false;
}

function describe(
  name: string,
  camera: Camera | null,
  people: ReadonlyMap<string, Readonly<Record<ShotLabel['role'], readonly string[]>>>,
): unknown {
  return {
    name,
    camera:
      camera === null
        ? null
        : {
            model: camera.model.name,
            width: camera.width,
            height: camera.height,
            ...camera.model.intrinsics,
          },
    people: Object.fromEntries(people),
  };
}
