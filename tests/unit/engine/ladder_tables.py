"""Who is told when of every trigger of both examples, and what is due outside of chat: by hand.

Everything is raised and left alone. Example 1 is raised on Thursday 14 January 2027 at 20:00 in
Hyderabad, which is 06:30 in San Diego, in the dosing phase. Deccan works Monday to Saturday
09:00-18:00; Friday the 15th and Tuesday the 26th are its own holidays. Larkspur works Monday to
Friday 08:30-17:00 (22:00-06:30 in Hyderabad); Monday the 18th is its own holiday. On days off the
study monitor covers for Larkspur and the in-life supervisor for Deccan.

Example 3 is raised on Friday 12 February 2027 at 23:00 in Melbourne, which is 14:00 in Haifa, in a
dosing phase. Yarra works Monday to Friday 08:30-17:00; 8 March is its own holiday. Carmel works
Sunday to Thursday 09:00-17:00 (18:00-02:00 in Melbourne). On days off the sponsor's medical lead
covers for Carmel and the principal investigator for Yarra.

Triggers in clock hours tell people at once, at night and on days off, and who covers then as well.
All others wait for the hours of whoever is told; who raised it sees it at once. All of them are
raised by the CRO. Times are wall times of the CRO.
"""

#: Wall time, rung and seat of everybody who is told.
RAT = {
    "unexpected_death": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 20:00", 1, "study_monitor"),
        # Midnight: Thursday is no day of the consultant's; Deccan's holiday has begun.
        ("01-15 00:00", 2, "deputy_study_director"),
        ("01-15 00:00", 2, "inlife_supervisor"),
        ("01-15 00:00", 2, "study_monitor"),
        ("01-15 00:00", 2, "tox_consultant"),
        ("01-15 08:00", 3, "inlife_supervisor"),
        ("01-15 08:00", 3, "site_head"),
        ("01-15 08:00", 3, "vp_rd"),
    ],
    "dosing_error": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 20:00", 1, "study_monitor"),
        # One business day of Deccan's: not its holiday, but its Saturday, when Larkspur is off.
        ("01-16 20:00", 2, "program_manager"),
        ("01-16 20:00", 2, "site_head"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "formulation_out_of_range": [
        ("01-14 20:00", 1, "cmc_lead"),
        ("01-14 20:00", 1, "lab_services_head"),
        # Both are on call in the dosing phase, so nobody covers for them.
        ("01-16 20:00", 2, "study_director"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "temperature_excursion": [
        ("01-14 20:00", 1, "lab_services_head"),
        ("01-14 20:00", 1, "study_monitor"),
        ("01-16 20:00", 2, "cro_pm"),
        ("01-16 20:00", 2, "program_manager"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "sample_loss": [
        ("01-14 20:00", 1, "lab_services_head"),
        ("01-14 22:00", 1, "dmpk_lead"),
        # Due on Monday at 20:00: Larkspur's holiday, and after Deccan's hours.
        ("01-19 09:00", 2, "study_director"),
        ("01-19 22:00", 2, "study_monitor"),
    ],
    "data_out_of_range": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 22:00", 1, "study_monitor"),
        ("01-19 09:00", 2, "study_director"),
        # The consultant works on Monday, a holiday, Wednesday and Friday.
        ("01-20 22:00", 2, "tox_consultant"),
        ("01-21 22:00", 3, "vp_rd"),
        ("01-22 09:00", 3, "site_head"),
    ],
    "supply_delay": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        # Three days on which both work: the 19th, 20th and 21st.
        ("01-21 22:00", 2, "vp_rd"),
        ("01-22 09:00", 2, "site_head"),
    ],
    "deliverable_late": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        ("01-21 22:00", 2, "study_monitor"),
        ("01-22 09:00", 2, "site_head"),
        ("01-28 22:00", 3, "vp_rd"),
        ("01-29 09:00", 3, "site_head"),
    ],
    "key_role_change": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        # Five days on which both work end on Monday the 25th; the 26th is Deccan's holiday.
        ("01-25 22:00", 2, "vp_rd"),
        ("01-27 09:00", 2, "site_head"),
    ],
    "budget_overrun": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "finance_contracts"),
        ("01-21 22:00", 2, "vp_rd"),
        ("01-22 09:00", 2, "site_head"),
    ],
}

