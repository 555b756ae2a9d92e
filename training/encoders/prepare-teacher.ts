import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeModel } from '../../electron/engine/vision/onnx/onnx-writer.ts';
import { loadColourNetwork } from './fused/colour-branch.ts';
import { openPhotoSet } from '../photos/photo-set.ts';
import { teacherFeatures } from '../photos/teacher-features.ts';
import type { PreparationProgress, TaskOptions } from '../trainer/training-task.ts';
import { splitPeople } from './photo-people.ts';
import { teacherTargets } from './teacher-targets.ts';
import { projectTeacher } from './squeezenet/teacher-projection.ts';

const ASSETS = join(import.meta.dirname, '../../assets');

/** Aligns the photographs, asks the teacher about them and projects what it says. Each part is kept once made. */
export async function prepareTeacher(
  _options: TaskOptions,
  report: (progress: PreparationProgress) => void,
): Promise<void> {
  const photos = await openPhotoSet(ASSETS, (done, total) => {
    report({ label: 'photographs aligned', done, total });
  });
  const network = writeModel(await loadColourNetwork());
  const features = await teacherFeatures(photos, network, (done, total) => {
    report({ label: 'photographs shown to the teacher', done, total });
  });
  const key = createHash('sha256').update(network).digest('hex').slice(0, 12);
  projectTeacher(teacherTargets(photos, features), splitPeople(photos).training, key);
}
