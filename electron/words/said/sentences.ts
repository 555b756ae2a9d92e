/** Every sentence that a window may have to say for the engine or main; `npx vitest run tools/check` finds what is missing. */
import type { Said } from './said.ts';
import { CAMERAS } from './sentences/cameras.ts';
import { ERRORS } from './sentences/errors.ts';
import { FOREIGN_FILES } from './sentences/foreign-files.ts';
import { FORMATS } from './sentences/formats.ts';
import { LOCK } from './sentences/lock.ts';
import { MODELS } from './sentences/models.ts';
import { PEOPLE } from './sentences/people.ts';
import { PICTURES } from './sentences/pictures.ts';
import { READINGS } from './sentences/readings.ts';
import { RECORDINGS } from './sentences/recordings.ts';
import { TRAINING } from './sentences/training.ts';
import { RELEASES } from './sentences/releases.ts';
import { VAULT } from './sentences/vault.ts';

export const SENTENCES: readonly Said[] = [
  ...LOCK,
  ...VAULT,
  ...CAMERAS,
  ...RECORDINGS,
  ...FORMATS,
  ...FOREIGN_FILES,
  ...PICTURES,
  ...READINGS,
  ...MODELS,
  ...PEOPLE,
  ...TRAINING,
  ...RELEASES,
  ...ERRORS,
];
