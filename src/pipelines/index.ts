export { maxpatrol } from './maxpatrol/index.ts';
