export const welcome = {
  title: '用你的面容解锁。',
  text: 'Depthlock 同时识别面容的颜色和深度，因此照片无法解锁。只需转动头部两圈，以后看一眼就够了。',
  enrol: '录入面容',
  private: '数据不会离开这台电脑，也不会保留你的照片。',
  noCamera: '没有正在使用的相机',
  lookingForCamera: '正在查找相机…',
  settings: '设置',
} as const;
