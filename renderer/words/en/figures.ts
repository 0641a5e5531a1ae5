import { createFigures } from '../figures';

export const figures = createFigures({
  locale: 'en-US',
  dateLocale: 'en-GB',
  byte: 'byte',
  bytes: 'bytes',
  minutes: 'min',
});
