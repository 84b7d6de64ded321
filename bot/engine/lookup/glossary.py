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
    "call meeting meetings meet",
    "license permit",
    "deviation deviations dev devs",
    "spec specs specification specifications range acceptance",
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
    "oos": "out of specification",
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
    everything fine okay well alright
    a about above accountable actually after again all almost already also always am an and any
    anybody anyone anything anyway are as asap ask asked asking asks at away be because been before
    being below best between both but by came can care charge cheers colleague colleagues come comes
    coming concerning contact could currently deal dealing deals dear decide decides did do does
    doing done down due during each either else end ends enough etc eg ever every everybody everyone
    exactly few find finding first folks for frequently from further get gets getting give gives
    giving go goes going good got guess guy guys had handle handled handles handling happen happened
    happening happens has have having he hear hello help helps her here hey hi him his hold hook how
    however i idea if in info instead into involved is it its job just keeps kind know knows lady
    let like look looked looking looks lot lots make makes making many matter matters may maybe me
    mean means meant might mine moment month more morning most much must my name names need needed
    needing needs next nice night now of off often ok on once one only or our out over own owned
    owner owners owning owns part people per perhaps person persons ping please pls point pointed
    possible pretty properly put quick quickly quite ran rather re reach reached reaching really reg
    regarding related responsible right run running runs said same say says scheduled see seem seems
    seen several shall she should show since so some somebody somehow someone something sometimes
    soon sorry sort speak speaking speaks still stuff such suddenly suppose supposed sure take taken
    takes taking talk talking talks task team tell tells than thank thanks that the their them then
    there these they thing things think this those though through thx to today together told
    tomorrow tonight too took touch tried try trying until up upon us use used uses using usually
    very via want wants was way we week weekend well went were what whatever when whenever where
    whether which whichever while who whoever whom whomever whose why will with within wondering
    work worked working works would yes yesterday yet you your afternoon evening advise kindly
    gentleman man woman men women girl boy mister mrs mr sir madam shalom bonjour merci
    namaste hola hallo ciao greetings salut annyeong mate buddy question questions january february
    march april june july august september october november december lunch noon midnight wednesdays
    minute minutes hour hours clock oclock whereabouts ours theirs yours himself herself itself
    themselves yourself id ill ive w physically actual real bit little far ended
    anymore bring brings brought pick picks picked lets explain explains
    hears heard sit sits ago till okay allowed shouldn couldn wouldn don doesn didn isn aren wasn
    weren hasn haven ca wo side topic desk turn turns word saying telling ie
    """
)


def _inflected(text: str) -> frozenset[str]:
    """Verbs with the endings they take, so that `rate` gives `rating` and never `rat`."""
    found: set[str] = set()
    for verb in text.split():
        short = verb.removesuffix("e")
        doubled = verb + verb[-1]
        found.update({verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{verb}d"})
        found.update({f"{short}ing", f"{doubled}ing", f"{doubled}ed", f"{verb[:-1]}ied"})
    return frozenset(american(word) for word in found)


#: What people do with anything. Where the agreement does not use the word, it names nothing.
ACTIONS = _inflected(
    """
    accept add agree answer appear apply appoint arrange arrive assign assist attend begin
    belong bring bug build calculate call cause change chase check choose clarify clear close
    collect combine compile complete conduct confirm consider consult continue control convert
    correct cover create define deliver depend describe determine develop discuss distribute
    download draft draw edit email ensure enter escalate estimate evaluate examine exist expect
    explain export extract fall feel fill finalise finalize finish fix follow forward gather
    generate grant grow hand hear hit import improve include increase inform initiate inspect
    invite involve issue join keep learn leave lie listen locate maintain measure meet mention
    mind move notice notify obtain occur open operate own pass perform pick prefer present
    proceed process produce propose prove provide publish pull push question raise rate read
    receive recommend reduce refer reject release remain remember remind remove repeat replace
    reply report request require resolve respond return review revise schedule search select
    separate set settle share ship sign solve sort specify spend spin split spot stand start
    stay stop submit suggest summarise summarize track transfer translate trigger turn type
    understand update upload validate verify view wait warn watch weigh wish worry wrong sudden
    certain available ready able
    """
)


#: After "who": says that somebody works on it, not what it is.
VAGUE_VERBS = _set(
    """
    approve approves authorise authorises authorize authorizes coordinate coordinates lead leads
    manage manages managing oversee oversees prepare prepares preparing organise organises
    organising organize organizes sign signs signing supervise supervises supervising write
    writes writing wrote
    """
)

#: What a kind of question says without naming anything.
WHERE_VERBS = _set(
    "download file filed filing keep kept link log login save saved store stored upload"
)
REACH_WORDS = _set(
    "address call contact details email fax mail message mobile number phone ring tel telephone"
)
#: How people speak of meeting and of writing, when they ask when it is.
CALLS: dict[str, str] = {
    **dict.fromkeys(("talk", "speak", "meet", "meets", "meeting", "telco", "telecon"), "call"),
    **dict.fromkeys(("teleconference", "zoom", "videocall", "talks", "speaks"), "call"),
    **dict.fromkeys(("mail", "email", "message", "writes", "write", "text", "overview"), "report"),
}
NUMBERS = _set(
    "one two three four five six seven eight nine ten eleven twelve twenty hundred thousand dozen"
)
WHEN_WORDS = _set("time hour day place report reported send sends sent")

LIGHT = _set(
    """
    company companies organisation organisations firm firms regularly regular both
    not money degrees percent milliseconds access amount value values attached assay calculation
    comment comments feedback meeting meetings reading readings remark remarks batch cohort copy
    data date day days dates deadline deliverable details doc docs document documents draft email
    file files filed final folder form forms group info information issue issues item items keep
    latest lead link list lot main manager matter new note number numbers old part phone place plan
    problem process progress project result results sample samples set side sign signs site stage
    stand stands status stored study subject support system table tables test time timeline topic
    tracker trial update updates version visit monday tuesday wednesday thursday friday saturday
    sunday sends send sent transit sponsor cro
    """
)

EVERYDAY = _set(
    """
    parking packing printing patent cake care cat car cart coat lunch launch menu dinner marketing
    mailing rota rotation visa pension gym train trail strike stripe lift badge badger canteen
    kitchen laptop pizza stapler website release training tax taxes tea toner door dog log office
    officer coffee water wafer weather building holiday salary wifi password room rooms flat flight
    fight hotel travel bus bank books press print printer paint taxi taxis flights cleaner cleaners
    cleaning restaurant canteens cafeteria breakfasts bonus payslip payslips vacation holidays
    leaveform insurance dentist tailor landlord rent lease apartment flatmate guesthouse hotels
    lounge visas embassy school kindergarten gymnasium yoga football baseball cricket soccer golf
    match score karaoke singing beer wine pub birthday wedding presents gift gifts photographer
    photography decoration projector beamer keyboard headset scanner fax sim antivirus wlan vpn
    heating window windows curtain curtains chair chairs furniture elevator stairs toilet toilets
    restroom dishwasher microwave sink bin garbage flowers garage bicycle bike bikes shed garden
    lawn roof painting welding welder plumber electrician locksmith keys badges uniform uniforms
    shoes coats logo brand branding advertisement webinar booth poster posters newsletter
    shareholder shareholders investor investors stock shares payroll hr recruiter intern interns
    internship union council overtime pensions daycare rain raining snow traffic trains tram metro
    ticket tickets railway shuttle vegan snack snacks cooler machine vending first aid
    fire drill drills evacuation intranet newspaper magazine library subscription journal
    """
)
