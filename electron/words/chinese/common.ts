export const common = {
  cancel: '取消',
  close: '关闭',
  continue: '继续',
  done: '完成',
  tryAgain: '重试',
} as const;
