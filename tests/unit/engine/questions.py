"""Questions as people type them in chat, with the answer they should get.

Half of them were written before the look-up existed and are never looked at while it is tuned
(`HOLD_OUT`); only their rate is read. One line is one question: the question, `=>`, then the right
answer as `kind:key`. Several answers on a line are all right; `ambiguous:a+b` wants both named.
"""

from dataclasses import dataclass

NONE = "none"


@dataclass(frozen=True)
class Question:
    """One question to one of the examples and the answers that are right."""

    example: str
    text: str
    accepted: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return self.accepted != (NONE,)

    def is_right(self, kind: str, key: str | None, candidates: set[str]) -> bool:
        return any(self._matches(each, kind, key, candidates) for each in self.accepted)

    @staticmethod
    def _matches(accepted: str, kind: str, key: str | None, candidates: set[str]) -> bool:
        wanted_kind, _, wanted_key = accepted.partition(":")
        if wanted_kind == "ambiguous":
            named = set(wanted_key.split("+")) if wanted_key else set()
            return kind == "ambiguous" and named <= candidates
        return kind == wanted_kind and (wanted_kind == NONE or key == wanted_key)


def _read(example: str, table: str) -> tuple[Question, ...]:
    lines = (line.strip() for line in table.strip().splitlines())
    split = (line.rsplit("=>", 1) for line in lines if line)
    return tuple(Question(example, text.strip(), tuple(right.split())) for text, right in split)


_RAT = "01_rat_tox_in_vivo"
_PHASE_1 = "03_phase1_abroad"

HOLD_OUT = (
    *_read(
        _RAT,
        """
        who do i ping about the histo slides => area:histopathology
        whos running the microscopy on the tissues? => area:histopathology
        Who handles haemotology? => area:clin_path
        who is in charge of organ weight data => area:necropsy
        owner of the SEND package? => area:send_dataset
        who signs off the dose levels? => area:dose_selection
        who's responsible for IACUC approval => area:animal_ethics
        who orders the rats => area:animal_supply
        certificate of analysis - who sends it? => area:test_article
        who does the TK bleeds on day 28? => area:tk_sampling
        who calculates Cmax and AUC => area:tk_analysis
        person for plasma LC-MS/MS? => area:bioanalysis
        who do we ask about the dry ice shipment => area:sample_shipping
        who pays the invoices => area:invoices
        purchase order question, who can help? => area:invoices
        who decides about euthanasia of a moribund animal? => area:animal_welfare
        who looks at protocol devations => area:deviations
        who is writing the IND module? => area:ind_writing
        Who owns the final report? => area:draft_report
        who is the study director? => seat:study_director
        how do I get hold of the vet at night? => seat:attending_vet
        reach the deccan pm => seat:cro_pm
        who is the nonclinical lead at Larkspur? => seat:study_monitor
        phone number of the vivarium supervisor => seat:inlife_supervisor
        where do I find the signed protocol => location:client_portal
        where's the certificate of analysis => location:sponsor_workspace
        where are the paraffin blocks kept? => location:glp_archive
        where can i see the decision log => location:action_log
        where is the signed SOW => location:contract_folder
        where are the raw LCMS files => location:client_portal
        what if a rat is found dead on sunday? => trigger:unexpected_death
        what happens when the freezer alarm goes off => trigger:temperature_excursion
        what if we lose a sample => trigger:sample_loss
        what if the compound gets stuck at customs => trigger:supply_delay
        what if the study director resigns => trigger:key_role_change
        what if an animal gets the wrong dose? => trigger:dosing_error
        how often do we get the dosing note? => cadence:dosing_note
        when is the steering meeting? => cadence:steering
        when do we hear about budget forecast => cadence:budget_report
        When is the weekly status due? => cadence:weekly_status
        who is the pm? => ambiguous:program_manager+cro_pm
        peer review => area:peer_review
        change order => area:change_orders
        who owns the parking permits? => none
        printer toner => none
        who books the flights to Hyderabad? => none
        who's organising the christmas party => none
        who runs the marketing study? => none
        visa letter for the site visit => none
        who fixes the badge reader => none
        where is the canteen menu => none
        what if the fire alarm goes off => none
        when is payroll => none
        who handles the patent filing => none
        holiday rota for the office => none
        who owns the website => none
        who wrote the press release => none
        who does the dog study? => none
        what if it rains => none
        who owns the investor slides? => none
        when is lunch => none
        rabbit embryofetal report => none
        """,
    ),
    *_read(
        _PHASE_1,
        """
        who owns the ICF => area:consent_form
        who handles informed consent updates? => area:consent_form
        who do I talk to about EDC access => area:edc
        where is the EDC? => location:edc
        where do I send an SAE form => location:safety_database
        what if someone has an SAE => trigger:sae
        who reports SUSARs? => area:sae_reporting
        what happens if a volunteer ends up in hospital => trigger:sae
        who's doing SDV => area:monitoring
        who makes the rand list? => area:randomisation
        who ships the PK samples to the lab? => area:sample_shipping ambiguous:pk_samples+sample_shipping
        who is preparing the SAP and TFLs => area:stats
        who answers eligibility questions => area:eligibility
        ethics submission status - who knows? => area:ethics
        who takes care of the TGA notification => area:ctn
        who does the drug labels => area:imp_supply
        who writes the CSR? => area:csr
        who registers the trial => area:registration
        who breaks the blind in an emergency? => area:code_break
        who recruits volunteers => area:recruitment
        ECG question, who should I ask => area:safety_labs
        who approves going to the next dose => area:dose_escalation
        who handles pass through costs => area:money
        who is the PI => seat:principal_investigator
        how do I reach the medical monitor on Saturday => seat:medical_monitor
        contact for pharmacovigilance => seat:pv_lead
        who's the CRA? => seat:contract_cra
        where is the investigator brochure => location:sponsor_drive
        where are the monitoring reports filed => location:etmf
        where's the randomisation list => location:unblinded_folder
        where do i see how many were screened => location:recruitment_sheet
        where is the contract => location:contract_folder
        what if the capsules got warm => trigger:drug_temperature
        what if the blind is broken by mistake => trigger:accidental_unblinding
        what if QTc is over 500 => trigger:stopping_rule
        what if recruitment is slow => trigger:slow_enrolment
        what if a participant's name is posted in slack => trigger:privacy_incident
        what if queries are overdue => trigger:late_data
        when is the out of hours test call => cadence:out_of_hours_test
        how often is the monthly KPI report sent => cadence:monthly_report
        what if samples thaw in transit => trigger:sample_problem
        who owns the company car => none
        who is the tax advisor => none
        who walks the dog => none
        who does the histology slides => none
        who handles the necropsy => none
        SEND dataset => none
        who runs the MRI scanner => none
        office wifi password => none
        who books the conference room? => none
        what if there is a strike at the airport => none
        when is the gym open => none
        where's the coffee => none
        pharmacy loyalty card => none
        """,
    ),
)

