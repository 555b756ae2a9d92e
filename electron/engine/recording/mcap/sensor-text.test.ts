import { describe, expect, it } from 'vitest';
import { TEST_KINECT_V2 } from '../../camera/registration/kinect-v2-fixture.ts';
import { kinectV1Sensor, USUAL_KINECT_V1 } from '../../camera/registration/kinect-v1-model.ts';
import { kinectV2Sensor } from '../../camera/registration/kinect-v2-model.ts';
import { sensorFromText, sensorToText } from './sensor-text.ts';

const v2 = kinectV2Sensor(TEST_KINECT_V2, '000042', 'sensor');

describe('a sensor as text', () => {
  it('comes back with its calibration', () => {
    for (const sensor of [v2, kinectV1Sensor(USUAL_KINECT_V1, 'A00364', 'sensor')]) {
      expect(sensorFromText(sensorToText(sensor))).toEqual(sensor);
    }
  });

  it('is refused where a polynomial of a Kinect v2 is not whole', () => {
    const color = { ...TEST_KINECT_V2.color, mx: TEST_KINECT_V2.color.mx.slice(1) };
    const broken = kinectV2Sensor({ ...TEST_KINECT_V2, color }, '000042', 'sensor');
    expect(sensorFromText(sensorToText(broken))).toBeNull();
  });
});
