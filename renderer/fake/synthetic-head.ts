/** What recognition would tell of the drawn head. */
import type { Intrinsics } from '../../electron/contract/frame.ts';
import {
  LOOK_PLANES,
  LOOK_SIDE,
  RELIEF_HOLE,
  RELIEF_LIMIT_MM,
  type ShownHead,
} from '../../electron/contract/shown-head.ts';

const LANDMARKS = 468;
const PLANE = LOOK_SIDE * LOOK_SIDE;

export interface DrawnHead {
  readonly yaw: number;
  readonly pitch: number;
  readonly distanceMm: number;
  /** Pixels. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

interface DrawnImages {
  readonly intrinsics: Intrinsics;
  readonly width: number;
  readonly color: Uint8Array;
  readonly depth: Uint16Array;
}

/** Landmarks spread over the box, the head's turn, and what encoders would see, cut out of the picture. */
export function syntheticHead(sequence: number, head: DrawnHead, images: DrawnImages): ShownHead {
  const { box } = head;
  const landmarks = new Float32Array(2 * LANDMARKS);
  for (let i = 0; i < LANDMARKS; i += 1) {
    // A sunflower's seeds fill an oval evenly.
    const radius = Math.sqrt((i + 0.5) / LANDMARKS) / 2;
    const angle = i * 2.399963;
    landmarks[2 * i] = box.x + box.width * (0.5 + radius * Math.cos(angle));
    landmarks[2 * i + 1] = box.y + box.height * (0.5 + radius * Math.sin(angle));
  }
  const [a, b] = [(head.yaw * Math.PI) / 180, (head.pitch * Math.PI) / 180];
  return {
    sequence,
    landmarks,
    place: {
      // Rotation about the upright axis after that about the one across.
      rotation: [
        ...[Math.cos(a), -Math.sin(a) * Math.sin(b), -Math.sin(a) * Math.cos(b)],
        ...[0, Math.cos(b), -Math.sin(b)],
        ...[Math.sin(a), Math.cos(a) * Math.sin(b), Math.cos(a) * Math.cos(b)],
      ],
      translation: [0, 0, head.distanceMm + 25],
    },
    intrinsics: images.intrinsics,
    looks: looksOf(head, images),
  };
}

function looksOf({ box, distanceMm }: DrawnHead, { width, color, depth }: DrawnImages): Uint8Array {
  const looks = new Uint8Array(LOOK_PLANES * PLANE);
  for (let i = 0; i < PLANE; i += 1) {
    const x = Math.round(box.x + (box.width * ((i % LOOK_SIDE) + 0.5)) / LOOK_SIDE);
    const y = Math.round(box.y + (box.height * (Math.floor(i / LOOK_SIDE) + 0.5)) / LOOK_SIDE);
    const from = y * width + x;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = color[4 * from + channel] ?? 0;
      looks[channel * PLANE + i] = value;
      looks[(channel + 4) * PLANE + i] = value;
    }
    const reliefMm = (depth[from] ?? 0) - distanceMm - 25;
    looks[3 * PLANE + i] =
      Math.abs(reliefMm) > RELIEF_LIMIT_MM
        ? RELIEF_HOLE
        : Math.round(128 + (127 * reliefMm) / RELIEF_LIMIT_MM);
  }
  return looks;
}
