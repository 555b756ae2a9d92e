import type { RgbdFrame } from '../../contract/frame.ts';
import { createRegistration } from '../camera/registration/register.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { reasonOf } from '../../base/error-words.ts';

/** Registration for exports of registered pictures; a frame that does not suit its sensor is a problem. */
export function createFrameRegistration(
  sensor: SensorModel,
): (frame: SensorFrame) => Result<RgbdFrame> {
  const register = createRegistration(sensor);
  return (frame) => {
    try {
      return succeed(register(frame));
    } catch (error) {
      const reason = reasonOf(error);
      return fail(
        'files-unreadable',
        `Frame ${frame.sequence} of “${sensor.name}” cannot be registered: ${reason}`,
      );
    }
  };
}
