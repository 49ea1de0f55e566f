"""The data categories of TBX-Default (ISO 30042:2008, TBXXCSV02.xcs): names, levels of ``descrip``, closed lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONCEPT, _LANGUAGE, _TERM = "concept", "language", "term"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEFAULT_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "termNote": _words(
        "abbreviatedFormFor administrativeStatus animacy antonymTerm directionality etymology falseFriend frequency "
        "geographicalUsage grammaticalGender grammaticalNumber grammaticalValency homograph language-planningQualifier "
        "lionHotkey normativeAuthorization partOfSpeech processStatus pronunciation proprietaryRestriction register "
        "shortFormFor temporalQualifier termLocation termProvenance termStructure termType timeRestriction "
        "transferComment usageNote"
    ),
    "admin": _words(
        "annotatedNote applicationSubset businessUnitSubset conceptOrigin customerSubset databaseType domainExpert "
        "elementWorkingStatus entrySource environmentSubset indexHeading keyword originatingDatabase "
        "originatingInstitution originatingPerson productSubset projectSubset searchTerm securitySubset sortKey source "
        "sourceIdentifier subsetOwner"
    ),
    "descripNote": _words("contextType definitionType descriptionType"),
    "adminNote": _words("noteSource sourceType"),
    "transac": _words("transactionType"),
    "transacNote": _words("responsibility usageCount"),
    "ref": _words("crossReference see"),
    "xref": _words("corpusTrace externalCrossReference xAudio xGraphic xMathML xSource xVideo"),
}
"""Meta element → types; ``descrip`` is in DEFAULT_DESCRIPTIONS."""

DEFAULT_DESCRIPTIONS: Final[Mapping[frozenset[str], frozenset[str]]] = {
    frozenset({_CONCEPT}): _words("antonymConcept subjectField thesaurusDescriptor"),
    frozenset({_CONCEPT, _LANGUAGE}): _words(
        "associatedConcept broaderConceptGeneric broaderConceptPartitive conceptPosition coordinateConceptGeneric "
        "coordinateConceptPartitive relatedConcept relatedConceptBroader relatedConceptNarrower "
        "sequentiallyRelatedConcept spatiallyRelatedConcept subordinateConceptGeneric subordinateConceptPartitive "
        "superordinateConceptGeneric superordinateConceptPartitive temporallyRelatedConcept"
    ),
    frozenset({_CONCEPT, _LANGUAGE, _TERM}): _words(
        "audio classificationCode definition example explanation figure otherBinaryData reliabilityCode table video"
    ),
    frozenset({_TERM}): _words("characteristic context quantity range sampleSentence unit"),
}
"""Levels → types of ``descrip`` that may stand there."""

DEFAULT_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "administrativeStatus": _words(
        "standardizedTerm-admn-sts preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts "
        "supersededTerm-admn-sts legalTerm-admn-sts regulatedTerm-admn-sts"
    ),
    "animacy": _words("animate inanimate otherAnimacy"),
    "contextType": _words(
        "definingContext explanatoryContext associativeContext linguisticContext metalinguisticContext "
        "translatedContext"
    ),
    "definitionType": _words("intensionalDefinition extensionalDefinition partitiveDefinition translatedDefinition"),
    "directionality": _words("monodirectional bidirectional incommensurate undetermined"),
    "elementWorkingStatus": _words(
        "starterElement workingElement consolidatedElement archiveElement importedElement exportedElement"
    ),
    "frequency": _words("commonlyUsed infrequentlyUsed rarelyUsed"),
    "grammaticalGender": _words("masculine feminine neuter otherGender"),
    "grammaticalNumber": _words("singular plural dual mass otherNumber"),
    "language-planningQualifier": _words("recommendedTerm nonstandardizedTerm proposedTerm newTerm"),
    "normativeAuthorization": _words(
        "standardizedTerm preferredTerm admittedTerm deprecatedTerm supersededTerm legalTerm regulatedTerm"
    ),
    "processStatus": _words("unprocessed provisionallyProcessed finalized"),
    "proprietaryRestriction": _words("trademark serviceMark tradeName"),
    "register": _words(
        "colloquialRegister neutralRegister technicalRegister in-houseRegister bench-levelRegister slangRegister "
        "vulgarRegister"
    ),
    "reliabilityCode": _words("1 2 3 4 5 6 7 8 9 10"),
    "securitySubset": _words("public confidential"),
    "sourceType": _words("parallelText backgroundText"),
    "temporalQualifier": _words("archaicTerm outdatedTerm obsoleteTerm"),
    "termProvenance": _words("transdisciplinaryBorrowing translingualBorrowing loanTranslation neologism"),
    "termType": _words(
        "abbreviation acronym clippedTerm commonName entryTerm equation formula fullForm initialism "
        "internationalScientificTerm internationalism logicalExpression phraseologicalUnit partNumber shortForm "
        "shortcut sku symbol synonym synonymousPhrase standardText string transliteratedForm transcribedForm variant"
    ),
    "transactionType": _words(
        "origination input modification check approval withdrawal standardization exportation importation proposal "
        "userAccess"
    ),
}
"""Type → its closed list of values."""