PHASE1 = {
    "sae": [
        ("02-12 23:00", 1, "principal_investigator"),
        ("02-12 23:00", 1, "safety_desk"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-13 03:00", 2, "medical_monitor"),
        ("02-13 03:00", 2, "pv_lead"),
        ("02-13 03:00", 2, "sponsor_medical_lead"),
        ("02-13 23:00", 3, "ceo"),
        ("02-13 23:00", 3, "principal_investigator"),
        ("02-13 23:00", 3, "project_director"),
        ("02-13 23:00", 3, "sponsor_medical_lead"),
    ],
    "stopping_rule": [
        ("02-12 23:00", 1, "principal_investigator"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-13 01:00", 2, "clinical_ops_lead"),
        ("02-13 01:00", 2, "medical_monitor"),
        ("02-13 01:00", 2, "sponsor_medical_lead"),
        ("02-13 23:00", 3, "ceo"),
        ("02-13 23:00", 3, "principal_investigator"),
        ("02-13 23:00", 3, "project_director"),
        ("02-13 23:00", 3, "sponsor_medical_lead"),
    ],
    "accidental_unblinding": [
        ("02-12 23:00", 1, "clinical_ops_lead"),
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-15 23:00", 2, "project_director"),
        ("02-15 23:00", 2, "sponsor_qa"),
    ],
    "serious_breach": [
        ("02-12 23:00", 1, "clinical_ops_lead"),
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        # One business day and three calendar days after a Friday are the same Monday.
        ("02-15 23:00", 2, "project_director"),
        ("02-15 23:00", 2, "sponsor_qa"),
        ("02-15 23:00", 3, "ceo"),
        ("02-15 23:00", 3, "project_director"),
    ],
    "privacy_incident": [
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-12 23:00", 1, "sponsor_qa"),
        ("02-15 23:00", 2, "ceo"),
        ("02-15 23:00", 2, "project_director"),
    ],
    "slow_enrolment": [
        ("02-12 23:00", 1, "clinic_manager"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        # Days on which both work are Monday to Thursday; a Friday counts as the next of them.
        ("02-23 23:00", 2, "sponsor_medical_lead"),
        ("02-24 08:30", 2, "project_director"),
        ("03-15 23:00", 3, "ceo"),
        ("03-16 08:30", 3, "project_director"),
    ],
    "drug_temperature": [
        ("02-12 23:00", 1, "clinical_supplies"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-12 23:00", 1, "unblinded_pharmacist"),
        ("02-15 23:00", 2, "clinical_ops_lead"),
        ("02-15 23:00", 2, "cro_pm"),
    ],
    "sample_problem": [
        ("02-12 23:00", 1, "lab_coordinator"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-16 23:00", 2, "sponsor_medical_lead"),
        ("02-17 08:30", 2, "cro_pm"),
    ],
    "late_data": [
        ("02-12 23:00", 1, "data_manager"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-17 23:00", 2, "clinical_ops_lead"),
        ("02-18 08:30", 2, "cro_pm"),
        # A Friday night: Carmel is back on Sunday, Yarra on Monday.
        ("02-28 18:00", 3, "ceo"),
        ("03-01 08:30", 3, "project_director"),
    ],
    "key_role_change": [
        ("02-12 23:00", 1, "cro_pm"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-23 23:00", 2, "ceo"),
        ("02-24 08:30", 2, "project_director"),
    ],
}

#: Why each rung above the first is reached when nobody does anything, lowest first.
RAT_WHY = {
    "unexpected_death": ("nobody has it yet", "it is not resolved yet"),
    "dosing_error": ("nobody has it yet",),
    "formulation_out_of_range": ("it is not resolved yet",),
    "temperature_excursion": ("it is not resolved yet",),
    "sample_loss": ("it is not resolved yet",),
    "data_out_of_range": ("it is not resolved yet", "it is not resolved yet"),
    "supply_delay": ("it is not resolved yet",),
    "deliverable_late": ("it is not resolved yet", "it is not resolved yet"),
    "key_role_change": ("what would have kept it from here was not reported",),
    "budget_overrun": ("it is not resolved yet",),
}
PHASE1_WHY = {
    "sae": ("nobody has it yet", "nobody has it yet"),
    "stopping_rule": ("nobody has it yet", "that was agreed for this moment"),
    "accidental_unblinding": ("that was agreed for this moment",),
    "serious_breach": (
        "that was agreed for this moment",
        "what would have kept it from here was not reported",
    ),
    "privacy_incident": ("that was agreed for this moment",),
    "slow_enrolment": ("it is not resolved yet", "it is not resolved yet"),
    "drug_temperature": ("it is not resolved yet",),
    "sample_problem": ("it is not resolved yet",),
    "late_data": ("it is not resolved yet", "it is not resolved yet"),
    "key_role_change": ("what would have kept it from here was not reported",),
}

#: When each rung above the first is reached, whoever's hours are waited for then.
RAT_REACHED = {
    "unexpected_death": ("01-15 00:00", "01-15 08:00"),
    "dosing_error": ("01-16 20:00",),
    "formulation_out_of_range": ("01-16 20:00",),
    "temperature_excursion": ("01-16 20:00",),
    # Two days of Deccan's: Saturday the 16th and Monday the 18th.
    "sample_loss": ("01-18 20:00",),
    "data_out_of_range": ("01-18 20:00", "01-21 20:00"),
    "supply_delay": ("01-21 20:00",),
    "deliverable_late": ("01-21 20:00", "01-28 20:00"),
    "key_role_change": ("01-25 20:00",),
    "budget_overrun": ("01-21 20:00",),
}
PHASE1_REACHED = {
    "sae": ("02-13 03:00", "02-13 23:00"),
    "stopping_rule": ("02-13 01:00", "02-13 23:00"),
    "accidental_unblinding": ("02-15 23:00",),
    "serious_breach": ("02-15 23:00", "02-15 23:00"),
    "privacy_incident": ("02-15 23:00",),
    "slow_enrolment": ("02-23 23:00", "03-15 23:00"),
    "drug_temperature": ("02-15 23:00",),
    "sample_problem": ("02-16 23:00",),
    "late_data": ("02-17 23:00", "02-26 23:00"),
    "key_role_change": ("02-23 23:00",),
}

#: By when the first notice is to be given.
RAT_DUE = {
    "unexpected_death": "01-15 00:00",
    "dosing_error": "01-15 20:00",
    "formulation_out_of_range": "01-15 20:00",
    "temperature_excursion": "01-15 20:00",
    # One day of Deccan's after a Thursday before its holiday is Saturday.
    "sample_loss": "01-16 20:00",
    "data_out_of_range": "01-16 20:00",
    # The first day on which both work is Tuesday the 19th.
    "supply_delay": "01-19 20:00",
    "deliverable_late": "01-16 20:00",
    "key_role_change": "01-20 20:00",
    "budget_overrun": "01-18 20:00",
}
PHASE1_DUE = {
    "sae": "02-13 23:00",
    "stopping_rule": "02-13 00:00",
    "accidental_unblinding": "02-13 23:00",
    "serious_breach": "02-13 23:00",
    "privacy_incident": "02-13 23:00",
    # Counted from Monday the 15th, the next day on which both work.
    "slow_enrolment": "02-17 23:00",
    "drug_temperature": "02-13 23:00",
    "sample_problem": "02-15 23:00",
    "late_data": "02-15 23:00",
    "key_role_change": "02-23 23:00",
}

#: What is given outside of chat: what people press when it was, in order.
RAT_OUTSIDE = {
    "unexpected_death": ("Done by Phone", "Done by Email"),
    "temperature_excursion": ("Done by Phone", "Done by Email"),
    "key_role_change": ("Done by Email",),
    "budget_overrun": ("Done by Email",),
}
PHASE1_OUTSIDE = {
    "sae": ("Done by Safety mailbox and 24h fax-to-m…",),
    "stopping_rule": ("Done by Phone", "Done: written record"),
    "accidental_unblinding": ("Done by Phone", "Done: written record"),
    "serious_breach": ("Done by Email",),
    "privacy_incident": ("Done by Phone", "Done: written record"),
    "drug_temperature": ("Done by Unblinded mailbox",),
    "key_role_change": ("Done by Email",),
}
#: By when what must follow the first notice is to be given: a day after that is due, as long as
#: nobody says when it was given.
RAT_THEN = {"unexpected_death": "01-16 00:00", "temperature_excursion": "01-16 20:00"}
PHASE1_THEN = {
    "stopping_rule": "02-14 00:00",
    "accidental_unblinding": "02-14 23:00",
    "privacy_incident": "02-14 23:00",
}

#: What is typed to find it.
RAT_WORDS = {
    "unexpected_death": "animal found dead",
    "dosing_error": "wrong dose",
    "formulation_out_of_range": "formulation failed",
    "temperature_excursion": "freezer alarm",
    "sample_loss": "lost sample",
    "data_out_of_range": "unexpected data",
    "supply_delay": "shipment stuck",
    "deliverable_late": "report late",
    "key_role_change": "study director leaving",
    "budget_overrun": "over budget",
}
PHASE1_WORDS = {
    "sae": "hospitalised participant",
    "stopping_rule": "stopping criteria",
    "accidental_unblinding": "unblinded by mistake",
    "serious_breach": "serious breach",
    "privacy_incident": "privacy breach",
    "slow_enrolment": "slow recruitment",
    "drug_temperature": "pharmacy fridge",
    "sample_problem": "samples thawed",
    "late_data": "queries overdue",
    "key_role_change": "pi leaving",
}
