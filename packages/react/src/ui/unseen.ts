/**
 * What stands in a text and is not seen, as the inside of a character class: controls, lone
 * surrogates, all that Unicode means to be ignored (soft hyphens, zero widths, bidi controls,
 * variation selectors, tags, fillers of Hangul), code points that are no characters, and separators
 * that break lines.
 *
 * Unicode has no property for the rest, which is drawn as nothing although it counts as a letter, a
 * symbol or a mark: the blank of Braille, interlinear notes and the place of an object, joiners of
 * Tifinagh and Brahmi, the filler of Khitan, the selector of shorthand, the layout and the blanks of
 * hieroglyphs, and the head of a note that has none. Spaces are not among it, as they are seen for what
 * they are.
 */
export const UNSEEN =
  '\\p{Cc}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2028\\u2029' +
  '\\u2800\\u2D7F\\uFFF9-\\uFFFC\\u{1107F}\\u{13430}-\\u{13442}\\u{16FE4}\\u{1BC9D}\\u{1D159}'
