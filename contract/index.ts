export * from './contract';
export * from './engine';
export * from './errors';
export * from './file-path';
export * from './legacy-session';
export * from './run';
export * from './spec';
export * from './workspace';
