export const settings = {
  language: {
    title: '语言',
    system: '跟随系统',
  },
} as const;
