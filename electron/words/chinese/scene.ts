export const scene = {
  scripts: {
    idle: '看着相机',
    'head-circle': '转动头部两圈',
    'look-around': '四处张望',
    approach: '走近',
  },
  presentations: {
    person: '本人',
    'print-flat': '举起的照片',
    'print-bent': '弯曲的照片',
    'print-folded': '折叠的照片',
    'print-nose': '鼻子翻出的照片',
    'print-eye-holes': '眼部挖孔的照片',
    'print-near': '挡在脸前的照片',
    tablet: '平板电脑',
    asleep: '熟睡的本人',
    'generic-mask': '无特定形状的面具',
    'paper-mask': '纸面具',
    'colour-on-other-head': '化过妆的他人头部',
    'head-copy': '头部的 3D 复制品',
  },
} as const;
