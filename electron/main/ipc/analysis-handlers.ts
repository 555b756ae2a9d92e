/** Handlers for windows' requests about what recordings show. Distances are told to an open window only. */
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { AnalysisWish } from '../../contract/engine/engine-messages.ts';
import { otherEncoders } from '../about/encoder-cards.ts';
import type { AnalysisDesk } from '../recordings/analysis-desk.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED, NO_RECORDING } from './refusals.ts';

export interface AnalysisHandlerOptions {
  readonly analyses: Pick<AnalysisDesk, 'start' | 'resume' | 'stop' | 'forget' | 'tracks'>;
  readonly recordings: Pick<RecordingsById, 'fileOf'>;
  readonly engine: { playerPicture(timeMs: number): Promise<Uint8Array | null> };
  /** Folder that holds `models/`. */
  readonly assets: string;
  readonly isLocked: () => boolean;
}

export type AnalysisHandlers = Pick<
  RequestHandlers,
  | 'analysis.start'
  | 'analysis.compare'
  | 'analysis.resume'
  | 'analysis.stop'
  | 'analysis.forget'
  | 'analysis.tracks'
  | 'analysis.encoders'
  | 'player.picture'
>;

const DONE = succeed(undefined);
const NO_ENGINE = fail(
  'engine-stopped',
  'The camera engine is not running, so this cannot be done now. Choose “Try again” at the top, then repeat it.',
);

export function createAnalysisHandlers(options: AnalysisHandlerOptions): AnalysisHandlers {
  const { analyses, recordings, engine, assets, isLocked } = options;
  const start = (id: string, wish: AnalysisWish): Result<undefined> => {
    const file = recordings.fileOf(id);
    if (file === null) return NO_RECORDING;
    return analyses.start({ id, file, wish }) ? DONE : NO_ENGINE;
  };
  return {
    'analysis.start': ({ id }) => (isLocked() ? LOCKED : start(id, { kind: 'people' })),

    'analysis.compare': ({ id, encoder, enrolment: of }) => {
      if (isLocked()) return LOCKED;
      const enrolment = of === null || of === id ? null : recordings.fileOf(of);
      if (of !== null && of !== id && enrolment === null) return NO_RECORDING;
      return start(id, { kind: 'encoders', encoder, enrolment });
    },

    'analysis.resume': ({ id, of }) => {
      if (isLocked()) return LOCKED;
      const file = recordings.fileOf(id);
      if (file === null) return NO_RECORDING;
      return analyses.resume(id, of, file) ? DONE : NO_ENGINE;
    },

    'analysis.stop': ({ id, of }) => {
      if (isLocked()) return LOCKED;
      return analyses.stop(id, of) ? DONE : NO_ENGINE;
    },

    'analysis.forget': ({ id, of }) => {
      if (isLocked()) return LOCKED;
      analyses.forget(id, of);
      return DONE;
    },

    'analysis.tracks': ({ id, of, from }) =>
      isLocked() ? LOCKED : succeed(analyses.tracks(id, of, from)),

    'analysis.encoders': async () => (isLocked() ? LOCKED : succeed(await otherEncoders(assets))),

    'player.picture': async ({ timeMs }) => {
      if (isLocked()) return LOCKED;
      const picture = await engine.playerPicture(timeMs);
      // It may have been locked meanwhile.
      return isLocked() ? LOCKED : succeed(picture);
    },
  };
}
