import type { VirtualScene } from '../../../electron/contract/camera.ts';

const MODELS = {
  'kinect-v1': /kinect[\s_-]*(v1|1\b|360)|xbox[\s_-]*360/i,
  'kinect-v2': /kinect[\s_-]*(v2|2\b|one)|xbox[\s_-]*one/i,
} as const;

/** The sensor whose noise a camera has, by what a dataset calls it; null: neither Kinect, or not said which. */
export function sensorOfModel(model: string): VirtualScene['sensor'] | null {
  const [isV1, isV2] = [MODELS['kinect-v1'].test(model), MODELS['kinect-v2'].test(model)];
  if (isV1 === isV2) return null;
  return isV1 ? 'kinect-v1' : 'kinect-v2';
}
