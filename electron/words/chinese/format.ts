export const format = {
  percent: '{value}%',
  centimetres: '{value} 厘米',
  milliseconds: '{value} 毫秒',
  seconds: '{value} 秒',
  minutes: '{value} 分钟',
  hoursAndMinutes: '{hours} 小时 {minutes} 分钟',
  about: '约 {time}',
  today: '今天',
  yesterday: '昨天',
  withoutDate: '无日期',
} as const;
