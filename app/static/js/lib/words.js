// The interface's words in the viewer's language. The page brings the catalogue; what it lacks is shown in English.

const ENGLISH = { language: "en", messages: {}, plural: "" };

let catalogue = ENGLISH;

export function useCatalogue(given) {
  catalogue = { ...ENGLISH, ...given };
}

export const t = (text, values) => fill(one(known(text)) || text, values);

export function tn(singular, plural, n, values) {
  const forms = known(singular);
  const text = Array.isArray(forms) ? forms[form(n)] : null;
  return fill(text || (n === 1 ? singular : plural), { n, ...values });
}

export const language = () => catalogue.language;

/** The language for dates and numbers. In English a day is written before its month, as in the documents of the United Nations. */
export const locale = () => (catalogue.language === "en" ? "en-GB" : catalogue.language);

/**
 * Which plural form stands for `n`, by gettext's rule, which for some languages is not the browser's. The catalogue brings it
 * as the form of each number from 0 to 199; a larger one goes like that from 100 on with the same last two digits.
 */
function form(n) {
  const { plural } = catalogue;
  const whole = Math.abs(Math.trunc(n));
  return Number(plural[whole < 200 ? whole : 100 + (whole % 100)] ?? 0);
}

const known = (text) => (Object.hasOwn(catalogue.messages, text) ? catalogue.messages[text] : null);

const one = (message) => (Array.isArray(message) ? message[0] : message);

const fill = (text, values) => (values ? text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole)) : text);
