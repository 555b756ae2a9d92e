/** Draws the cloud with three.js. Loaded only where a window has WebGL. */
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  ColorManagement,
  Group,
  LinearSRGBColorSpace,
  LineBasicMaterial,
  LineSegments,
  Matrix4,
  PerspectiveCamera,
  Points,
  Scene,
  ShaderMaterial,
  WebGLRenderer,
} from 'three';
import type { CloudLines } from './cloud-lines.ts';
import { GROUND, type CloudPainter } from './cloud-painter.ts';
import { MOST_POINTS, type CloudPoints } from './cloud-points.ts';
import { FIELD_OF_VIEW, type View } from './orbit.ts';

const NEAREST_MM = 20;
const FARTHEST_MM = 9000;
/** Lines lie on the surface that they were fitted to: a little nearer, they show. */
const LINE_LIFT_MM = 4;

/** A point as large as the piece of surface that it stands for. */
const VERTEX = `
  attribute float size;
  attribute vec3 tint;
  uniform float focal;
  varying vec3 shade;
  void main() {
    vec4 seen = modelViewMatrix * vec4(position, 1.0);
    gl_Position = projectionMatrix * seen;
    gl_PointSize = clamp(size * focal / -seen.z, 1.0, 8.0);
    shade = tint;
  }
`;
const FRAGMENT = `
  varying vec3 shade;
  void main() {
    gl_FragColor = vec4(shade, 1.0);
  }
`;

/** Throws where there is no WebGL. */
export function createWebGlPainter(canvas: HTMLCanvasElement): CloudPainter {
  // Colours of the camera are those of the screen: nothing converts them.
  ColorManagement.enabled = false;
  const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  const scene = new Scene();
  scene.background = new Color(...byteColor(GROUND));
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, NEAREST_MM, FARTHEST_MM);
  const room = new Group();
  room.matrixAutoUpdate = false;
  scene.add(room);

  const cloud = cloudGeometry();
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { focal: { value: 1 } },
  });
  const points = new Points(cloud, material);
  points.frustumCulled = false;
  room.add(points);
  const drawn: DrawnLines[] = [];

  return {
    paint({ points: sampled, lines }, view) {
      const { width, height } = canvas;
      renderer.setViewport(0, 0, width, height);
      camera.aspect = width / height;
      camera.updateProjectionMatrix();
      const focal = material.uniforms['focal'];
      if (focal !== undefined) {
        focal.value = height / 2 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
      }
      fill(cloud, sampled);
      while (drawn.length < lines.length) drawn.push(addLines(room));
      for (const [i, own] of drawn.entries()) own.show(lines[i] ?? null);
      room.matrix.copy(matrixOf(view));
      renderer.render(scene, camera);
    },
    dispose() {
      cloud.dispose();
      material.dispose();
      for (const own of drawn) own.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

const byteColor = ([red, green, blue]: readonly [number, number, number]) =>
  [red / 255, green / 255, blue / 255] as const;

/** three.js looks along −z with y up: y and z are turned round. */
function matrixOf(view: View): Matrix4 {
  const [a, b, c, tx, d, e, f, ty, g, h, k, tz] = view;
  return new Matrix4().set(
    ...([a, b, c, tx] as const),
    ...([-d, -e, -f, -ty] as const),
    ...([-g, -h, -k, -tz] as const),
    ...([0, 0, 0, 1] as const),
  );
}

function cloudGeometry(): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(3 * MOST_POINTS), 3));
  geometry.setAttribute('tint', new BufferAttribute(new Uint8Array(3 * MOST_POINTS), 3, true));
  geometry.setAttribute('size', new BufferAttribute(new Float32Array(MOST_POINTS), 1));
  return geometry;
}

function fill(geometry: BufferGeometry, { count, positions, colors, sizes }: CloudPoints): void {
  const arrays = { position: positions, tint: colors, size: sizes };
  for (const [name, array] of Object.entries(arrays)) {
    const attribute = geometry.getAttribute(name);
    if (!(attribute instanceof BufferAttribute)) continue;
    attribute.array.set(array);
    attribute.clearUpdateRanges();
    attribute.addUpdateRange(0, count * attribute.itemSize);
    attribute.needsUpdate = true;
  }
  geometry.setDrawRange(0, count);
}

interface DrawnLines {
  readonly show: (lines: CloudLines | null) => void;
  readonly dispose: () => void;
}

function addLines(room: Group): DrawnLines {
  const material = new LineBasicMaterial({ polygonOffset: true });
  let geometry = new BufferGeometry();
  const segments = new LineSegments(geometry, material);
  segments.frustumCulled = false;
  room.add(segments);
  return {
    show(lines) {
      segments.visible = lines !== null && lines.points.length > 0;
      if (lines === null || lines.points.length === 0) return;
      material.color.setRGB(...byteColor(lines.color));
      const attribute = geometry.getAttribute('position') as BufferAttribute | undefined;
      if (attribute?.array.length !== lines.points.length) {
        geometry.dispose();
        geometry = new BufferGeometry();
        geometry.setAttribute('position', new BufferAttribute(lifted(lines.points), 3));
        segments.geometry = geometry;
        return;
      }
      attribute.array.set(lifted(lines.points));
      attribute.needsUpdate = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}

/** Towards the camera. */
function lifted(points: Float32Array): Float32Array {
  return points.map((value, i) => (i % 3 === 2 ? value - LINE_LIFT_MM : value));
}
