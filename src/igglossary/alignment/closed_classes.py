"""Words of closed classes in German and English: what a stretch may begin and end with, and what says nothing."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

ARTICLES = {
    "de": word_set("der die das den dem des ein eine einen einem einer eines"),
    "en": word_set("the a an"),
}
PREPOSITIONS = {
    "de": word_set(
        "in im ins an am ans auf aus bei beim bis durch für gegen gegenüber hinter mit nach neben ohne seit über um "
        "unter von vom vor während wegen zu zum zur zwischen innerhalb außerhalb trotz laut entgegen mittels binnen ab"
    ),
    "en": word_set(
        "in on at by for from of to into onto over under through during before after about against with without "
        "within between among across towards toward upon per via beyond behind despite around above below since until"
    ),
}
CONJUNCTIONS = {
    "de": word_set(
        "und oder sowie aber sondern doch denn als wie dass daß wenn weil ob da damit obwohl indem nachdem bevor "
        "sobald solange während falls wonach je desto bzw beziehungsweise"
    ),
    "en": word_set(
        "and or but nor that because if as than when while whether although though unless so whereas whereby"
    ),
}
RELATIVES = {
    "de": word_set(
        "der die das den dem deren dessen denen welche welcher welches welchen wo wer was wen wem woran wofür worin "
        "wobei womit wodurch"
    ),
    "en": word_set("which who whom whose what where that"),
}
PRONOUNS = {
    "de": word_set(
        "ich du er sie es wir ihr man mich dich ihn uns euch mir dir ihm ihnen sich mein meine meinen meiner dein "
        "sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unser unsere unseren unserer unserem "
        "euer dies diese dieser dieses diesem diesen jene jener jenes jenem jenen derselbe dieselbe dasselbe jemand "
        "niemand etwas nichts selbst alle allen aller alles allem beide beiden einige einigen jede jeder jedes jedem "
        "jeden kein keine keinen keinem keiner keines solche solchen solcher viele vielen mehrere mehreren daran "
        "darauf daraus darin davon dafür dagegen dabei dazu darüber damit hier dort"
    ),
    "en": word_set(
        "i you he she it we they me him us them my your his her its our their this these those mine ours theirs "
        "itself themselves himself herself ourselves each every any some all both no none one ones such other "
        "others another here there somebody anybody nobody something anything nothing"
    ),
}
SUBJECTS = word_set("i you he she it we they there this these those")
"""English pronouns that begin a clause."""
AUXILIARIES = {
    "de": word_set(
        "ist sind war waren bin sei seien wäre wären gewesen wird werden wurde wurden worden werde würde würden hat "
        "haben habe hatte hatten hätte hätten gehabt kann können könne könnte könnten konnte konnten soll sollen solle "
        "sollte sollten muss müssen müsse müsste müssten musste mussten darf dürfen dürfe dürfte durfte durften will "
        "wollen wolle wollte wollten mag möge möchte möchten lässt lassen lasse"
    ),
    "en": word_set(
        "is are was were am be been being has have had having does do did will would shall should can could may might "
        "must cannot let"
    ),
}
_ADVERBS = {
    "de": word_set(
        "nicht nur auch sehr noch schon so mehr immer etwa rund bereits wieder dann nun ja gar zwar jedoch daher "
        "deshalb also allerdings hingegen dagegen insbesondere u a z b"
    ),
    "en": word_set(
        "not also only very more most still just yet even too then now however therefore rather about some already e g"
    ),
}
FUNCTION_WORDS = {
    lang: ARTICLES[lang]
    | PREPOSITIONS[lang]
    | CONJUNCTIONS[lang]
    | RELATIVES[lang]
    | PRONOUNS[lang]
    | AUXILIARIES[lang]
    | _ADVERBS[lang]
    for lang in ("de", "en")
}
"""All of them: a word that is none of these is a content word."""
