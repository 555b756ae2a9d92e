import { expect, it } from 'vitest';
import { sensorOfModel } from './sensor-of-model.ts';

it.each([
  ['Kinect v2, depth frame crop', 'kinect-v2'],
  ['Virtual Kinect v1', 'kinect-v1'],
  ['Microsoft Kinect for Xbox 360', 'kinect-v1'],
  ['Xbox One Kinect', 'kinect-v2'],
  ['Kinect 2', 'kinect-v2'],
  ['Kinect', null],
  ['Kinect v1 and Kinect v2', null],
  ['RealSense D435', null],
  ['', null],
])('“%s” has the noise of %s', (model, sensor) => {
  expect(sensorOfModel(model)).toBe(sensor);
});
