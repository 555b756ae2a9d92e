/** Numbers with their units, and days beside today. */
export const format = {
  percent: '{value} %',
  centimetres: '{value} cm',
  milliseconds: '{value} ms',
  seconds: '{value} s',
  minutes: '{value} min',
  hoursAndMinutes: '{hours} h {minutes} min',
  about: 'about {time}',
  today: 'Today',
  yesterday: 'Yesterday',
  withoutDate: 'Without a date',
} as const;
