export const common = {
  cancel: '取消',
  close: '关闭',
  continue: '继续',
  done: '完成',
  keep: '保留',
  save: '保存',
  tryAgain: '重试',
  // Chinese has no space between sentences.
  twoSentences: '{first}{second}',
} as const;
