import { describe, expect, it } from 'vitest';
import { pairOfFolders, pairsInFolder, pairsOfFolders } from './name-pairs.ts';

const named = (pairs: readonly { readonly depth: string; readonly color: string }[]) =>
  pairs.map(({ depth, color }) => [depth, color]);

describe('pairsInFolder', () => {
  it.each([
    ['a_depth.png', 'a_color.jpg'],
    ['a_depth.png', 'a_rgb.png'],
    ['k2_depth.png', 'k2_color.png'],
    ['d405_depth.png', 'd405_color.png'],
    ['NYU_depth.pgm', 'NYU_color.ppm'],
    ['depth_0001.png', 'color_0001.jpg'],
    ['0001.depth.tiff', '0001.rgb.tiff'],
    ['desk_1_1_depth.png', 'desk_1_1.png'],
    ['depth0001.png', 'image0001.png'],
    ['0001-d.png', '0001-c.png'],
    ['a_depth_to_color.png', 'a_color.png'],
    ['a_aligned_depth.png', 'a_color.png'],
    ['a_depth_raw.png', 'a_rgb.png'],
    ['RGBD_1_depth.png', 'RGBD_1_rgb.png'],
    ['a_rgb-d_depth.png', 'a_rgb-d_color.png'],
    ['1_dep.png', '1_rgb.png'],
  ])('%s and %s', (depth, color) => {
    expect(named(pairsInFolder([depth, color, 'b_color.png', 'notes.txt']))).toEqual([
      [depth, color],
    ]);
  });

  it('takes no picture for the eye, no mask and no infrared', () => {
    const names = [
      'a_depth_color.png',
      'a_depth_preview.png',
      'a_depth_mask.png',
      'a_ir.png',
      'a_color.png',
    ];
    expect(pairsInFolder(names)).toEqual([]);
  });
});

describe('pairsOfFolders', () => {
  it.each([
    [
      ['7.png', '8.png'],
      ['7.jpg', '8.jpg'],
    ],
    [
      ['depth_7.png', 'depth_8.png'],
      ['rgb_7.jpg', 'rgb_8.jpg'],
    ],
    [
      ['d007.png', 'd008.png'],
      ['frame7.jpg', 'frame8.jpg'],
    ],
    [['0000103_abs.png'], ['0000103.jpg']],
    [['only.png'], ['other.jpg']],
  ])('%j and %j', (depths, colors) => {
    expect(named(pairsOfFolders(depths, colors))).toEqual(
      depths.map((depth, i) => [depth, colors[i]]),
    );
  });
});

describe('pairOfFolders', () => {
  it.each([
    ['depth', 'rgb'],
    ['depth', 'color'],
    ['Depth', 'RGB'],
    ['depth_image', 'color_image'],
    ['depth_png', 'images'],
    ['aligned_depth_to_color', 'color'],
    ['kinect_depth', 'kinect_color'],
    ['depth_frames', 'rgb_frames'],
    ['depth16', 'color8'],
  ])('%s and %s', (depth, color) => {
    expect(pairOfFolders([depth, 'poses', color])).toEqual({ depth, color });
  });

  it('does not choose among several', () => {
    expect(pairOfFolders(['left_depth', 'right_depth', 'left_color', 'right_color'])).toBeNull();
  });
});
