/**
 * Indices of FaceMesh's 468 points. Left and right are the person's own.
 *
 * Source: MediaPipe's canonical face model (`canonical_face_model_uv_visualization.png`).
 */

/** Outer corner, inner corner, upper lid, lower lid; their mean is the centre of the eye. */
export const RIGHT_EYE = [33, 133, 159, 145] as const;
export const LEFT_EYE = [263, 362, 386, 374] as const;

export const NOSE_TIP = 1;

/** Right, left. */
export const MOUTH_CORNERS = [61, 291] as const;

/** Brows, nose, eyes and mouth among the 68 landmarks: on the bone rather than on the outline. */
export const INNER_68: readonly number[] = Array.from({ length: 51 }, (_, i) => i + 17);

/**
 * FaceMesh points of the 68 Multi-PIE (iBUG) landmarks, in their order: jaw 0–16, brows 17–26, nose 27–35,
 * eyes 36–47, mouth 48–67.
 */
export const LANDMARKS_68 = [
  162, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 389, 71, 63, 105,
  66, 107, 336, 296, 334, 293, 301, 168, 197, 5, 4, 75, 97, 2, 326, 305, 33, 160, 158, 133, 153,
  144, 362, 385, 387, 263, 373, 380, 61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82,
  13, 312, 308, 317, 14, 87,
] as const;
