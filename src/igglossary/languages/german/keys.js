{
  stem(folded) {
    let stem = skeleton(folded);
    for (let round = 0; round < 2 && size(stem) >= 5; round += 1) {
      const ending = ["innen", "ern", "em", "en", "er", "es", "e", "s", "n"].find(
        (one) => stem.endsWith(one) && size(stem) - one.length >= 3 && !(one === "s" && /[aisu]s$/.test(stem)),
      );
      if (!ending) break;
      stem = stem.slice(0, -ending.length);
    }
    return /([bcdfghjklmnpqrstvz])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  },
  plainWord(word) {
    const letter = "[\\p{L}\\p{Nl}\\p{No}]";
    const mark = `(?<=${letter})(?:[:*_·/]-?[iI]|(?<=[a-zäöüß])I(?=nnen))(?=n(?:nen|(?![\\p{L}\\p{N}])))`;
    const brackets = `(?<=${letter})\\((inn?(?:en)?)\\)`;
    return word.replace(new RegExp(mark, "gu"), "i").replace(new RegExp(brackets, "gu"), "$1");
  },
}
