/** Looks that an enrolment had better not keep: far less to go by than the best one from ahead. */
import type { HeadPose } from '../../contract/head-pose.ts';

/**
 * Quality (`FaceEmbedding`) below that of the best look from ahead by more than this is poor. Of 150 photographed people
 * (LFW, held out for validation), in good light and turned by 0 to 45°, these bounds leave out less than one look in a
 * hundred: sharp looks from ahead lie 0.08 below the best one on average, and a head that turns loses 0.007 a degree.
 */
const BELOW_BEST = 0.5;
const PER_DEGREE = 0.01;

/**
 * @param quality of a look at this pose; 0 always for encoders that do not measure it, and then nothing is poor
 * @param bestAhead the best quality of a look from ahead in the same enrolment
 */
export function isPoorLook(quality: number, { yaw, pitch }: HeadPose, bestAhead: number): boolean {
  return quality < bestAhead - BELOW_BEST - PER_DEGREE * Math.hypot(yaw, pitch);
}
