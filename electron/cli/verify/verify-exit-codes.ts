/** The exit codes of `depthlock verify`, which are its answer. */
import { VERIFY_EXIT, VERIFY_FAILED } from '../../contract/verify.ts';

export type VerifyExitCode =
  | (typeof VERIFY_EXIT)[keyof typeof VERIFY_EXIT]
  | (typeof VERIFY_FAILED)[keyof typeof VERIFY_FAILED];

export const VERIFY_CODES: ReadonlyMap<number, string> = new Map([
  [VERIFY_EXIT.match, 'match: somebody enrolled looks at the camera'],
  [VERIFY_EXIT['no-match'], 'no match: a stranger, nobody in time, or a wrong PIN'],
  [VERIFY_EXIT.spoof, 'spoof: a picture of a face'],
  [VERIFY_EXIT['no-camera'], 'no camera: none is ready, or it stopped'],
  [VERIFY_EXIT['locked-out'], 'locked out, or a PIN is needed first'],
  [VERIFY_EXIT['not-enrolled'], 'not enrolled: nobody is'],
  [VERIFY_FAILED.usage, 'wrong usage: an unknown option, or a value that it does not take'],
  [VERIFY_FAILED.unavailable, 'the app that it starts is not installed or built'],
  [VERIFY_FAILED.internal, 'a fault of Depthlock itself'],
  [VERIFY_FAILED.interrupted, 'interrupted by Ctrl-C (SIGINT)'],
  [VERIFY_FAILED.ended, 'ended by SIGTERM before there was an answer'],
]);
