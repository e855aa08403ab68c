/** How wide a text is in a terminal, for text without escape codes or signs of other widths. */
module.exports = (text) => text.length;
