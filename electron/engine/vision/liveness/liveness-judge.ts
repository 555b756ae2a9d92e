import { facesCamera } from '../../../contract/head-pose.ts';
import type { Spectrum, RgbdFrame } from '../../../contract/frame.ts';
import type { LivenessVerdict } from '../../../contract/observation.ts';
import type { MeasuredHead } from '../head/head-pose.ts';
import type { MeanHead } from '../head/mean-head.ts';
import type { FaceRelief } from './face-relief.ts';
import { InfraredAgreement } from './infrared-agreement.ts';
import type { RecentReason } from './recent-reason.ts';
import { LARGEST_LOG_ODDS, limitedLogOdds, ReliefJudge } from './liveness.ts';

/** Tells a living face from a presentation attack in one look: by its relief, and by infrared where there is any. */
export class LivenessJudge {
  readonly #relief: ReliefJudge;
  readonly #infrared: InfraredAgreement;

  constructor(mean: MeanHead, network: FaceRelief) {
    this.#relief = new ReliefJudge(mean, network);
    this.#infrared = new InfraredAgreement(mean);
  }

  /**
   * @param spectrum where the face was seen; in infrared there is no colour to compare with it
   * @param recent why the frames before in the stream were refused
   */
  assess(
    frame: RgbdFrame,
    { surface, alignment, pose }: MeasuredHead,
    spectrum: Spectrum,
    recent: RecentReason,
  ): LivenessVerdict {
    const { transform } = alignment;
    const verdict = this.#relief.assess(surface, transform, frame.timeMs, recent);
    if (verdict.kind !== 'live') return verdict;
    const { reliefMm, logOdds } = verdict;
    if (spectrum !== 'colour' || !facesCamera(pose)) return { kind: 'live', logOdds };
    const infrared = this.#infrared.judge(frame, surface, transform);
    if (infrared.kind === 'undecided') return { kind: 'live', logOdds };
    if (infrared.kind === 'agrees') {
      return { kind: 'live', logOdds: limitedLogOdds(logOdds + infrared.logOdds) };
    }
    return { kind: 'not-live', reliefMm, because: 'infrared-differs', logOdds: -LARGEST_LOG_ODDS };
  }
}
