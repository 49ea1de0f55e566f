// query_keys of keys.py, for pages that search without a server: a test holds both to the same answers.
// \w, \b and \s of JavaScript know ASCII only or other spaces than Python's; so they are spelt out.
const WORD = "\\p{L}\\p{N}_";
const SPACES = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const TRANSLITERATION = [["ä", "ae"], ["ö", "oe"], ["ü", "ue"], ["ß", "ss"], ["’", "'"], ["ʼ", "'"],
  ["\u00ad", ""], ["\u200b", ""], ["\u2060", ""], ["\ufeff", ""]];
const pattern = (text) => new RegExp(text.replaceAll("\\w", WORD).replaceAll("\\s", SPACES), "gu");
const APOSTROPHE = pattern("(?<=[\\w])'s(?![\\w])|'");
const DASHES = pattern("[\u2010-\u2015\u2212]");
const NOISE = pattern("[^\\w+#\\-]+");
const PLUS = pattern("(?<=[\\w])\\+(?=\\p{Nd})");
const WORDS = pattern("[\\w+#]+");
const MARKS = pattern("[\u0300-\u036f]+");
const FIRST = pattern("^[\\s]*([^\\s]+)");
const BLANKS = pattern("^[\\s]+");

const size = (text) => [...text].length;

function fold(text) {
  let folded = text.toLowerCase().normalize("NFC");
  for (const [letter, plain] of TRANSLITERATION) folded = folded.replaceAll(letter, plain);
  return folded.normalize("NFC");
}

function key(text) {
  const words = fold(text).replace(APOSTROPHE, "").replace(DASHES, "-").replace(NOISE, " ");
  let start = 0;
  let end = words.length;
  while (" -".includes(words.charAt(start)) && start < end) start += 1;
  while (" -".includes(words.charAt(end - 1)) && start < end) end -= 1;
  return words.slice(start, end);
}

const joined = (plain) => plain.replaceAll(" ", "").replaceAll("-", "").replace(PLUS, "");

const skeleton = (folded) =>
  folded.normalize("NFD").replace(MARKS, "").replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("ue", "u");

const stemKey = (plain, language) =>
  (plain.replaceAll("-", " ").replace(PLUS, " ").match(WORDS) || []).map((word) => language.stem(word)).join("");

function isUpper(word) {
  return word === word.toUpperCase() && word !== word.toLowerCase();
}

function coreKey(text, languages) {
  const plain = key(text);
  const [first] = plain.split(" ", 1);
  const rest = plain.slice(first.length + 1);
  if (rest && languages.some((one) => one.articles.includes(first))) {
    const typed = [...text.matchAll(FIRST)][0][1];
    if (!(size(first) > 1 && isUpper(typed))) return rest;
  }
  const folded = fold(text).replace(BLANKS, "");
  for (const { elided } of languages) {
    const found = elided && folded.match(new RegExp(`^(?:${elided})'(?=[${WORD}]{2})`, "u"));
    if (found) return key(folded.slice(found[0].length));
  }
  return plain;
}

// The keys of a query, best first, each with the place of its kind in MATCH_KINDS.
function queryKeys(query, languages) {
  const keys = new Map();
  const put = (found, kind) => keys.has(found) || keys.set(found, kind);
  for (const one of languages) query = one.plainWord(query);
  const whole = key(query);
  if (!whole) return keys;
  const asked = languages.filter((one) => one.isAsked);
  const core = coreKey(query, languages);
  put(whole, 0);
  put(core, 1);
  for (const plain of new Set([whole, core])) {
    const solid = joined(plain);
    put(solid, 2);
    for (const one of asked) {
      const stem = stemKey(plain, one);
      if (stem) put((solid === plain ? "+" : "~") + stem, 1);
    }
    for (const one of asked) {
      put(one.spelling(plain), 2);
      put(one.spelling(solid), 2);
    }
    put("^" + skeleton(solid), 2);
  }
  return keys;
}
