"""Words of the field and of everyday questions, as data.

`SAME` are groups of words that mean the same in a working agreement; `SPELLED_OUT` are
abbreviations of the field. `FILLER` carries no topic; `LIGHT` says little alone. `EVERYDAY` are
right words that must never be taken for a misspelt word of the agreement.
"""

from bot.engine.lookup.text import american

SAME: tuple[str, ...] = (
    "died die dies death dead mortality",
    "late overdue delayed delay behind slipped",
    "lost lose loses losing missing mislaid gone",
    "leaving leave leaves left resigns resign quit quits departs replaced replacement",
    "fails fail failed failure broken break breaks broke",
    "freezer freezers",
    "sick ill unwell",
    "weird odd strange wierd unexpected",
    "wrong incorrect mistaken misdosed",
    "missed miss misses skipped skip forgotten",
    "slow slowly sluggish",
    "photo photos photograph photographs picture pictures image images",
    "courier fedex dhl",
    "shipment ship ships shipping send sending sends",
    "volunteer volunteers participant participants subject subjects patient patients",
    "animal animals rat rats",
    "drug capsule capsules",
    "mistake accident accidentally accidental error",
    "hospital hospitalised hospitalized",
    "invoice bill billing invoices",
    "enrolment enrollment recruitment recruiting recruit recruits",
    "fortnightly biweekly",
    "fridge refrigerator",
    "warm hot",
    "stuck held",
    "log tracker",
    "retained retain retention archived archive archives archiving archival",
    "path pathology",
    "clin clinical",
    "microscopic microscopy microscope",
    "bioanalytical bioanalysis",
    "toxicokinetic toxicokinetics",
    "organ tissue",
    "budget money cost costs spend spending",
    "count counts number numbers",
    "call meeting",
    "license permit",
    "slack chat channel",
)

SPELLED_OUT: dict[str, str] = {
    "ae": "adverse event",
    "api": "drug substance",
    "auc": "area under the curve",
    "bw": "body weight",
    "capa": "corrective preventive actions",
    "cmo": "chief medical officer",
    "coa": "certificate of analysis",
    "cra": "clinical research associate",
    "crf": "case report form",
    "csr": "clinical study report",
    "dbl": "database lock",
    "dlt": "dose limiting toxicity",
    "dmpk": "drug metabolism pharmacokinetics",
    "ecg": "electrocardiogram",
    "ecrf": "case report form",
    "edc": "electronic data capture",
    "etmf": "electronic trial master file",
    "hrec": "human research ethics committee",
    "iacuc": "institutional animal care use committee",
    "ib": "investigator brochure",
    "icf": "informed consent form",
    "imp": "investigational medicinal product",
    "isr": "incurred sample reanalysis",
    "ind": "investigational new drug",
    "irb": "institutional review board",
    "isf": "investigator site file",
    "mtd": "maximum tolerated dose",
    "nca": "noncompartmental analysis",
    "picf": "participant information consent form",
    "pi": "principal investigator",
    "pk": "pharmacokinetics",
    "pv": "pharmacovigilance",
    "qau": "quality assurance unit",
    "sae": "serious adverse event",
    "sap": "statistical analysis plan",
    "sdv": "source data verification",
    "sow": "statement of work",
    "src": "safety review committee",
    "susar": "suspected unexpected serious adverse reaction",
    "ta": "test article",
    "tfl": "tables figures listings",
    "tk": "toxicokinetics",
    "tlf": "tables listings figures",
    "tmf": "trial master file",
}


def _set(text: str) -> frozenset[str]:
    return frozenset(american(word) for word in text.split())


FILLER = _set(
    """
    a about actually again all already also am an and any anybody anyone anything are as asap at
    be been being but by can cheers colleague colleagues contact could dear did do does doing done
    ever every everyone first folks for from get gets getting give go goes going good got guys had
    handle handles handling happen happened happens has have having he hello help her here hey hi
    him his how i idea if in info into is it its just kept know knows let like look looking looks
    make makes making may maybe me might mine morning my need needed needs next no not now of off
    ok on one or our out over own owner owners owns own person ping please pls pretty quick quite
    re really responsible right run running runs say see she should so some somebody someone
    something sorry sort still such sure take takes taking talk team tell than thank thanks that
    the their them then there these they thing things think this those to today too touch
    up us very want wants was we were what when where which while who whom whose why will with
    would yes yesterday you your accountable charge care concerning regarding wondering question
    questions quickly tomorrow tonight week month around ask asks asking asked works working work
    speak speaks deal deals dealing sunday monday tuesday wednesday thursday friday saturday
    weekend night afternoon evening find finding use using used between both because since before
    after during until via per etc eg ie were only even anyway currently moment hold reach reaching
    happening hook down ran how often due frequently scheduled guess guys mean means supposed exactly hear decide decides guy lady
    """
)

#: After "who": says that somebody works on it, not what it is.
VAGUE_VERBS = _set(
    """
    approve approves authorise authorises authorize authorizes coordinate coordinates lead leads
    manage manages managing oversee oversees prepare prepares preparing organise organises
    organising organize organizes sign signs signing supervise supervises supervising write writes
    writing wrote
    """
)

#: What a kind of question says without naming anything.
WHERE_VERBS = _set("file filed filing keep kept link log login put save saved store stored upload")
REACH_WORDS = _set("address call contact details email mail message number phone ring telephone")
WHEN_WORDS = _set("place send sends sent take takes")

LIGHT = _set(
    """
    access amount attached comment comments feedback meeting meetings remark remarks batch cohort copy data date dates deadline deliverable details doc docs
    document documents draft email file files filed final folder form forms group group info
    information issue issues item items keep latest lead link list lot main manager matter new
    note number numbers old part phone place plan problem process progress project result results
    sample samples set side sign signs site stage stand stands status stored study subject support
    system table tables test time timeline topic tracker trial update updates version visit
    sends send sent transit sponsor cro
    """
)

EVERYDAY = _set(
    """
    parking packing printing patent patient cake care cat car cart coat lunch launch menu dinner
    marketing mailing rota rotation visa photo party parties pension gym train trail strike stripe lift
    badge badger canteen kitchen laptop pizza stapler website release training tax taxes tea toner
    door dog log office officer coffee water wafer weather building holiday salary wifi password
    room rooms desk flat flight fight hotel travel bus bank book books press print printer paint
    """
)
