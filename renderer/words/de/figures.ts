import { createFigures } from '../figures';

export const figures = createFigures({
  locale: 'de-DE',
  dateLocale: 'de-DE',
  byte: 'Byte',
  bytes: 'Bytes',
  minutes: 'min',
});
