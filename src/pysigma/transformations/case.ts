/** `parentImage` as `parent_image`. */
export const snakeCase = (text: string): string =>
  text.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();
