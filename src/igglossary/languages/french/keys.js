{
  stem(folded) {
    let stem = skeleton(this.spelling(folded));
    if (size(stem) < 4) return stem;
    if (stem.endsWith("aux")) return stem.endsWith("eaux") ? stem.slice(0, -1) : stem.slice(0, -2) + "l";
    stem = stem.replace(/[sx]$/, "");
    for (const [feminine, masculine] of [["trice", "teur"], ["euse", "eu"], ["ive", "if"]])
      if (stem.endsWith(feminine)) return stem.slice(0, -feminine.length) + masculine;
    if (stem.endsWith("e") && size(stem) > 3) stem = stem.slice(0, -1);
    return /(?:ll|nn|tt|ss)$/.test(stem) ? stem.slice(0, -1) : stem;
  },
  spelling: (folded) => folded.replaceAll("œ", "oe").replaceAll("æ", "ae"),
}
