export { analytic } from './analytic/index.ts';
export { sigma } from './sigma/index.ts';
