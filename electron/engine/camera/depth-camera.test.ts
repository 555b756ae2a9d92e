import { describe, expect, it } from 'vitest';
import { sensorFrameKeeper, type CameraObserver } from './depth-camera.ts';
import type { SensorFrame } from './sensor-frame.ts';

const silent: CameraObserver = { onFrame: () => undefined, onStopped: () => undefined };
const intrinsics = { fx: 1, fy: 1, cx: 0, cy: 0 };
const frame: SensorFrame = {
  sequence: 7,
  timeMs: 0,
  depth: { width: 1, height: 1, data: new Uint16Array(1) },
  color: { width: 1, height: 1, data: new Uint8Array(4) },
  sensor: {
    name: 'fake',
    serial: '',
    trust: 'sensor',
    depthIntrinsics: intrinsics,
    colorIntrinsics: intrinsics,
    registration: { kind: 'registered' },
  },
};

describe('who keeps a sensor frame', () => {
  it('is nobody where none is asked for', () => {
    expect(sensorFrameKeeper(silent)).toBeNull();
    expect(sensorFrameKeeper({ ...silent, wantsSensorFrames: () => true })).toBeNull();
  });

  it('is whoever asks for all of them', () => {
    const kept: number[] = [];
    const onSensorFrame = ({ sequence }: SensorFrame) => kept.push(sequence);
    sensorFrameKeeper({ ...silent, onSensorFrame })?.(frame);
    expect(kept).toEqual([7]);
  });

  it('is asked at each frame, as an object that knows itself', () => {
    class Recorder implements CameraObserver {
      wanted = false;
      readonly kept: number[] = [];

      onFrame(): void {
        // Only what the sensor delivered is kept.
      }

      onStopped(): void {
        // It does not.
      }

      onSensorFrame({ sequence }: SensorFrame): void {
        this.kept.push(sequence);
      }

      wantsSensorFrames(): boolean {
        return this.wanted;
      }
    }
    const recorder = new Recorder();
    expect(sensorFrameKeeper(recorder)).toBeNull();
    recorder.wanted = true;
    sensorFrameKeeper(recorder)?.(frame);
    expect(recorder.kept).toEqual([7]);
  });
});
