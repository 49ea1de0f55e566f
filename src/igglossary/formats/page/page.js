const data = JSON.parse(document.querySelector("script[type='application/json']").textContent);
const all = (selector) => [...document.querySelectorAll(selector)];
const field = document.querySelector("input");
const main = document.querySelector("main");
const index = document.querySelector("nav");
const articles = all("article");
const count = all("[role=status] span[data-n]");
const INSIDE = 5; // letters of a query that is also looked for inside words: shorter ones stand in unrelated ones
let forms = null;

// Key → [number of the concept, place of the kind of match] …
function readForms() {
  forms = new Map();
  data.keys.forEach((kinds, concept) => kinds.forEach((text, kind) => {
    for (const form of text.split("\n")) forms.set(form, [...(forms.get(form) || []), [concept, kind]]);
  }));
}

// The numbers of the concepts that a query finds, the best first: as lookup does, then terms that it is a part of.
function search(query) {
  if (!forms) readForms();
  const best = new Map();
  const note = (concept, rank) => { if (rank < (best.get(concept) ?? 9)) best.set(concept, rank); };
  for (const [form, kind] of queryKeys(query, LANGUAGES))
    for (const [concept, stored] of forms.get(form) || []) note(concept, Math.max(kind, stored));
  const part = key(query);
  if (part)
    data.keys.forEach(([exact], concept) => {
      const text = "\n" + exact;
      if (text.includes("\n" + part)) note(concept, 3);
      else if (text.includes(" " + part) || text.includes("-" + part)) note(concept, 4);
      else if (size(part) >= INSIDE && text.includes(part)) note(concept, 5);
    });
  return [...best.keys()].sort((one, other) => best.get(one) - best.get(other) || one - other);
}

function show() {
  const asked = field.value.trim() !== "";
  const found = asked ? search(field.value) : articles.map((_article, number) => number);
  const shown = new Set(found);
  articles.forEach((article, number) => { article.hidden = !shown.has(number); });
  main.append(...found.map((number) => articles[number]));
  index.hidden = asked;
  count.forEach((place) => { place.textContent = place.dataset.n === "found" ? found.length : articles.length; });
  document.querySelector(".found").hidden = !asked;
  document.querySelector(".total").hidden = asked;
}

function speak(language) {
  document.documentElement.lang = language;
  const column = data.languages.indexOf(language);
  for (const place of all("[data-say]")) place.textContent = data.words[place.dataset.say][column];
  for (const button of all("button")) button.hidden = button.lang === language;
}

// A link to a concept that the search has hidden.
function reveal() {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!wanted || !wanted.hidden) return;
  field.value = "";
  show();
  wanted.scrollIntoView();
}

field.addEventListener("input", show);
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const first = main.querySelector("article:not([hidden]) a");
  if (first) first.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && document.activeElement === field) {
    field.value = "";
    show();
  }
});
for (const button of all("button"))
  button.addEventListener("click", () => { speak(button.lang); document.querySelector("button:not([hidden])").focus(); });
window.addEventListener("hashchange", reveal);
document.querySelector("form").hidden = false;
speak(document.documentElement.lang);
show();
