/** A person's choices that persist, and the check of the file that holds them. */
import { z } from 'zod';
import type { DeviceName, SourceName, VirtualScene } from './camera.ts';
import type { LanguageChoice } from './language.ts';
import { DEFAULT_ENGINE, type EncoderEngine } from './encoder-runtime.ts';
import {
  DEFAULT_LOCK_SETTINGS,
  DEFAULT_SECURITY,
  type LockSettings,
  type SecurityChoice,
} from './security.ts';
import type { RecordingsLimit } from './recordings.ts';
import type { WindowPlace } from './window/window-place.ts';
import {
  device,
  language,
  encoderEngine,
  lockSettings,
  recordingsLimit,
  scene,
  security,
  source,
} from './window/request-validators.ts';

export interface Choices {
  /** Null until a person has chosen. */
  readonly source: SourceName | null;
  /** Null until it was changed. */
  readonly scene: VirtualScene | null;
  /** Devices whose pictures are turned left to right once more. */
  readonly mirrored: readonly DeviceName[];
  readonly security: SecurityChoice;
  readonly lockSettings: LockSettings;
  readonly language: LanguageChoice;
  /** What the encoder runs in. */
  readonly encoderEngine: EncoderEngine;
  readonly recordingsLimit: RecordingsLimit;
  /** Null: where the window opens first. */
  readonly window: WindowPlace | null;
}

/** Those of a fresh start. */
export const NO_CHOICES: Choices = {
  source: null,
  scene: null,
  mirrored: [],
  security: DEFAULT_SECURITY,
  lockSettings: DEFAULT_LOCK_SETTINGS,
  language: 'system',
  encoderEngine: DEFAULT_ENGINE,
  recordingsLimit: null,
  window: null,
};

/** Points; no screen is larger. */
const coordinate = z.int().min(-100_000).max(100_000);
const edge = z.int().min(1).max(100_000);

/** Each part is validated on its own: parts of a later version that this one does not know are dropped. */
const stored = z.object({
  source: source.nullable().catch(null),
  scene: scene.nullable().catch(null),
  mirrored: z.array(device).catch([]),
  // Never laxer than the default for a file that cannot be read.
  security: security.catch(DEFAULT_SECURITY),
  lockSettings: lockSettings.catch(DEFAULT_LOCK_SETTINGS),
  language: language.catch('system'),
  encoderEngine: encoderEngine.catch(DEFAULT_ENGINE),
  recordingsLimit: recordingsLimit.catch(null),
  window: z
    .object({ x: coordinate, y: coordinate, width: edge, height: edge, maximised: z.boolean() })
    .nullable()
    .catch(null),
});

/** The choices in the text of the file; those of a fresh start where it is damaged. Never throws. */
export function parseChoices(text: string): Choices {
  try {
    const parsed = stored.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : NO_CHOICES;
  } catch {
    return NO_CHOICES;
  }
}
