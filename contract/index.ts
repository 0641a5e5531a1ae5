export * from './contract';
export * from './engine';
export * from './errors';
export * from './run';
export * from './session';
export * from './spec';
