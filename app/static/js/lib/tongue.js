// The language to mark a text with, from its script: Han characters then get the right shapes, and Korean breaks between words.

const CJK = /^(zh|ja|ko)/;

/** `known`: the languages it may be in, the likeliest first; they decide where the script alone does not. "" where nothing is known. */
export function tongue(text, known = []) {
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  if (/\p{Script=Han}/u.test(text)) return known.find((code) => CJK.test(code)) ?? "zh-Hans";
  return known.find((code) => !CJK.test(code)) ?? "";
}
