export const format = {
  percent: '{value} %',
  centimetres: '{value} cm',
  milliseconds: '{value} ms',
  seconds: '{value} s',
  minutes: '{value} Min.',
  hoursAndMinutes: '{hours} Std. {minutes} Min.',
  about: 'etwa {time}',
  today: 'Heute',
  yesterday: 'Gestern',
  withoutDate: 'Ohne Datum',
} as const;
