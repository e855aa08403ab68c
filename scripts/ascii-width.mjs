/** How wide a text is in a terminal, for text without escape codes or signs of other widths. */
const asciiWidth = (text) => text.length;
export default asciiWidth;
