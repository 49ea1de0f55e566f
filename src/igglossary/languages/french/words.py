"""French function words, words that decide where a sentence ends, and numbers."""

from __future__ import annotations

from igglossary.languages.facts import NumberRules, SentenceRules
from igglossary.languages.numerals import grouped
from igglossary.text.word_lists import word_set

FUNCTION_WORDS = word_set(
    """
    le la les un une des du de au aux et ou où mais est sont était sera a ont avait il elle ils elles on nous vous
    je ne pas plus que qui quoi dont ce cette ces cet son sa ses leur leurs notre nos votre dans sur pour par avec
    sans sous entre vers chez comme si tout tous toute toutes même aussi très bien être avoir fait faut peut doit
    """
)
SENTENCE_RULES = SentenceRules(
    never=word_set(
        """
        al ann annexe art av bd bld boul bull cf chap cit coll col dép dir doc dr ed éd env ex exc fasc fig hab ibid inf
        janv févr juill sept oct nov déc loc m max me mgr min ml mlle mm mme mmes n no nos nº n° op p par paragr pp pr
        prof préf r réf rév sect ss st ste suiv suppl sup tél tab trad tit v vol c.-à-d p.ex l d r.-v art-ph sq sqq
        """
    )
    - {"max", "min", "m"},
    sometimes=word_set("etc apr j.-c av.j.-c s.a s.a.r.l max min h cie sté m"),
    openers=word_set(
        """
        Le La Les Un Une Des Du De Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces Ceci Cela Celui Celle Ceux Celles
        Son Sa Ses Leur Leurs Notre Nos En Au Aux Dans Sur Pour Par Avec Sans Sous Entre Vers Chez Comme Si Mais Or Et
        Ou Donc Car Ainsi Alors Aussi Après Avant Depuis Pendant Lorsque Quand Puisque Parce Tout Tous Toute Toutes
        Toutefois Cependant Néanmoins Enfin Ensuite Puis Selon Dès Malgré Outre Plusieurs Certains Certaines Chaque
        Chacun Aucun Aucune Rien Personne Voici Voilà Où Que Qui Quoi Quel Quelle Afin Grâce Face Bien Même Déjà Ici
        """
    ),
    months=word_set("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    labels=word_set(
        "article art chapitre section annexe paragraphe alinéa numéro page titre partie point version phase"
    ),
)
NUMBER_RULES = NumberRules(
    decimal=",",
    words=grouped(
        "zéro|un une premier première premiers fois|deux second seconde deuxième|trois troisième tiers|quatre quatrième"
        "|cinq cinquième|six sixième|sept septième|huit huitième|neuf neuvième|dix dixième|onze onzième|douze douzième"
        "|treize|quatorze|quinze|seize"
    )
    | grouped("vingt vingtième|trente|quarante|cinquante|soixante|septante|quatre-vingt quatre-vingts|nonante", 20, 10)
    | grouped(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre", 1
    )
    | {"demi": 2, "demie": 2, "moitié": 2, "double": 2, "triple": 3, "huitante": 80},
    scales={
        "cent": 100, "cents": 100, "mille": 1000, "millier": 1000, "milliers": 1000, "douzaine": 12, "million": 10**6,
        "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "md": 10**9, "billion": 10**12, "billions": 10**12,
    },
)  # fmt: skip
