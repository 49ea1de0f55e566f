{
  american: [
    ["(?<=[a-z]{2})is(?=(?:ations?|ational|ed|es?|ing|ers?|able|ability)END)", "iz"],
    ["(?<=[a-z]{2})ys(?=(?:e[ds]?|ing|ers?)END)", "yz"],
    ["(?<=[a-z]{2}[bdghilmnprv])our(?=(?:s|ed|ing|ers?|al|able|ably|hood|ful|less|ite|ites)?END)", "or"],
    ["(?<=[a-z]{2})(?<=[bt])re(?=s?END)", "er"],
    ["ence(?=s?END)(?<=defence|licence|offence|retence)", "ense"],
    ["(?<=[a-z]{3})ogue(?=s?END)", "og"],
    ["(?<=program)me(?=s?END)", ""],
    ["(?<=[aeiou]l)l(?=(?:ed|ing|ers?|ors?|ful|ments?)END)", ""],
    ["(?<=[a-z](?:rol|fil|til))l(?=s?END)", ""],
    ["(?<=dg)e(?=ments?END)", ""],
    ["(?<![\\w])grey", "gray"],
    ["(?<![\\w])artefact", "artifact"],
    ["(?<![\\w])sceptic", "skeptic"],
  ].map(([from, to]) => [pattern(from.replace("END", "(?![\\w])")), to]),
  stem(folded) {
    if (size(folded) <= 3) return folded;
    let stem = this.spelling(skeleton(folded));
    if (size(stem) > 4 && stem.endsWith("ies")) stem = stem.slice(0, -3) + "y";
    else if (size(stem) > 4 && /(?:sses|xes|ches|shes|zes)$/.test(stem)) stem = stem.slice(0, -2);
    else if (size(stem) > 3 && stem.endsWith("s") && !/[aisu]s$/.test(stem)) stem = stem.slice(0, -1);
    return size(stem) > 3 && stem.endsWith("e") ? stem.slice(0, -1) : stem;
  },
  spelling(folded) {
    for (const [from, to] of this.american) folded = folded.replace(from, to);
    return folded;
  },
}
