export const dialogs = {
  import: '导入',
  export: '导出',
  save: '保存',
  inputs: {
    folder: '导入文件夹',
    file: '导入文件',
  },
  recordingsAndPictures: '录像和深度图像',
  allFiles: '所有文件',
  dropped: {
    question: '要导入“{name}”吗？',
    detail: '{path}\n\nDepthlock 会将副本添加到录像中。',
  },
  encoding: {
    question: '“{name}”中的数值表示什么？',
    detail: '深度 PNG 本身不含这项信息。如果无从得知，请先试试毫米：选错会使一切看起来过近或过远。',
    millimetres: '毫米',
    tum: 'TUM：每米 5000',
    sun: 'SUN RGB-D：循环移位',
  },
  outputs: {
    recording: '导出录像副本',
    tum: '导出为 TUM RGB-D 文件夹',
    fakenect: '导出为 fakenect 转储',
    dataset: '导出为文件夹数据集',
    ply: '将一帧导出为点云',
    numbers: '保存测试数据',
    activity: '导出活动记录',
  },
  files: {
    mcap: 'MCAP 录像',
    ply: '点云',
    json: '测试数据',
    csv: '表格',
  },
} as const;
