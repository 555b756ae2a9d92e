import { join } from 'node:path';
import type { Contender } from './contender.ts';
import type { PeerRuntime, TfjsTensor } from './tfjs.ts';

const PACKAGE = '@vladmandic/face-api';

interface Net {
  loadFromDisk(folder: string): Promise<void>;
}
type Detector = 'SSD MobileNet' | 'tiny detector';

/** The part of face-api in use. */
interface FaceApi {
  readonly nets: Readonly<
    Record<'ssdMobilenetv1' | 'tinyFaceDetector' | 'faceLandmark68Net' | 'faceRecognitionNet', Net>
  >;
  readonly SsdMobilenetv1Options: new () => object;
  readonly TinyFaceDetectorOptions: new () => object;
  detectSingleFace(
    picture: TfjsTensor,
    options: object,
  ): {
    withFaceLandmarks(): {
      withFaceDescriptor(): Promise<{ readonly descriptor: Float32Array } | undefined>;
    };
  };
}

/** face-api with each of its two detectors and default options; it keeps nothing from frame to frame. */
export async function faceApis(runtime: PeerRuntime): Promise<readonly Contender[]> {
  const faceApi = runtime.loadAfresh(`${PACKAGE}/dist/face-api.node-wasm.js`) as FaceApi;
  const models = join(runtime.folder, PACKAGE, 'model');
  for (const net of Object.values(pick(faceApi))) await net.loadFromDisk(models);
  const contender = (detector: Detector, options: object): Contender => ({
    name: `face-api, ${detector}`,
    task: 'detector, 68 landmarks and descriptor on every frame',
    look: async (frame) => {
      const picture = runtime.picture(frame);
      const face = await faceApi
        .detectSingleFace(picture, options)
        .withFaceLandmarks()
        .withFaceDescriptor();
      return face !== undefined && face.descriptor.length > 0;
    },
    dispose: () => Promise.resolve(),
  });
  return [
    contender('SSD MobileNet', new faceApi.SsdMobilenetv1Options()),
    contender('tiny detector', new faceApi.TinyFaceDetectorOptions()),
  ];
}

function pick({ nets }: FaceApi): readonly Net[] {
  const { ssdMobilenetv1, tinyFaceDetector, faceLandmark68Net, faceRecognitionNet } = nets;
  return [ssdMobilenetv1, tinyFaceDetector, faceLandmark68Net, faceRecognitionNet];
}
