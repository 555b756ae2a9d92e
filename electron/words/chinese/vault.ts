export const vault = {
  pinRules: '至少 {digits, number} 位数字，或至少 {characters, number} 个字符的密码短语。',
  showPin: '显示 PIN',
  hidePin: '隐藏 PIN',
  code: {
    title: '请把它写下来。',
    text: '如果电脑丢失了密钥环，或者你忘记了 PIN，可以用这个恢复码打开 Depthlock。它只显示这一次，不会存储在任何地方：请写在纸上，放在远离这台电脑的地方。',
    done: '我已写下',
    label: '恢复码',
    spelled: '恢复码：{code}',
  },
} as const;
