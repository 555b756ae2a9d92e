export const notices = {
  gettingReady: 'Depthlock 正在准备。',
  startingAgain: 'Depthlock 正在自动重新启动。',
  replaying: '<strong>这是录制，不是相机画面。</strong>它无法解锁用真实相机录入的面容。',
  backToCamera: '返回相机',
  recording: '正在录制相机画面：<time>{length}</time>',
  stopRecording: '停止录制',
  problems: '问题',
  dismiss: '忽略',
  lines: {
    show: '显示命令',
    hide: '隐藏命令',
    label: '可复制的内容',
  },
  unreachable: '窗口与 Depthlock 失去了联系，上一次操作没有执行。请关闭窗口后重新打开。',
  depthScale: '深度标尺：暖色表示近，冷色表示远',
} as const;
