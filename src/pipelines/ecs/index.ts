export * from './parts.ts';
export { ecs } from './whole.ts';
