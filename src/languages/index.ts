export { sigma } from './sigma/index.ts';