TUNING = (
    *_read(
        _RAT,
        """
        who owns the histo slides? => area:histopathology
        who is doing the path read => area:histopathology
        who owns the coffee machine => none
        hi, quick one - who do I talk to about the slides? => area:histopathology
        slides histo who? => area:histopathology
        whos doing the hsitology slides => area:histopathology
        Hey team! Could anyone tell me who is looking after the H&E slides please? => area:histopathology
        who reads the slides => area:histopathology
        who's the right person for clin path? => area:clin_path
        clinical pathology owner => area:clin_path
        who runs the bloods => area:clin_path
        who is doing haematolgy => area:clin_path
        hematology => area:clin_path
        who owns urinalysis results? => area:clin_path
        CoA for the test article? => area:test_article
        who provides the CoA => area:test_article
        who ships the compound => area:test_article
        who's responsible for the dosing solutions => area:dose_formulation
        formulation homogenity results - who? => area:dose_formulation
        who checks body weight => area:inlife
        who is dosing the animals by gavage => area:inlife
        who handles the TK samples => area:tk_sampling
        who does TK => ambiguous:tk_sampling+tk_analysis area:tk_analysis
        toxicokinetics report? => area:tk_analysis
        who is doing the plasma concentrations => area:bioanalysis
        bioanalytical method owner => area:bioanalysis
        who collects the organs at necropsy => area:necropsy
        necropsys => area:necropsy
        second read of the slides - who does it? => area:peer_review
        who organises the courier => area:sample_shipping
        who sends the slides to the peer reviewer => area:sample_shipping area:histopathology ambiguous
        Who is accountable for the QA statement? => area:qa_inspections
        who do i talk to about a CAPA => area:deviations
        who's writing the draft report? => area:draft_report
        who comments on the tox report => area:draft_report
        SEND => area:send_dataset
        who makes the xpt files => area:send_dataset
        who archives the raw data => area:archiving
        scope change, who do I talk to? => area:change_orders
        who approves change orders => area:change_orders
        who handles billing => area:invoices
        protocol amendment => area:protocol
        who picks the top dose => area:dose_selection
        who does the ethics comittee => area:animal_ethics
        when do the animals arrive => area:animal_supply
        who should I tell about sick animals => area:animal_welfare
        pre-IND => area:ind_writing
        study director's phone => seat:study_director
        who is the deputy study director => seat:deputy_study_director
        how can I reach the SD => seat:study_director
        vet => seat:attending_vet
        who's the pathologist? => seat:study_pathologist
        who is the toxicology consultant => seat:tox_consultant
        get me the DMPK lead => seat:dmpk_lead
        who is our QA => seat:sponsor_qa
        contact details for accounts payable => seat:finance_contracts
        where is the portal => location:client_portal
        where do the pictures of the animals go => location:observation_photos
        where is the box folder? => location:sponsor_workspace
        where are the histo slides => location:client_portal location:glp_archive ambiguous
        where do I find the draft report => location:client_portal
        raid log => location:action_log
        where is the archive => location:glp_archive
        what if an animal dies => trigger:unexpected_death
        what happens if samples are thawed => trigger:temperature_excursion
        what if the formulation fails => trigger:formulation_out_of_range
        what if we go over budget => trigger:budget_overrun
        what if the report is late => trigger:deliverable_late
        what do we do if a dose is missed => trigger:dosing_error
        who do I call when the freezer alarm goes off => trigger:temperature_excursion
        what if the data looks wierd => trigger:data_out_of_range
        what if tubes are missing => trigger:sample_loss
        when is the fortnightly call => cadence:biweekly_call
        how often is the weekly status => cadence:weekly_status
        when is the body weight table sent => cadence:body_weight_table
        when is the draft report due => area:draft_report
        when is histopathology due => area:histopathology
        who owns the coffee report? => none
        parking => none
        holiday rota => none
        GDPR audit of the payroll => none
        printer => none
        visa letter => none
        who owns the sample cake => none
        who owns the marketing study => none
        who is responsible for the stapler? => none
        who runs the monkey study => none
        what if the printer jams => none
        where is the parking lot => none
        when is the team dinner => none
        who handles genotoxicity => none
        who does the in vitro hERG assay => none
        who cleans the kitchen => none
        help me with my laptop => none
        who owns it => none
        who => none
        who is responsible for the summer interns' training => none
        lunch menu => none
        who ordered the pizza => none
        slides for the investor deck => none
        """,
    ),
    *_read(
        _PHASE_1,
        """
        EDC => area:edc
        SAE => area:sae_reporting
        eTMF => area:tmf
        who owns the eTMF => area:tmf
        where is the eTMF => location:etmf
        what if there's an SAE => trigger:sae
        who is handling the consent form => area:consent_form
        informed consnet => area:consent_form
        who does ethics => area:ethics
        HREC approval? => area:ethics
        import license, who? => area:ctn
        who's in charge of enrollment => area:recruitment
        screen failures => area:recruitment
        who do I ask about con meds => area:eligibility
        randomization list => area:randomisation
        who owns unblinding => area:code_break
        who ships study drug => area:imp_supply
        who's responsible for drug accountability? => area:dispensing
        sentinel dosing => area:dosing_days
        who decides on the next cohort => area:dose_escalation
        who sends expedited reports => area:sae_reporting
        lab alerts => area:safety_labs
        who spins the PK bloods => area:pk_samples
        PK results => area:bioanalysis
        who does the database lock? => area:edc
        open queries - who => area:edc
        statistical analysis plan => area:stats
        tables listings and figures => area:stats
        who goes on monitoring visits => area:monitoring
        who files essential documents => area:tmf
        who logs protocol deviations => area:deviations
        who's doing the medical writing => area:csr
        ANZCTR => area:registration
        who approves the budget => area:money
        out of scope work => area:money
        who is the principle investigator => seat:principal_investigator
        reach the safety desk => seat:safety_desk
        who is the data manager => seat:data_manager
        how do I contact the CMO => seat:sponsor_medical_lead
        project manager => seat:cro_pm
        who is the statistician? => ambiguous:sponsor_statistician+unblinded_statistician
        where's the screening log => location:recruitment_sheet
        where are SAE forms => location:safety_database
        edc login => location:edc
        where are the change orders => location:contract_folder
        where do I file the minutes => location:etmf
        what if a stopping rule is met => trigger:stopping_rule
        what if somebody gets unblinded by accident => trigger:accidental_unblinding
        what if we find a serious breach => trigger:serious_breach
        what if the fridge fails => trigger:drug_temperature
        what if there are not enough volunteers => trigger:slow_enrolment
        what if the courier loses the samples => trigger:sample_problem
        what if the PI leaves => trigger:key_role_change
        when is the weekly call => cadence:weekly_call
        when do we get the recruitment count => cadence:recruitment_update
        how often do you send the dosing day note => cadence:dosing_day_note
        when is the CSR due => area:csr
        who is the receptionist => none
        coffee machine => none
        who handles the animal facility => none
        bone marrow histology => none
        who runs the carcinogenicity study => none
        who does our social media => none
        where is the car park => none
        what if my train is late => none
        when is the football match => none
        company pension => none
        who repairs the centrifuge room door => none
        who owns the cell line => none
        payroll data => none
        """,
    ),
)
